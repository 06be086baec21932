"""Who has reported for a period and who has not, action by action in the plan's order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Prefetch

from plans.brag import Brag, reported
from plans.models import CriticalAction, Objective, ProgressUpdate, ReportingPeriod, UpdateReview
from plans.parts import KINDS


@dataclass(frozen=True)
class ActionReport:
    """An action in a period: its update that stands, and what the plan lead said of it."""

    action: CriticalAction
    update: ProgressUpdate | None
    review: UpdateReview | None

    @property
    def objective(self) -> Objective:
        return self.action.objective

    @property
    def is_reported(self) -> bool:
        """Whether somebody reported; what was carried and what was sent back is no report."""
        return self.update is not None and not self.update.carried and not self.is_sent_back

    @property
    def is_needed(self) -> bool:
        """Whether a report is asked for: an action that was finished before is left alone."""
        return self.update is not None or not self.action.is_finished

    @property
    def is_missing(self) -> bool:
        return self.is_needed and not self.is_reported

    @property
    def is_confirmed(self) -> bool:
        return self.review is not None and self.review.outcome == UpdateReview.Outcome.CONFIRMED

    @property
    def is_sent_back(self) -> bool:
        return self.review is not None and self.review.outcome == UpdateReview.Outcome.SENT_BACK

    @property
    def awaits_confirmation(self) -> bool:
        return self.is_reported and not self.is_confirmed

    @property
    def stands(self) -> Brag:
        """The status that was reported, in its word and colour; imported words tell none."""
        told = self.update.status if self.update else ""
        return reported(told or self.action.status)

    @property
    def state(self) -> str:
        """How the report stands, in words."""
        if self.is_sent_back:
            return "Sent back"
        if self.is_confirmed:
            return "Confirmed"
        if self.is_reported:
            return "Reported"
        if self.update is not None:
            return ProgressUpdate.NOT_CONFIRMED
        return "Not reported" if self.is_needed else "No report needed"


class PeriodReports:
    """The reports of all actions of a plan for one period, in three queries."""

    def __init__(self, period: ReportingPeriod) -> None:
        self.period = period

    @cached_property
    def rows(self) -> list[ActionReport]:
        """Each action of the plan, in print order."""
        updates = (
            ProgressUpdate.objects.standing()
            .told_for(self.period)
            .prefetch_related("reviews", "evidence")
        )
        actions = (
            KINDS["action"]
            .parts_of(self.period.plan)
            .select_related("objective__block__appendix")
            .prefetch_related(
                "people__user",
                "objective__people__user",
                Prefetch("updates", queryset=updates, to_attr="standing"),
            )
            .order_by(
                "objective__block__appendix__position",
                "objective__block__position",
                "objective__position",
                "position",
            )
        )
        return [report_of(action, action.standing) for action in actions]

    @property
    def missing(self) -> list[ActionReport]:
        """What would be carried unreported if the period were closed now."""
        return [row for row in self.rows if row.is_missing]

    @property
    def awaiting_confirmation(self) -> list[ActionReport]:
        return [row for row in self.rows if row.awaits_confirmation]

    @property
    def needed_count(self) -> int:
        return sum(row.is_needed for row in self.rows)

    @property
    def reported_count(self) -> int:
        return sum(row.is_reported for row in self.rows)


def report_of(action: CriticalAction, updates: Sequence[ProgressUpdate]) -> ActionReport:
    """How the report of an action stands, from its updates for one period that stand."""
    update = updates[-1] if updates else None
    reviews = list(update.reviews.all()) if update else []
    return ActionReport(action, update, reviews[-1] if reviews else None)
