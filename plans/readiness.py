"""What a committee will ask of a plan before it is submitted.

Nothing here is wrong, as `plans.warnings` is; each is a gap that somebody will point at.
"""

from __future__ import annotations

from collections.abc import Iterator

from plans.kpis.quarters import year_counted
from plans.models import CriticalAction
from plans.reading import PlanReading
from plans.warned.warning import Check, PlanWarning, action_name, objective_name, short


def objectives_without_kpi(reading: PlanReading) -> Iterator[PlanWarning]:
    """An objective of which nobody could say whether it was reached."""
    for part in reading.objectives():
        if not part.kpis:
            yield PlanWarning(
                objective_name(part.objective),
                "has no KPI",
                f"objective-{part.objective.pk}",
            )


def kpis_without_target(reading: PlanReading) -> Iterator[PlanWarning]:
    """A KPI without a target, or with words for one, for the plan's own year."""
    for part in reading.objectives():
        for row in part.kpis:
            if row.indicator.contextual:
                continue
            target = row.indicator.target_for(year_counted(reading.plan))
            if target is None:
                lack = f"has no target for {reading.plan.year}"
            elif not target.target.has_figure:
                lack = f"has for {reading.plan.year} the words “{target.text}” and no figure"
            else:
                continue
            yield PlanWarning(
                f"KPI “{short(row.indicator.measure)}”", lack, f"kpi-{row.indicator.pk}"
            )


def actions_without_named_lead(reading: PlanReading) -> Iterator[PlanWarning]:
    """An action for which no person answers."""
    actions = CriticalAction.objects.filter(objective__block__appendix__plan=reading.plan)
    named = set(actions.filter(people__isnull=False).values_list("pk", flat=True))
    for part in reading.objectives():
        for action in part.actions:
            if action.pk not in named:
                yield PlanWarning(
                    action_name(action), "names no person who answers for it", f"action-{action.pk}"
                )


def unscored_risks(reading: PlanReading) -> Iterator[PlanWarning]:
    """A risk without a score."""
    for row in reading.risks:
        if row.score is None:
            yield PlanWarning(
                f"Risk {row.risk.ref or short(row.risk.text)}",
                "is not scored",
                f"risk-{row.link.pk}",
            )


QUESTIONS: list[Check] = [
    objectives_without_kpi,
    kpis_without_target,
    actions_without_named_lead,
    unscored_risks,
]


def questions_in(reading: PlanReading) -> list[PlanWarning]:
    """Everything a committee will ask of a plan that has been read."""
    return [question for check in QUESTIONS for question in check(reading)]
