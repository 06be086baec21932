"""A plan as it was at a moment, in the shape in which plans are read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from operator import attrgetter
from typing import Any

from core.past import Past
from plans.models import (
    Appendix,
    Bullet,
    CriticalAction,
    Indicator,
    IndicatorActual,
    IndicatorTarget,
    Objective,
    ObjectiveRisk,
    OutcomeBlock,
    Paragraph,
    Plan,
    ProgressUpdate,
    QuarterActual,
    Risk,
    RiskAssessment,
    Section,
)
from plans.reading import PlanReading

_TREE: tuple[tuple[type[Any], str, type[Any]], ...] = (
    (Section, "plan", Plan),
    (Paragraph, "section", Section),
    (Bullet, "paragraph", Paragraph),
    (Appendix, "plan", Plan),
    (OutcomeBlock, "appendix", Appendix),
    (Objective, "block", OutcomeBlock),
    (CriticalAction, "objective", Objective),
    (ProgressUpdate, "action", CriticalAction),
    (Indicator, "objective", Objective),
    (IndicatorTarget, "indicator", Indicator),
    (IndicatorActual, "indicator", Indicator),
    (QuarterActual, "indicator", Indicator),
    (ObjectiveRisk, "objective", Objective),
    (Risk, "plan", Plan),
    (RiskAssessment, "risk", Risk),
)
"""Each kind of row, the field by which it hangs on another, and on which kind; parents first."""


def plan_as_it_was(plan: Plan, moment: datetime) -> PlanReading | None:
    """The plan at a moment; None where there was none yet.

    Every printed cell is as it was. What a plan keeps for good (its risk scale and its RAG
    definition never change) and what it only points to (directorate, framework) is as now;
    the people and divisions meant by a cell are not rebuilt.
    """
    past = Past(moment)
    rows: dict[type[Any], list[Any]] = {Plan: past.rows(Plan, parent="id", parents=[plan.pk])}
    if not rows[Plan]:
        return None
    then: Plan = rows[Plan][0]
    then.directorate, then.risk_scale = plan.directorate, plan.risk_scale
    then.rag_definition = plan.rag_definition
    for model, field, parent in _TREE:
        parents = [row.pk for row in rows[parent]]
        found = past.rows(model, parent=f"{field}_id", parents=parents)
        rows[model] = found
        _hang(model, found, field, rows[parent])
    _link_risks(then, rows)
    reading = PlanReading(then)
    reading.sections = list(then.sections.all())
    reading.appendices = list(then.appendices.all())
    return reading


def _hang(model: type[Any], rows: Iterable[Any], field: str, parents: Iterable[Any]) -> None:
    """Give each parent its rows in order, as if they had been prefetched."""
    name = model._meta.get_field(field).remote_field.get_accessor_name()
    by_parent: dict[int, list[Any]] = defaultdict(list)
    for row in sorted(rows, key=attrgetter(*model._meta.ordering)):
        by_parent[getattr(row, f"{field}_id")].append(row)
    for parent in parents:
        children = getattr(parent, name).all()
        children._result_cache = by_parent[parent.pk]
        children._prefetch_done = True
        vars(parent).setdefault("_prefetched_objects_cache", {})[name] = children
        for child in by_parent[parent.pk]:
            setattr(child, field, parent)


def _link_risks(plan: Plan, rows: dict[type[Any], list[Any]]) -> None:
    """Let each place of a risk know its risk, and each assessment its steps of the scale."""
    risks = {risk.pk: risk for risk in rows[Risk]}
    for link in rows[ObjectiveRisk]:
        link.risk = risks[link.risk_id]
    steps = {step.pk: step for step in plan.risk_scale.steps.all()}
    for assessment in rows[RiskAssessment]:
        assessment.impact = steps.get(assessment.impact_id)
        assessment.probability = steps.get(assessment.probability_id)
