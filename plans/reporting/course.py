"""How actions stand now against their plan's last closed period, and which are not reported
in its open one.

Dashboards count by this and the list of actions is filtered by it, so that a figure and its
list never differ. It takes a handful of queries, however many plans and actions there are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import F, Func, JSONField, Q, QuerySet, TextChoices

from plans.brag import Brag, brag
from plans.models import CriticalAction, PeriodEvent, ProgressUpdate, ReportingPeriod
from plans.reporting.standing import report_of

TO_PLAN = "objective__block__appendix__plan"


class Turn(TextChoices):
    """Which way an action went since its plan's last closed period."""

    WORSE = "worse", "Got worse"
    BETTER = "better", "Got better"
    NEW = "new", "New"
    OTHER = "other", "Cancelled or taken up again"


_RANKS = {
    "Overdue": 0,
    **{
        status.label: place
        for place, status in enumerate(CriticalAction.WORST_FIRST, start=1)
        if status != CriticalAction.Status.CANCELLED
    },
}
"""The worst first. What is cancelled stands neither better nor worse."""


@dataclass(frozen=True)
class Change:
    """An action that stands otherwise than when the period closed; `was` is empty for a new one."""

    action: CriticalAction
    was: str
    was_colour: str
    now: Brag

    @property
    def turn(self) -> Turn:
        if not self.was:
            return Turn.NEW
        before, now = _RANKS.get(self.was), _RANKS.get(self.now.word)
        if before is None or now is None:
            return Turn.OTHER
        return Turn.WORSE if now < before else Turn.BETTER


@dataclass(frozen=True)
class PlanCourse:
    """The course of one plan's actions."""

    closed: ReportingPeriod | None
    """The period that ended last and is closed."""
    changes: list[Change]
    open: ReportingPeriod | None
    """The open period that is due first."""
    missing: list[CriticalAction]
    """What would be carried unreported if the open period were closed now."""


class Course:
    """The course of actions on a day, plan by plan."""

    def __init__(self, actions: Iterable[CriticalAction], today: date) -> None:
        """The actions are read with their appendices."""
        self.today = today
        self.by_plan: dict[int, list[CriticalAction]] = {}
        for action in actions:
            plan = action.objective.block.appendix.plan_id
            self.by_plan.setdefault(plan, []).append(action)

    def of(self, plan: int) -> PlanCourse:
        """The course of the plan of that number."""
        closing = self._closings.get(plan)
        return PlanCourse(
            closed=closing.period if closing else None,
            changes=self._changes_of(plan),
            open=self._open_periods.get(plan),
            missing=[each for each in self.by_plan.get(plan, []) if each.pk in self.missing],
        )

    def changed(self, turn: str = "") -> set[int]:
        """The numbers of all actions that went that way, or any way."""
        changes = [change for plan in self.by_plan for change in self._changes_of(plan)]
        return {change.action.pk for change in changes if not turn or change.turn == turn}

    def _changes_of(self, plan: int) -> list[Change]:
        closing = self._closings.get(plan)
        if closing is None:
            return []
        shown = {each["key"]: (each["status"], each["colour"]) for each in closing.shown}
        changes = []
        for action in self.by_plan.get(plan, []):
            now = brag(action, self.today)
            word, colour = shown.get(action.pk, ("", ""))
            if word != now.word:
                changes.append(Change(action, word, colour, now))
        return changes

    @cached_property
    def _closings(self) -> dict[int, Any]:
        """By plan the last closing of the period that ended last, with the actions it showed."""
        shown = Func(
            F("frozen"),
            template="jsonb_path_query_array(%(expressions)s, '$.objectives[*].actions[*]')",
            output_field=JSONField(),
        )
        closings = (
            PeriodEvent.objects.filter(
                kind=PeriodEvent.Kind.CLOSED,
                period__plan__in=self.by_plan,
                period__closed_at__isnull=False,
            )
            .annotate(shown=shown)
            .defer("frozen")
            .select_related("period")
            .order_by("period__plan_id", "-period__finish", "-pk")
            .distinct("period__plan_id")
        )
        return {closing.period.plan_id: closing for closing in closings}

    @cached_property
    def _open_periods(self) -> dict[int, ReportingPeriod]:
        periods = ReportingPeriod.objects.open().filter(plan__in=self.by_plan)
        due_first = periods.order_by("plan_id", "due_on", "pk").distinct("plan_id")
        return {period.plan_id: period for period in due_first}

    @cached_property
    def missing(self) -> set[int]:
        """The numbers of all actions that are not reported in their plan's open period."""
        asked = {
            action: period
            for plan, period in self._open_periods.items()
            for action in self.by_plan[plan]
        }
        updates = (
            ProgressUpdate.objects.standing()
            .filter(Q(period=None) | Q(period__in=self._open_periods.values()), action__in=asked)
            .prefetch_related("reviews")
        )
        told: dict[int, list[ProgressUpdate]] = {}
        for update in updates:
            told.setdefault(update.action_id, []).append(update)
        return {
            action.pk
            for action, period in asked.items()
            if report_of(
                action, [each for each in told.get(action.pk, []) if each.tells_of(period)]
            ).is_missing
        }


def course_of(actions: QuerySet[CriticalAction], today: date) -> Course:
    """The course of the actions that a query finds."""
    bare = actions.order_by().select_related(None).prefetch_related(None)
    return Course(bare.select_related("objective__block__appendix"), today)
