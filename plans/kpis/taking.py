"""Taking the figure of a KPI from another app: offered beside what stands, never by itself."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError

from accounts.models import User
from core.dates import in_words
from core.supplied_figures import Answer, Supplied, Target, Withheld, all_choices, supplied
from plans.kpis.acts import Actual, Entry, actual_of, says_the_same
from plans.kpis.entry import Typed, read_typed
from plans.kpis.quarters import Quarter, last_day
from plans.models import Indicator, IndicatorTarget, Plan, ReportedFigure


@dataclass(frozen=True)
class Offer:
    """What is held for a KPI and a quarter where the KPI takes its figures from."""

    indicator: Indicator
    quarter: Quarter
    day: date
    """The last day of the quarter."""
    answer: Answer
    is_gone: bool
    """Whether that figure is not offered any more."""
    entry: Entry | None = None
    """What is reported when it is taken; None where there is no figure or it does not fit."""
    unfit: str = ""
    """Why a figure that is held cannot be one of this KPI."""

    @property
    def words(self) -> str:
        """The figure with its source, or why there is none."""
        if isinstance(self.answer, Supplied):
            return self.answer.words
        if isinstance(self.answer, Withheld):
            return f"The figure is withheld: {self.answer.reason}"
        if self.is_gone:
            return "This figure is no longer offered"
        return f"No figure is held for {in_words(self.day)} or the year before it"

    @property
    def present(self) -> Actual | None:
        """The figure that stands for the quarter."""
        return actual_of(self.indicator, self.quarter)

    @property
    def stands_already(self) -> bool:
        """Whether what stands says the same, and names the same source."""
        return self.entry is not None and says_the_same(self.entry, self.present)

    @property
    def can_be_taken(self) -> bool:
        """Whether taking it would change anything."""
        return self.entry is not None and not self.stands_already


def offers_for(kpis: Iterable[Indicator], plan: Plan, quarter: Quarter) -> dict[int, Offer]:
    """What can be taken for a quarter, by the number of each KPI that takes its figures from
    somewhere. Each figure is asked for once."""
    taking = [kpi for kpi in kpis if kpi.takes_from]
    if not taking:
        return {}
    day = last_day(plan, quarter)
    offered = {key for _, figures in all_choices() for key, _ in figures}
    answers = {key: supplied(key, day) for key in {kpi.takes_from for kpi in taking}}
    return {
        kpi.pk: _offer(kpi, quarter, day, answers[kpi.takes_from], kpi.takes_from not in offered)
        for kpi in taking
    }


def _offer(kpi: Indicator, quarter: Quarter, day: date, answer: Answer, is_gone: bool) -> Offer:
    if not isinstance(answer, Supplied):
        return Offer(kpi, quarter, day, answer, is_gone)
    try:
        typed = read_typed(kpi, answer.text)
    except ValidationError as error:
        return Offer(kpi, quarter, day, answer, is_gone, unfit=error.messages[0])
    return Offer(kpi, quarter, day, answer, is_gone, _entry(kpi, quarter, answer, typed))


def _entry(kpi: Indicator, quarter: Quarter, answer: Supplied, typed: Typed | None) -> Entry:
    """What is reported. A note that stands there is not the source's, and stays."""
    present, states = actual_of(kpi, quarter), ReportedFigure.State
    return Entry(
        kpi,
        quarter,
        typed,
        state=states.PROVISIONAL if answer.provisional else states.FINAL,
        note=present.note if present else "",
        source=answer.source,
        seen=present.revision if present else 0,
    )


def targets_for(keys: Collection[str], user: User) -> list[Target]:
    """The targets of the KPIs that take these figures, in plans that a user may read.

    A plan that was withdrawn promises nothing any more.
    """
    plans = Plan.objects.readable_by(user).exclude(status=Plan.Status.WITHDRAWN)
    path = "indicator__objective__block__appendix__plan"
    targets = (
        IndicatorTarget.objects.filter(**{"indicator__takes_from__in": keys, f"{path}__in": plans})
        .select_related(f"{path}__directorate")
        .order_by("year", f"{path}__start", path, "indicator")
    )
    return [_target(row) for row in targets]


def _target(row: IndicatorTarget) -> Target:
    kpi = row.indicator
    plan = kpi.objective.block.appendix.plan
    return Target(
        key=kpi.takes_from,
        label=" ".join([*kpi.refs, kpi.measure]).strip(),
        plan=str(plan),
        url=f"{plan.get_absolute_url()}#kpi-{kpi.pk}",
        year=row.year,
        text=row.text,
    )
