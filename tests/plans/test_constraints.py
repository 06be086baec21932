"""What must never be in a plan, held by the database itself, whatever way it is written.

Everything here goes round the forms, clean() and save(): by bulk_create, update() or SQL.
"""

from datetime import date

import pytest
from django.db import DataError, connection, transaction

from core.text import LINE, TEXT
from plans.models import (
    Appendix,
    CriticalAction,
    Indicator,
    IndicatorActual,
    IndicatorTarget,
    Objective,
    Outcome,
    OutcomeFramework,
    Plan,
    RagDefinition,
    RiskScale,
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
    RouteStepFactory,
    SectionFactory,
)
from tests.plain_rows import add, change, refused

pytestmark = pytest.mark.django_db


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


def step_of(plan, to_status, **values):
    return RouteStep(
        **{
            "plan": plan,
            "from_status": plan.status,
            "to_status": to_status,
            "decided_by": "Committee",
            "decided_on": date(2026, 5, 1),
            "version": 1 if to_status == "approved" else None,
            **values,
        }
    )


@pytest.mark.parametrize("status", ["", "Draft", "finished"])
def test_a_plan_has_one_of_the_known_states(status):
    with refused("no step of the route"):
        add(step_of(PlanFactory(), status))


def test_a_plan_begins_as_a_draft():
    plan = plan_of(DirectorateFactory(), BEFORE, AFTER)
    plan.status = "approved"
    with refused("begins as a draft"):
        add(plan)


@pytest.mark.parametrize("status", ["considered", "submitted", "approved", "withdrawn"])
def test_a_plan_moves_by_no_other_way_than_a_step(status):
    with refused("moves by a step of its route only"):
        change(PlanFactory(), status=status)


@pytest.mark.parametrize(
    ("stands", "to_status"),
    [
        ("draft", "submitted"),
        ("draft", "approved"),
        ("draft", "published"),
        ("considered", "approved"),
        ("considered", "published"),
        ("submitted", "published"),
        ("published", "draft"),
        ("withdrawn", "published"),
        ("approved", "submitted"),
    ],
)
def test_no_step_is_skipped(stands, to_status):
    with refused("no step of the route"):
        add(step_of(PlanFactory(status=stands), to_status, note="All agreed"))


def test_a_step_says_where_the_plan_really_stood():
    with refused("no step of the route"):
        add(step_of(PlanFactory(), "submitted", from_status="considered"))


def test_a_step_moves_the_plan_by_itself():
    plan = PlanFactory()
    add(step_of(plan, "considered"))
    plan.refresh_from_db()
    assert plan.status == "considered"


def test_a_step_is_not_decided_before_the_one_it_follows():
    plan = PlanFactory(considered=True)
    with refused("not decided before"):
        add(step_of(plan, "submitted", decided_on=date(2026, 2, 1)))


@pytest.mark.parametrize("to_status", ["draft", "withdrawn"])
def test_sending_back_and_withdrawing_need_a_reason(to_status):
    plan = PlanFactory(submitted=True)
    with refused("sending_back_needs_a_reason"):
        add(step_of(plan, to_status))
    add(step_of(plan, to_status, note="Figures of 2024 are missing"))


def test_a_step_is_not_forgotten_while_its_plan_is_there():
    plan = PlanFactory(considered=True)
    with refused("removed with its plan only"), transaction.atomic():
        plan.route_steps.all().delete()
    plan.delete()
    assert not RouteStep.objects.exists()


def test_a_withdrawn_plan_stands_in_nobody_s_way_and_returns_only_where_it_does_not():
    withdrawn = PlanFactory(withdrawn=True)
    PlanFactory(directorate=withdrawn.directorate)
    with refused("plan_once_for_directorate_and_period"):
        add(step_of(withdrawn, "draft", note="Wanted after all"))


def test_the_reason_of_sending_back_is_not_taken_away_later():
    plan = PlanFactory(submitted=True)
    step = RouteStepFactory(plan=plan, to_status="draft", note="Figures of 2024 are missing")
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


def test_refs_of_a_kpi_are_kept_in_their_order_and_spelling():
    refs = ["NI  111", "T_F 001", "", "NI 111", 'a "quoted", {odd} one']
    indicator = IndicatorFactory(refs=refs)
    assert Indicator.objects.get(pk=indicator.pk).refs == refs


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


# What is only ever added to


@pytest.mark.parametrize("values", [{"commentary": "otherwise"}, {"author_name": "Another"}])
def test_a_progress_update_is_only_ever_added_to(values):
    with refused("progress"):
        change(ProgressUpdateFactory(), **values)


def test_a_step_of_the_route_is_not_rewritten():
    with refused("route"):
        change(RouteStepFactory(), decided_by="Somebody else")
