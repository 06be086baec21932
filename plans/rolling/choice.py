"""What of a plan is carried into the next one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from plans.models import Indicator, Plan
from plans.reading import ObjectiveReading, PlanReading

KINDS = ("section", "outcome", "objective", "action", "kpi", "risk", "baseline")
"""What can be ticked. A risk is ticked by its place under an objective; a baseline is the
KPI whose outturn becomes the new baseline."""


@dataclass
class Choice:
    """The row numbers of what is carried, by kind; and whether printed dates move on.

    What stands above a chosen part is carried with it, so that no part is left hanging.
    """

    chosen: dict[str, set[int]] = field(default_factory=lambda: {kind: set() for kind in KINDS})
    move_dates: bool = True

    def has(self, kind: str, pk: int) -> bool:
        return pk in self.chosen[kind]

    def takes(self, part: ObjectiveReading) -> bool:
        """Whether an objective is carried: for itself or for something under it."""
        return (
            self.has("objective", part.objective.pk)
            or any(self.has("action", action.pk) for action in part.actions)
            or any(self.has("kpi", row.indicator.pk) for row in part.kpis)
            or any(self.has("risk", row.link.pk) for row in part.risks)
        )


def usual_choice(reading: PlanReading) -> Choice:
    """What is chosen before anybody has chosen: what is unfinished, with all around it.

    All text and all outcomes; actions neither complete nor cancelled; objectives with such
    an action or without any action yet, and their KPIs and risks.
    """
    choice = Choice()
    choice.chosen["section"] = {section.pk for section in reading.sections}
    for appendix in reading.appendix_readings:
        choice.chosen["outcome"].update(block.block.pk for block in appendix.blocks)
    for part in reading.objectives():
        unfinished = [action.pk for action in part.actions if not action.is_finished]
        if part.actions and not unfinished:
            continue
        choice.chosen["objective"].add(part.objective.pk)
        choice.chosen["action"].update(unfinished)
        choice.chosen["kpi"].update(row.indicator.pk for row in part.kpis)
        choice.chosen["risk"].update(row.link.pk for row in part.risks)
    return choice


def all_parts(reading: PlanReading) -> dict[str, set[int]]:
    """Everything that can be chosen, by kind."""
    parts = list(reading.objectives())
    return {
        "section": _pks(reading.sections),
        "outcome": _pks(b.block for a in reading.appendix_readings for b in a.blocks),
        "objective": _pks(part.objective for part in parts),
        "action": _pks(action for part in parts for action in part.actions),
        "kpi": _pks(row.indicator for part in parts for row in part.kpis),
        "risk": _pks(row.link for part in parts for row in part.risks),
        "baseline": _pks(
            row.indicator
            for part in parts
            for row in part.kpis
            if outturn(row.indicator, reading.plan)
        ),
    }


def outturn(indicator: Indicator, plan: Plan) -> str:
    """A KPI's figure for the plan's own year, which the next plan can take as baseline."""
    actual = indicator.actual_for(plan.year)
    return actual.text if actual is not None and actual.figure is not None else ""


def _pks(rows: Iterable[object]) -> set[int]:
    return {row.pk for row in rows}  # type: ignore[attr-defined]
