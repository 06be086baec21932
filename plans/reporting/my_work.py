"""What waits for somebody who is named for actions, the most pressing first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Prefetch, Q

from accounts.models import User
from core.dates import quarter_of
from plans.brag import Brag, brag
from plans.models import CriticalAction, Plan, ProgressUpdate, ReportingPeriod, UpdateDraft
from plans.reporting.standing import ActionReport, report_of


class Group(StrEnum):
    """Where an action stands among one's work. Each stands in the first group that fits."""

    WAITING = "Waiting for your update"
    OVERDUE = "Overdue"
    DUE = "Due this quarter"
    LATER = "Later, or without a day"
    DONE = "Reported or finished"


@dataclass(frozen=True)
class Task:
    """An action that names somebody, with what was reported and what was typed of it."""

    plan: Plan
    action: CriticalAction
    period: ReportingPeriod | None
    """The open period for which it is reported next; None while none is open."""
    report: ActionReport | None
    """How its report for that period stands."""
    last: ProgressUpdate | None
    """What was reported before, to be read beside the box."""
    draft: UpdateDraft | None
    stands: Brag
    group: Group


@dataclass(frozen=True)
class MyWork:
    """All tasks of a person on a day."""

    tasks: list[Task]

    @property
    def groups(self) -> list[tuple[Group, list[Task]]]:
        """The groups that hold something, each with its tasks by plan and order."""
        found = [(group, [t for t in self.tasks if t.group is group]) for group in Group]
        return [(group, tasks) for group, tasks in found if tasks]


def work_of(user: User, today: date) -> MyWork:
    """The actions that name a user, or whom they stand in for, in plans of today or in which
    a period is open."""
    if not user.stands_for:
        return MyWork([])
    open_periods: dict[int, list[ReportingPeriod]] = {}
    for period in ReportingPeriod.objects.open().order_by("due_on", "kind"):
        open_periods.setdefault(period.plan_id, []).append(period)
    plan_path = "objective__block__appendix__plan"
    actions = (
        CriticalAction.objects.filter(people__in=user.stands_for)
        .filter(
            Q(**{f"{plan_path}__in": open_periods})
            | Q(**{f"{plan_path}__start__lte": today, f"{plan_path}__finish__gte": today})
        )
        .select_related(f"{plan_path}__directorate")
        .prefetch_related(
            Prefetch(
                "updates",
                ProgressUpdate.objects.standing()
                .select_related("period")
                .prefetch_related("reviews"),
                to_attr="standing",
            )
        )
        .order_by(
            f"{plan_path}__start",
            f"{plan_path}__directorate__name",
            "objective__block__appendix__position",
            "objective__block__position",
            "objective__position",
            "position",
        )
        .distinct()
    )
    drafts = {draft.action_id: draft for draft in UpdateDraft.objects.filter(user=user)}
    tasks = []
    for action in actions:
        plan = action.objective.block.appendix.plan
        periods = open_periods.get(plan.pk, [])
        tasks.append(_task(action, plan, periods, drafts.get(action.pk), today))
    return MyWork(tasks)


def _task(
    action: CriticalAction,
    plan: Plan,
    periods: list[ReportingPeriod],
    draft: UpdateDraft | None,
    today: date,
) -> Task:
    standing: list[ProgressUpdate] = action.standing  # type: ignore[attr-defined]
    reports = [(p, report_of(action, [u for u in standing if u.tells_of(p)])) for p in periods]
    missing = [(period, report) for period, report in reports if report.is_missing]
    period, report = next(iter([*missing, *reports]), (None, None))
    before = [u for u in standing if period is None or not u.tells_of(period) or u.carried]
    if report is not None and report.update is not None:
        before = [report.update]
    return Task(
        plan=plan,
        action=action,
        period=period,
        report=report,
        last=before[-1] if before else None,
        draft=draft,
        stands=brag(action, today),
        group=_group(action, report, today),
    )


def _group(action: CriticalAction, report: ActionReport | None, today: date) -> Group:
    if report is not None and report.is_missing:
        return Group.WAITING
    if action.is_finished or report is not None:
        return Group.DONE
    if action.is_overdue(today):
        return Group.OVERDUE
    if action.finish_on is not None and action.finish_on <= quarter_of(today).last:
        return Group.DUE
    return Group.LATER
