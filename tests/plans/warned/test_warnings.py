"""What can be stored but looks wrong is kept and pointed out; what is right is not mentioned."""

import pytest

from plans.warnings import warnings_of
from tests.factories import (
    AppendixFactory,
    IndicatorActualFactory,
    IndicatorFactory,
    IndicatorTargetFactory,
    ObjectiveFactory,
    ObjectiveRiskFactory,
    PlanFactory,
    RiskAssessmentFactory,
    RiskFactory,
)
from tests.plans.warned.telling import action, told

pytestmark = pytest.mark.django_db


def test_a_whole_and_proper_plan_gives_no_warning():
    assert told(PlanFactory(full=True)) == []


def test_an_empty_plan_gives_no_warning(plan):
    assert told(plan) == []


# Refs


def test_an_action_ref_that_stands_twice_under_one_objective(plan, objective):
    for _ in range(2):
        action(objective, ref="3.3")
    assert told(plan) == ["Objective Ob 1: the action ref 3.3 stands 2 times"]


def test_the_same_action_ref_under_another_objective_is_no_fault(plan, objective):
    action(objective, ref="3.3")
    action(ObjectiveFactory(block=objective.block), ref="3.3")
    assert told(plan) == []


def test_a_kpi_ref_that_stands_twice_also_among_several_refs(plan, objective):
    IndicatorFactory(objective=objective, refs=["NI 111", "T_F 001"])
    IndicatorFactory(objective=objective, refs=["NI 112", "T_F 001"])
    assert told(plan) == ["Objective Ob 1: the KPI ref T_F 001 stands 2 times"]


def test_a_risk_that_stands_twice_under_one_objective(plan, objective):
    risk = RiskFactory(plan=plan, ref="CSD 0035")
    for _ in range(2):
        ObjectiveRiskFactory(objective=objective, risk=risk)
    assert told(plan) == ["Objective Ob 1: the risk ref CSD 0035 stands 2 times"]


def test_one_risk_under_two_objectives_is_no_fault(plan, objective):
    risk = RiskFactory(plan=plan)
    ObjectiveRiskFactory(objective=objective, risk=risk)
    ObjectiveRiskFactory(objective=ObjectiveFactory(block=objective.block), risk=risk)
    assert told(plan) == []


def test_parts_without_a_ref_are_not_the_same_ref(plan, objective):
    for _ in range(2):
        action(objective, ref="")
        IndicatorFactory(objective=objective, refs=[])
        ObjectiveRiskFactory(objective=objective, risk=RiskFactory(plan=plan, ref=""))
        ObjectiveFactory(block=objective.block, ref="")
    assert told(plan) == []


def test_an_objective_ref_that_stands_twice_in_an_appendix(plan, objective):
    ObjectiveFactory(block__appendix=objective.block.appendix, ref="Ob 1")
    assert told(plan) == ["Appendix 1: Actions: the objective ref Ob 1 stands 2 times"]


def test_the_same_objective_ref_in_another_appendix_is_no_fault(plan, objective):
    ObjectiveFactory(block__appendix=AppendixFactory(plan=plan), ref="Ob 1")
    assert told(plan) == []


# Actions


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"responsible": ""}, "Action 1.5: has no owner"),
        ({"text": ""}, "Action 1.5: has no text"),
        ({"start_text": "", "finish_text": ""}, "Action 1.5: has no date or milestone"),
        (
            {"text": "", "responsible": "", "start_text": "", "finish_text": ""},
            "Action 1.5: has no text and no owner and no date or milestone",
        ),
        ({"ref": "", "responsible": ""}, "Action “Train staff”: has no owner"),
    ],
)
def test_an_action_without_text_owner_or_date(plan, objective, values, message):
    action(objective, **({"ref": "1.5", "text": "Train staff"} | values))
    assert told(plan) == [message]


@pytest.mark.parametrize(
    "values",
    [
        {"start_text": "", "finish_text": "", "milestones": "Ongoing"},
        {"start_text": "Ongoing", "finish_text": ""},
        {"start_text": ""},
        {"responsible": "All managers"},
    ],
)
def test_a_milestone_in_words_is_a_date_and_all_managers_are_an_owner(plan, objective, values):
    action(objective, **values)
    assert told(plan) == []


def test_a_warning_is_one_line_also_about_a_text_of_several(plan, objective):
    action(objective, ref="", text="Train\nall staff", responsible="")
    assert told(plan) == ["Action “Train all staff”: has no owner"]


# Dates


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"finish_text": "Apr 2027"}, "the finish Apr 2027 lies outside the plan's year"),
        ({"start_text": "Mar 2026"}, "the start Mar 2026 lies outside the plan's year"),
        ({"start_text": "2026-03-31"}, "the start 2026-03-31 lies outside the plan's year"),
    ],
)
def test_a_date_outside_the_plans_year(plan, objective, values, message):
    action(objective, ref="1.5", **values)
    assert told(plan) == [f"Action 1.5: {message} (1 April 2026 to 31 March 2027)"]


