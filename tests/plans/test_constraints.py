"""What must never be in a plan, held by the database itself, whatever way it is written.

Everything here goes round the forms, clean() and save(): by bulk_create, update() or SQL.
"""

from datetime import date

import pytest
from django.db import DataError, IntegrityError, connection, transaction

from core.text import LINE, TEXT
from plans.models import (
    Appendix,
    CriticalAction,
    Indicator,
    IndicatorActual,
    IndicatorTarget,
    Objective,
    ObjectiveRisk,
    Outcome,
    OutcomeFramework,
    Plan,
    RagDefinition,
    Risk,
    RiskAssessment,
    RiskBand,
    RiskScale,
    RiskScaleStep,
    RouteStep,
    Section,
)
from tests.factories import (
    AppendixFactory,
    CriticalActionFactory,
    DirectorateFactory,
    IndicatorActualFactory,
    IndicatorFactory,
    IndicatorTargetFactory,
    ObjectiveFactory,
    OutcomeBlockFactory,
    OutcomeFactory,
    PlanFactory,
    ProgressUpdateFactory,
    RagDefinitionFactory,
    RiskAssessmentFactory,
    RiskFactory,
    RiskScaleFactory,
    RouteStepFactory,
    SectionFactory,
)

pytestmark = pytest.mark.django_db


def refused(constraint):
    """The database refuses what is done inside, by the rule of this name."""
    return pytest.raises(IntegrityError, match=constraint)


def add(*rows):
    with transaction.atomic():
        type(rows[0])._base_manager.bulk_create(rows)


def change(row, **values):
    with transaction.atomic():
        type(row)._base_manager.filter(pk=row.pk).update(**values)


def remove(row):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f'DELETE FROM "{row._meta.db_table}" WHERE id = %s', [row.pk])  # noqa: S608


def plan_of(directorate, start, finish):
    return Plan(
        directorate=directorate,
        title="Plan",
        start=start,
        finish=finish,
        risk_scale=RiskScale.in_force(),
        rag_definition=RagDefinition.in_force(),
    )


# Periods

BEFORE, AFTER = date(2026, 4, 1), date(2026, 3, 31)


def test_a_plan_does_not_finish_before_it_starts():
    with refused("plan_finish_not_before_start"):
        add(plan_of(DirectorateFactory(), BEFORE, AFTER))
    plan = PlanFactory()
    with refused("plan_finish_not_before_start"):
        change(plan, finish=date(2026, 3, 31))


def test_a_plan_of_one_day_may_be():
    add(plan_of(DirectorateFactory(), BEFORE, BEFORE))


@pytest.mark.parametrize(
    ("start", "finish"),
    [
        (date(2026, 4, 1), date(2027, 3, 31)),
        (date(2026, 10, 1), date(2026, 10, 31)),
        (date(2025, 4, 1), date(2028, 3, 31)),
        (date(2025, 4, 1), date(2026, 4, 1)),
        (date(2027, 3, 31), date(2028, 3, 31)),
    ],
)
def test_a_directorate_has_one_plan_for_a_period(start, finish):
    plan = PlanFactory(first_year=2026)
    with refused("plan_once_for_directorate_and_period"):
        add(plan_of(plan.directorate, start, finish))
    add(plan_of(DirectorateFactory(), start, finish))


def test_plans_of_years_that_follow_each_other_do_not_overlap():
    plan = PlanFactory(first_year=2026)
    for first in (2025, 2027):
        PlanFactory(directorate=plan.directorate, first_year=first)


def test_a_plan_does_not_become_another_directorates_second_one():
    first, second = PlanFactory.create_batch(2)
    with refused("plan_once_for_directorate_and_period"):
        change(second, directorate=first.directorate_id)


def test_an_approved_plan_counts_too():
    plan = PlanFactory(published=True)
    with refused("plan_once_for_directorate_and_period"):
        add(plan_of(plan.directorate, plan.start, plan.finish))


@pytest.mark.parametrize("factory", [ObjectiveFactory, CriticalActionFactory])
def test_an_objective_or_action_does_not_finish_before_it_starts(factory):
    part = factory(start_on=AFTER, finish_on=BEFORE)
    with refused("finish_not_before_start"):
        change(part, start_on=BEFORE, finish_on=AFTER)
    change(part, start_on=BEFORE, finish_on=BEFORE)
    change(part, start_on=BEFORE, finish_on=None)
    change(part, start_on=None, finish_on=AFTER)


@pytest.mark.parametrize(
    ("model", "parent", "factory"),
    [
        (Objective, "block", OutcomeBlockFactory),
        (CriticalAction, "objective", ObjectiveFactory),
    ],
)
def test_nor_does_one_that_is_added(model, parent, factory):
    with refused("finish_not_before_start"):
        add(model(**{parent: factory()}, position=0, start_on=BEFORE, finish_on=AFTER))


# States and the route


@pytest.mark.parametrize("status", ["", "Draft", "finished"])
def test_a_plan_has_one_of_the_known_states(status):
    plan = PlanFactory()
    with refused("plan_status_known"):
        change(plan, status=status)


