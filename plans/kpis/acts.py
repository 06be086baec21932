"""Reporting the figures of KPIs. Like progress, they are no amendment: also an approved plan
takes them, from those who write it and from those who are named.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.audit import act
from plans.access import may_report
from plans.audit_actions import FIGURES_REPORTED
from plans.kpis.entry import Typed
from plans.kpis.quarters import Quarter, quarters_of
from plans.models import Indicator, IndicatorActual, Plan, QuarterActual, ReportedFigure
from plans.parts import KINDS

Actual = IndicatorActual | QuarterActual


@dataclass(frozen=True)
class Entry:
    """What somebody enters for a KPI and a quarter or year."""

    indicator: Indicator
    quarter: Quarter
    typed: Typed | None
    """None takes a figure back that was entered before."""
    state: str = ReportedFigure.State.FINAL
    note: str = ""
    source: str = ""
    seen: int | None = None
    """The revision of the figure that stood there when they began; 0: none stood there.
    None: what stands there is replaced, whatever it is."""


class Overtaken(Exception):
    """Somebody else entered figures since the page was opened; nothing was changed."""

    def __init__(self, overtaken: list[tuple[Entry, Actual | None]]) -> None:
        super().__init__()
        self.overtaken = overtaken
        """Each entry with the figure that stands there now."""


def done_meanwhile(now: Actual | None) -> str:
    """What somebody who was faster did: "Ann Lee entered 48% while you had this open"."""
    who = now.recorded_by_name if now and now.recorded_by_name else "Somebody"
    what = f"entered {now.printed}" if now else "took the figure back"
    return f"{who} {what} while you had this open"


def actual_of(indicator: Indicator, quarter: Quarter) -> Actual | None:
    """The figure that stands for a quarter, or for a year."""
    if quarter.number is None:
        return indicator.actual_for(quarter.year)
    reported = indicator.quarters_of(quarter.year)
    return next((row for row in reported if row.quarter == quarter.number), None)


def report_figures(entries: Iterable[Entry], *, plan: Plan, actor: User) -> int:
    """Enter figures: all of them or none; returns how many were new or changed.

    Raises PermissionDenied, also for a KPI that is not in the plan, ValidationError for a year
    outside the plan, and Overtaken where somebody else was faster and wrote something else.
    """
    entries = list(entries)
    if plan.status == Plan.Status.WITHDRAWN:
        raise PermissionDenied("This plan is withdrawn. Take it up again to report its figures.")
    for entry in entries:
        if not may_report(actor, entry.indicator, plan):
            raise PermissionDenied
        refuse_other_year(plan, entry.quarter)
    with transaction.atomic():
        numbers = [entry.indicator.pk for entry in entries]
        # Two people who enter the same figure wait here for one another.
        locked = KINDS["kpi"].parts_of(plan).select_for_update(of=("self",))
        held = set(locked.filter(pk__in=numbers).order_by("pk").values_list("pk", flat=True))
        if not held.issuperset(numbers):
            raise PermissionDenied("A KPI whose figure was entered is not in this plan any more.")
        told = [(entry, _present(entry)) for entry in entries]
        changed = [(entry, present) for entry, present in told if not says_the_same(entry, present)]
        overtaken = [
            (entry, present) for entry, present in changed if _is_overtaken(entry, present)
        ]
        if overtaken:
            raise Overtaken(overtaken)
        if not changed:
            raise NothingChanged
        note = _note([entry for entry, _ in changed])
        with act(FIGURES_REPORTED, actor=actor, target=plan, note=note[:300]):
            for entry, present in changed:
                _write(entry, present, actor)
    return len(changed)


class NothingChanged(Exception):
    """What was entered stands there already, so that there is no act to remember."""


def refuse_other_year(plan: Plan, quarter: Quarter) -> None:
    """Raises ValidationError for a quarter or year that is not one of the plan's."""
    known = quarters_of(plan)
    if quarter not in known:
        years = list(dict.fromkeys(one.year for one in known))
        raise ValidationError(f"{quarter} is outside the plan, which is of {' and '.join(years)}")


def _present(entry: Entry) -> Actual | None:
    of_indicator = {"indicator": entry.indicator, "year": entry.quarter.year}
    if entry.quarter.number is None:
        return IndicatorActual.objects.filter(**of_indicator).first()
    return QuarterActual.objects.filter(**of_indicator, quarter=entry.quarter.number).first()


def _is_overtaken(entry: Entry, present: Actual | None) -> bool:
    return entry.seen is not None and entry.seen != (present.revision if present else 0)


def says_the_same(entry: Entry, present: Actual | None) -> bool:
    """Whether an entry would change nothing of the figure that stands there."""
    if present is None or entry.typed is None:
        return present is None and entry.typed is None
    typed = entry.typed
    now = (present.text, present.numerator, present.denominator)
    about = (present.state, present.note, present.source)
    return now == (typed.text, typed.numerator, typed.denominator) and about == (
        entry.state,
        entry.note,
        entry.source,
    )


def _write(entry: Entry, present: Actual | None, actor: User) -> None:
    if entry.typed is None:
        if present is not None:
            present.delete()
        return
    row = present or _blank(entry.indicator, entry.quarter)
    row.text = entry.typed.text
    row.numerator, row.denominator = entry.typed.numerator, entry.typed.denominator
    row.state, row.note, row.source = entry.state, entry.note, entry.source
    row.recorded_by_name, row.recorded_at = str(actor), timezone.now()
    row.save()


def _blank(indicator: Indicator, quarter: Quarter) -> Actual:
    if quarter.number is None:
        return IndicatorActual(indicator=indicator, year=quarter.year)
    return QuarterActual(indicator=indicator, year=quarter.year, quarter=quarter.number)


def _note(changed: list[Entry]) -> str:
    """ "KPI NI 111, Quarter 2 of 2026/27: 51%", or how many of them."""
    if len(changed) == 1:
        entry = changed[0]
        return f"KPI {entry.indicator}, {entry.quarter}: {entry.typed.text if entry.typed else '–'}"
    quarters = list(dict.fromkeys(str(entry.quarter) for entry in changed))
    return f"{len(changed)} figures, {', '.join(quarters)}"