def test_an_objective_outside_the_plans_year(plan, objective):
    objective.start_text, objective.finish_text = "Apr 2025", "Mar 2028"
    objective.read_dates()
    objective.save()
    assert [line.split(" lies")[0] for line in told(plan)] == [
        "Objective Ob 1: the start Apr 2025",
        "Objective Ob 1: the finish Mar 2028",
    ]


@pytest.mark.parametrize(
    "values",
    [
        {"start_text": "2026-04-01", "finish_text": "31/03/2027"},
        {"start_text": "Sept 07 – ongoing", "finish_text": "Ongoing"},
        {"start_text": "", "finish_text": "2019/20"},
    ],
)
def test_the_first_and_the_last_day_and_words_are_inside_the_year(plan, objective, values):
    action(objective, **values)
    assert told(plan) == []


# KPIs


def kpi(objective, target, actual, *, target_year="2026/27", actual_year="2025/26", **values):
    indicator = IndicatorFactory(objective=objective, measure="Take-up", **values)
    if target is not None:
        IndicatorTargetFactory(indicator=indicator, year=target_year, text=target)
    if actual is not None:
        IndicatorActualFactory(indicator=indicator, year=actual_year, text=actual)
    return indicator


@pytest.mark.parametrize(
    ("polarity", "target", "actual"),
    [
        ("higher", "80%", "82.6%"),
        ("lower", "12%", "11%"),
        ("higher", "0", "1"),
        ("lower", "1", "0"),
        ("higher", "+2%", "60%"),
    ],
)
def test_a_target_easier_than_a_figure_already_reported(plan, objective, polarity, target, actual):
    kpi(objective, target, actual, polarity=polarity, unit="%", baseline_text="50%")
    assert told(plan) == [
        f"Objective Ob 1: KPI “Take-up”: the target {target} for 2026/27 is easier than the "
        f"{actual} reported for 2025/26"
    ]


@pytest.mark.parametrize(
    ("polarity", "target", "actual"),
    [
        ("higher", "83%", "82.6%"),
        ("lower", "10%", "11%"),
        ("higher", "80%", "80%"),  # to hold what was reached is no easy target
        ("lower", "0", "0"),
        ("range", "16% to 22%", "19%"),
        ("", "80%", "82%"),
        ("higher", "To follow", "82%"),
        ("higher", "80%", "not collected"),
        ("higher", None, "82%"),
        ("higher", "80%", None),
    ],
)
def test_a_target_that_asks_for_more_or_cannot_be_compared(
    plan, objective, polarity, target, actual
):
    kpi(objective, target, actual, polarity=polarity)
    assert told(plan) == []


@pytest.mark.parametrize("year", ["2026/27", "2027/28"])
def test_what_is_reported_for_the_same_year_or_a_later_one_does_not_make_it_easy(
    plan, objective, year
):
    kpi(objective, "80%", "99%", actual_year=year)
    assert told(plan) == []


def test_the_last_figure_reported_counts_and_not_an_older_one(plan, objective):
    indicator = kpi(objective, "80%", "70%", actual_year="2025/26")
    IndicatorActualFactory(indicator=indicator, year="2023/24", text="90%")
    assert told(plan) == []


def test_a_change_without_a_baseline(plan, objective):
    indicator = kpi(objective, "+10%", None)
    IndicatorTargetFactory(indicator=indicator, year="2027/28", text="+12%")
    assert told(plan) == [
        "Objective Ob 1: KPI “Take-up”: the target +10% is a change, but there is no baseline "
        "to work it out from"
    ]
    indicator.baseline_text = "40%"
    indicator.save()
    assert told(plan) == []


# Risks


@pytest.mark.parametrize("given", ["impact", "probability"])
def test_a_risk_scored_by_half(plan, objective, given):
    other = "probability" if given == "impact" else "impact"
    risk = RiskFactory(plan=plan, ref="CSD 0035")
    RiskAssessmentFactory(risk=risk, **{other: None})
    ObjectiveRiskFactory(objective=objective, risk=risk)
    assert told(plan) == [f"Risk CSD 0035: has no {other}"]


def test_a_risk_not_scored_at_all_is_no_fault(plan, objective):
    ObjectiveRiskFactory(objective=objective)
    assert told(plan) == []


def test_one_ref_that_stands_for_two_risks(plan, objective):
    for text in ("Fewer staff", "Fewer schools"):
        risk = RiskFactory(plan=plan, ref="CSD 0035", text=text)
        ObjectiveRiskFactory(objective=ObjectiveFactory(block=objective.block), risk=risk)
    assert told(plan) == [
        "Risk CSD 0035: the ref stands for 2 different texts, and so for different risks"
    ]


# Where


def test_a_warning_leads_to_its_place_on_the_page(plan, objective):
    kept = action(objective, responsible="")
    indicator = kpi(objective, "+10%", None)
    anchors = {warning.anchor for warning in warnings_of(plan)}
    assert anchors == {f"action-{kept.pk}", f"kpi-{indicator.pk}"}
