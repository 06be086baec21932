"""What a committee will ask of a plan before it is submitted."""

import pytest

from plans.models import Plan
from plans.readiness import questions_in
from plans.reading import PlanReading
from tests.factories import (
    CriticalActionFactory,
    IndicatorFactory,
    ObjectiveFactory,
    ObjectiveRiskFactory,
    PersonFactory,
)

pytestmark = pytest.mark.django_db


def asked(plan: Plan) -> list[str]:
    return [str(question) for question in questions_in(PlanReading(plan))]


def ready_objective():
    """An objective of which nobody can ask anything."""
    objective = ObjectiveFactory(ref="Ob 1")
    IndicatorFactory(objective=objective, measure="Answers", target="51%")
    action = CriticalActionFactory(objective=objective, ref="1.1")
    action.people.add(PersonFactory())
    ObjectiveRiskFactory(objective=objective, scored=True)
    return objective


def test_of_a_plan_without_a_gap_nothing_is_asked():
    assert asked(ready_objective().block.appendix.plan) == []


def test_each_gap_is_asked_about_where_it_is():
    objective = ready_objective()
    bare = ObjectiveFactory(block=objective.block, ref="Ob 2")
    IndicatorFactory(objective=objective, measure="No target")
    IndicatorFactory(objective=objective, measure="Words", target="To follow")
    IndicatorFactory(objective=objective, measure="Watched", contextual=True)
    CriticalActionFactory(objective=objective, ref="1.2", responsible="All managers")
    ObjectiveRiskFactory(objective=objective, risk__ref="R 9")
    assert asked(bare.block.appendix.plan) == [
        "Objective Ob 2: has no KPI",
        "KPI “No target”: has no target for 2026/27",
        "KPI “Words”: has for 2026/27 the words “To follow” and no figure",
        "Action 1.2: names no person who answers for it",
        "Risk R 9: is not scored",
    ]


def test_a_target_of_0_is_a_target():
    objective = ready_objective()
    IndicatorFactory(objective=objective, target="0")
    assert asked(objective.block.appendix.plan) == []
