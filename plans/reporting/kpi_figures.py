"""The figures of KPIs that wait: of a period, on My work, and in reminders."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.reminders.waiting import Recipient, Waiting
from core.dates import in_words
from plans.kpis.acts import actual_of
from plans.kpis.matching import kpis_of
from plans.kpis.quarters import Quarter, quarter_of
from plans.models import Indicator, Plan, ReportingPeriod
from plans.reporting.reminders import deputies_on, recipients_of, short


@dataclass(frozen=True)
class MissingFigure:
    """A KPI without a figure for the quarter of an open period."""

    indicator: Indicator
    period: ReportingPeriod
    quarter: Quarter

    @property
    def plan(self) -> Plan:
        return self.period.plan

    @property
    def is_overdue(self) -> bool:
        """Whether the day on which its period is due has passed."""
        return self.period.is_late(timezone.localdate())

    def get_absolute_url(self) -> str:
        """The KPI's page with the box for this quarter."""
        address = reverse("plans:kpi", args=[self.period.plan_id, self.indicator.pk])
        return f"{address}?quarter={self.quarter.key}"


def missing_figures(period: ReportingPeriod) -> list[MissingFigure]:
    """The KPIs of which a period's figure is missing, in print order.

    What is counted once a year is asked for at the year's end only.
    """
    quarter = quarter_of(period.plan, period)
    return [
        MissingFigure(kpi, period, quarter)
        for kpi in kpis_of(period.plan)
        if _is_asked_for(kpi, quarter) and actual_of(kpi, quarter) is None
    ]


def figures_of(user: User) -> list[MissingFigure]:
    """The figures that wait for a user, or for whom they stand in for."""
    if not user.stands_for:
        return []
    periods = (
        ReportingPeriod.objects.open()
        .filter(plan__in=_plans_naming(user))
        .select_related("plan__directorate")
        .order_by("due_on", "pk")
    )
    return [
        missing
        for period in periods
        for missing in missing_figures(period)
        if any(person.pk in user.stands_for for person in missing.indicator.people.all())
    ]


def figures_waiting(today: date) -> Iterator[Waiting]:
    """Each figure that is missing in an open period, for each of whom it waits."""
    deputies = deputies_on(today)
    for period in ReportingPeriod.objects.open().select_related("plan__directorate"):
        for missing in missing_figures(period):
            named = [missing.indicator.people.all(), missing.indicator.objective.people.all()]
            for recipient in recipients_of(named, period.plan.directorate, deputies, today):
                yield _waiting(missing, recipient)


def _plans_naming(user: User) -> set[int]:
    kpis = Indicator.objects.filter(people__in=user.stands_for)
    return set(kpis.values_list("objective__block__appendix__plan", flat=True))


def _is_asked_for(kpi: Indicator, quarter: Quarter) -> bool:
    return quarter.number is None or kpi.frequency == Indicator.Frequency.QUARTER


def _waiting(missing: MissingFigure, recipient: Recipient) -> Waiting:
    indicator, period, quarter = missing.indicator, missing.period, missing.quarter

    def still_waits() -> bool:
        if not ReportingPeriod.objects.open().filter(pk=period.pk).exists():
            return False
        now = Indicator.objects.prefetch_related("actuals", "quarters").filter(pk=indicator.pk)
        return any(actual_of(kpi, quarter) is None for kpi in now)

    return Waiting(
        recipient=recipient,
        what=f"Figure of the KPI {short(' '.join(indicator.refs), indicator.measure)} "
        f"({period.plan}, {period.name}, due {in_words(period.due_on)}).",
        path=missing.get_absolute_url(),
        due_on=period.due_on,
        still_waits=still_waits,
    )