def test_sending_back_needs_a_reason():
    plan = PlanFactory()
    step = {
        "plan": plan,
        "from_status": "submitted",
        "to_status": "draft",
        "decided_by": "Committee",
        "decided_on": date(2026, 5, 1),
    }
    with refused("sending_back_needs_a_reason"):
        add(RouteStep(**step))
    add(RouteStep(**step, note="Figures of 2024 are missing"))


def test_the_reason_of_sending_back_is_not_taken_away_later():
    step = RouteStepFactory(to_status="draft", note="Figures of 2024 are missing")
    with refused("routestep is never rewritten"):
        change(step, note="")


# The words of a plan


@pytest.mark.parametrize("layout", ["", "table"])
def test_an_appendix_has_one_of_the_three_layouts(layout):
    with refused("appendix_layout_known"):
        add(Appendix(plan=PlanFactory(), position=0, layout=layout))


def test_a_kpi_has_a_known_polarity_or_none():
    indicator = IndicatorFactory(polarity="")
    with refused("indicator_polarity_known"):
        change(indicator, polarity="up")


@pytest.mark.parametrize("model", [IndicatorTarget, IndicatorActual])
@pytest.mark.parametrize("year", ["", "12/13", "2012-13", "next", "2012/1", "x2012"])
def test_the_year_of_a_figure_is_written_as_one(model, year):
    with refused("_year"):
        add(model(indicator=IndicatorFactory(), year=year, text="51%"))


@pytest.mark.parametrize(
    ("factory", "constraint"),
    [
        (IndicatorTargetFactory, "target_once_a_year"),
        (IndicatorActualFactory, "actual_once_a_year"),
    ],
)
def test_a_kpi_has_one_target_and_one_actual_a_year(factory, constraint):
    first = factory(year="2026/27")
    factory(indicator=first.indicator, year="2027/28")
    first.pk = None
    with refused(constraint):
        add(first)


def test_a_text_longer_than_its_limit_is_not_cut_but_refused():
    action = CriticalActionFactory(text="x" * TEXT)
    for values in ({"text": "x" * (TEXT + 1)}, {"ref": "x" * (LINE + 1)}):
        with pytest.raises(DataError):
            change(action, **values)


def test_names_of_frameworks_and_outcomes_are_given_once():
    outcome = OutcomeFactory(name="Stay safe", framework__name="Every child")
    with refused("framework_name_once"):
        add(OutcomeFramework(name="EVERY CHILD"))
    with refused("outcome_name_once"):
        add(Outcome(framework=outcome.framework, position=9, name="stay safe"))
    add(Outcome(framework=OutcomeFactory().framework, position=9, name="Stay safe"))


# The order of parts


@pytest.mark.parametrize(
    ("factory", "parent", "constraint"),
    [
        (SectionFactory, "plan", "section_position_once"),
        (AppendixFactory, "plan", "appendix_position_once"),
        (OutcomeBlockFactory, "appendix", "outcome_block_position_once"),
        (ObjectiveFactory, "block", "objective_position_once"),
        (CriticalActionFactory, "objective", "action_position_once"),
        (IndicatorFactory, "objective", "indicator_position_once"),
    ],
)
def test_two_parts_may_change_places_but_not_share_one(factory, parent, constraint):
    first = factory(position=1)
    second = factory(position=2, **{parent: getattr(first, parent)})
    change(first, position=2)
    change(second, position=1)
    connection.check_constraints()
    change(first, position=1)
    with refused(constraint), transaction.atomic():
        connection.check_constraints()
    change(first, position=2)


def test_the_same_place_in_another_plan_is_another_place():
    add(Section(plan=PlanFactory(), position=1), Section(plan=PlanFactory(), position=1))
    connection.check_constraints()


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


def test_refs_of_a_kpi_are_kept_in_their_order_and_spelling():
    refs = ["NI  111", "T_F 001", "", "NI 111", 'a "quoted", {odd} one']
    indicator = IndicatorFactory(refs=refs)
    assert Indicator.objects.get(pk=indicator.pk).refs == refs


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


@pytest.mark.parametrize("values", [{"commentary": "otherwise"}, {"author_name": "Another"}])
def test_a_progress_update_is_only_ever_added_to(values):
    with refused("progress"):
        change(ProgressUpdateFactory(), **values)


def test_a_step_of_the_route_is_not_rewritten():
    with refused("route"):
        change(RouteStepFactory(), decided_by="Somebody else")


def test_a_step_of_a_scale_is_of_impact_or_probability():
    with refused("axis"):
        add(RiskScaleStep(scale=RiskScaleFactory(), axis="size", label="1", name="x", value=1))


def test_a_band_has_a_known_colour():
    band = {"colour": "pink", "lowest": 26, "highest": 27, "review_months": 1}
    with refused("colour"):
        add(RiskBand(scale=RiskScaleFactory(), name="Pink", **band))
