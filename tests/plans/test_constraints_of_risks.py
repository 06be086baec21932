"""What the database refuses of risks, their scales and RAG definitions."""

from datetime import date

import pytest

from core.text import TEXT
from plans.models import (
    ObjectiveRisk,
    RagDefinition,
    Risk,
    RiskAssessment,
    RiskBand,
    RiskScale,
    RiskScaleStep,
)
from tests.factories import (
    ObjectiveFactory,
    PlanFactory,
    RagDefinitionFactory,
    RiskAssessmentFactory,
    RiskFactory,
    RiskScaleFactory,
)
from tests.plain_rows import add, change, refused, remove

pytestmark = pytest.mark.django_db
BEFORE = date(2026, 4, 1)


# Risks


def test_one_ref_with_one_text_is_one_risk_of_its_plan():
    risk = RiskFactory(ref="CSD 0035", text="Fewer staff")
    with refused("risk_of_one_ref_and_text_once"):
        add(Risk(plan=risk.plan, ref="CSD 0035", text="Fewer staff"))
    add(
        Risk(plan=risk.plan, ref="CSD 0035", text="Fewer schools"),
        Risk(plan=PlanFactory(), ref="CSD 0035", text="Fewer staff"),
        Risk(plan=risk.plan, text="Fewer staff"),
        Risk(plan=risk.plan, text="Fewer staff"),
    )


def test_the_longest_text_of_a_risk_can_be_told_from_another():
    risk = RiskFactory(text="é" * TEXT)
    with refused("risk_of_one_ref_and_text_once"):
        add(Risk(plan=risk.plan, ref=risk.ref, text=risk.text))
    add(Risk(plan=risk.plan, ref=risk.ref, text="é" * (TEXT - 1)))


def steps_of(scale, value=1):
    return {axis: scale.steps.get(axis=axis, value=value) for axis in ("impact", "probability")}


def test_an_assessment_says_something():
    with refused("assessment_says_something"):
        add(RiskAssessment(risk=RiskFactory(), assessed_on=BEFORE))


@pytest.mark.parametrize("axis", ["impact", "probability"])
def test_a_risk_is_not_scored_by_a_step_of_another_scale(axis):
    risk = RiskFactory()
    foreign = steps_of(RiskScaleFactory())[axis]
    with refused("a score outside the scale"):
        add(RiskAssessment(risk=risk, assessed_on=BEFORE, **{axis: foreign}))
    assessment = RiskAssessmentFactory(risk=risk)
    with refused("a score outside the scale"):
        change(assessment, **{axis: foreign})


def test_a_step_of_impact_is_no_step_of_probability():
    risk = RiskFactory()
    steps = steps_of(risk.plan.risk_scale)
    with refused("a score outside the scale"):
        add(RiskAssessment(risk=risk, assessed_on=BEFORE, probability=steps["impact"]))
    with refused("a score outside the scale"):
        add(RiskAssessment(risk=risk, assessed_on=BEFORE, impact=steps["probability"]))
    add(RiskAssessment(risk=risk, assessed_on=BEFORE, **steps))


# Scales and definitions


@pytest.fixture
def used():
    """A scale that a plan was made with."""
    scale = RiskScaleFactory()
    PlanFactory(risk_scale=scale)
    return scale


def test_a_scale_in_use_never_changes(used):
    used_never_changes = "a version that plans use may not be changed"
    step, band = used.steps.first(), used.bands.first()
    with refused(used_never_changes):
        change(used, name="Another name")
    with refused(used_never_changes):
        change(used, in_force_from=BEFORE)
    with refused(used_never_changes):
        change(step, name="Another word")
    with refused(used_never_changes):
        remove(step)
    with refused(used_never_changes):
        add(RiskScaleStep(scale=used, axis="impact", label="6", name="Huge", value=6))
    with refused(used_never_changes):
        change(band, highest=3)
    with refused(used_never_changes):
        remove(band)
    with refused(used_never_changes):
        add(
            RiskBand(
                scale=used, name="Black", colour="grey", lowest=26, highest=30, review_months=1
            )
        )


def test_a_scale_not_in_use_can_still_be_changed(used):
    other = RiskScaleFactory()
    change(other, name="Another name")
    change(other.steps.first(), name="Another word")
    remove(other.steps.first())
    remove(other.bands.first())
    add(RiskScaleStep(scale=other, axis="impact", label="6", name="Huge", value=6))
    other.delete()
    assert RiskScale.objects.filter(pk=used.pk).exists()


def test_a_rag_definition_in_use_never_changes():
    definition = RagDefinitionFactory()
    change(definition, tolerance_percent=3)
    plan = PlanFactory(rag_definition=definition)
    for values in ({"tolerance_percent": 10}, {"amber_words": "Nearly"}):
        with refused("a version that plans use may not be changed"):
            change(definition, **values)
    with refused("a version that plans use may not be changed"):
        remove(definition)
    change(plan, rag_definition=RagDefinitionFactory())
    change(definition, tolerance_percent=10)


def test_a_version_of_a_scale_or_definition_is_given_once():
    scale, definition = RiskScaleFactory(), RagDefinitionFactory()
    with refused("risk_scale_version_once"):
        add(RiskScale(name=scale.name, version=1, in_force_from=BEFORE))
    with refused("rag_version_once"):
        add(RagDefinition(name=definition.name, version=1, in_force_from=BEFORE))


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"label": "1", "value": 9}, "risk_step_once"),
        ({"label": "9", "value": 1}, "risk_value_once"),
        ({"label": "0", "value": 0}, "risk_value_positive"),
    ],
)
def test_the_steps_of_a_scale_differ_and_count_something(values, constraint):
    with refused(constraint):
        add(RiskScaleStep(scale=RiskScaleFactory(), axis="impact", name="Step", **values))


def test_a_band_is_not_upside_down_and_its_word_is_given_once():
    scale = RiskScaleFactory()
    band = {"scale": scale, "colour": "blue", "review_months": 1}
    with refused("risk_band_not_upside_down"):
        add(RiskBand(name="Blue", lowest=5, highest=4, **band))
    with refused("risk_band_once"):
        add(RiskBand(name="Green", lowest=5, highest=5, **band))


@pytest.mark.parametrize("values", [{"tolerance_percent": -1}, {"tolerance_points": -0.5}])
def test_a_tolerance_is_not_negative(values):
    definition = RagDefinitionFactory()
    with refused("rag_tolerance_not_negative"):
        change(definition, **values)


def test_a_step_is_not_moved_into_a_scale_in_use(used):
    step = RiskScaleFactory(impacts=[("9", 9)]).steps.get(axis="impact")
    with refused("a version that plans use may not be changed"):
        change(step, scale=used)


def test_a_plan_with_scored_risks_keeps_its_scale():
    assessment = RiskAssessmentFactory()
    with refused("scale"):
        change(assessment.risk.plan, risk_scale=RiskScaleFactory())


def test_a_risk_threatens_only_objectives_of_its_own_plan():
    with refused("plan"):
        add(ObjectiveRisk(objective=ObjectiveFactory(), risk=RiskFactory(), position=0))


def test_a_step_of_a_scale_is_of_impact_or_probability():
    with refused("axis"):
        add(RiskScaleStep(scale=RiskScaleFactory(), axis="size", label="1", name="x", value=1))


def test_a_band_has_a_known_colour():
    band = {"colour": "pink", "lowest": 26, "highest": 27, "review_months": 1}
    with refused("colour"):
        add(RiskBand(scale=RiskScaleFactory(), name="Pink", **band))
