"""What changed in a plan since its last closed period, and who has not reported in the open one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from plans.brag import Brag, brag
from plans.models import CriticalAction, PeriodEvent, Plan, ReportingPeriod
from plans.reporting.standing import PeriodReports


@dataclass(frozen=True)
class Change:
    """An action that stands otherwise than when the period closed; `was` is empty for a new one."""

    action: CriticalAction
    was: str
    was_colour: str
    now: Brag


class Since:
    """A plan's last closed period and its open one, seen from a day."""

    def __init__(self, plan: Plan, actions: list[CriticalAction], today: date) -> None:
        self.plan = plan
        self.actions = actions
        self.today = today

    @cached_property
    def closing(self) -> PeriodEvent | None:
        """The last closing of the period that ended last and is closed."""
        return (
            PeriodEvent.objects.filter(
                period__plan=self.plan, period__closed_at__isnull=False, kind="closed"
            )
            .select_related("period")
            .order_by("-period__finish", "-pk")
            .first()
        )

    @cached_property
    def changes(self) -> list[Change]:
        """The actions whose status differs from what the closed period showed."""
        if self.closing is None or self.closing.frozen is None:
            return []
        shown = {
            action["key"]: (action["status"], action["colour"])
            for objective in self.closing.frozen["objectives"]
            for action in objective["actions"]
        }
        changes = []
        for action in self.actions:
            now = brag(action, self.today)
            word, colour = shown.get(action.pk, ("", ""))
            if word != now.word:
                changes.append(Change(action, word, colour, now))
        return changes

    @cached_property
    def open_period(self) -> ReportingPeriod | None:
        """The open period that is due first."""
        period = self.plan.reporting_periods.open().order_by("due_on", "pk").first()
        if period is not None:
            period.plan = self.plan
        return period

    @cached_property
    def not_reported(self) -> list[tuple[str, int]]:
        """Who is responsible for actions without a report, and for how many, the most first."""
        if self.open_period is None:
            return []
        missing = PeriodReports(self.open_period).missing
        return Counter(
            report.action.responsible or "Nobody named" for report in missing
        ).most_common()

    @property
    def missing_count(self) -> int:
        return sum(number for _, number in self.not_reported)
