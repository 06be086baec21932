"""Rolling a plan forward (handbook sections 1 and 9)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.http import QueryDict

from accounts.models import User
from council.models import Person
from plans.exchange.exporting import export_plan
from plans.forms.roll_forward import RollForwardForm
from plans.models import CriticalAction, Indicator, Plan, Risk, RiskScale
from plans.models.commitment import commitment_lifted
from plans.reading import PlanReading
from plans.rolling.acts import RolledForward, roll_forward
from plans.rolling.choice import KINDS
from tests.factories import (
    CriticalActionFactory,
    IndicatorActualFactory,
    IndicatorFactory,
    IndicatorTargetFactory,
    ObjectiveFactory,
    ObjectiveRiskFactory,
    OutcomeBlockFactory,
    PersonFactory,
    PlanFactory,
    RiskAssessmentFactory,
    RiskControlFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    return PlanFactory(full=True, published=True, title="Action plan 2026/27")


@pytest.fixture
def actor() -> User:
    return UserFactory(name="Amina Yusuf")


def typed(plan: Plan, **changes: Any) -> QueryDict:
    """What the page sends when nothing on it is touched, but for some changes."""
    form = RollForwardForm(reading=PlanReading(plan))
    data = QueryDict(mutable=True)
    start, finish = form.initial["start"], form.initial["finish"]
    data.update({"title": form.initial["title"], "dates": "move"})
    for name, day in (("start", start), ("finish", finish)):
        data.update({f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year})
    for kind in KINDS:
        data.setlist(kind, [str(pk) for pk in sorted(form.choice.chosen[kind])])
    for name, value in changes.items():
        data.setlist(name, [str(v) for v in value] if isinstance(value, list) else [str(value)])
    return data


def rolled(plan: Plan, actor: User, **changes: Any) -> RolledForward:
    reading = PlanReading(plan)
    form = RollForwardForm(typed(plan, **changes), reading=reading)
    assert form.is_valid(), form.errors
    result = roll_forward(form, reading, actor=actor)
    assert result is not None
    return result


def test_the_next_plan_is_a_draft_for_the_period_after_with_its_title_moved_on(plan, actor):
    new = rolled(plan, actor).plan
    assert (new.start, new.finish) == (date(2027, 4, 1), date(2028, 3, 31))
    assert (new.title, new.status) == ("Action plan 2027/28", Plan.Status.DRAFT)
    assert (new.directorate, new.contact_name) == (plan.directorate, plan.contact_name)


def test_everything_carried_is_printed_as_it_was_but_for_dates_years_and_progress(plan, actor):
    before = export_plan(plan).model_dump()
    after = export_plan(rolled(plan, actor).plan).model_dump()
    objective = before["appendices"][0]["outcomes"][0]["objectives"][0]
    action, kpi = objective["actions"][0], objective["kpis"][0]
    before.update(start=date(2027, 4, 1), finish=date(2028, 3, 31), title="Action plan 2027/28")
    for dated in (objective, action):
        dated.update(start="Apr 2027", finish="Mar 2028")
    action["progress"] = ""
    kpi["targets"] = {}
    assert {**after, "start": str(after["start"]), "finish": str(after["finish"])} == {
        **before,
        "start": str(before["start"]),
        "finish": str(before["finish"]),
    }


def test_the_old_plan_is_not_changed(plan, actor):
    before = export_plan(plan)
    rolled(plan, actor)
    assert export_plan(Plan.objects.get(pk=plan.pk)) == before


@pytest.mark.parametrize("status", CriticalAction.Status.values)
def test_what_is_unfinished_is_chosen_already(plan, actor, status):
    action = CriticalAction.objects.get()
    CriticalAction.objects.update(status=status)
    new = rolled(plan, actor).plan
    carried = CriticalAction.objects.filter(objective__block__appendix__plan=new)
    if status in ("complete", "cancelled"):
        assert not carried.exists()
    else:
        assert carried.get().carried_from == action
        assert carried.get().status == "not_started"


def test_an_objective_with_nothing_unfinished_is_left_behind_with_its_measures(plan, actor):
    CriticalAction.objects.update(status="complete")
    without_actions = ObjectiveFactory(block=plan.appendices.get().blocks.get(), ref="Ob 99")
    new = rolled(plan, actor).plan
    block = new.appendices.get().blocks.get()
    assert [o.carried_from for o in block.objectives.all()] == [without_actions]
    assert not Indicator.objects.filter(objective__block=block).exists()


def test_a_chosen_part_brings_what_it_stands_under(plan, actor):
    action = CriticalAction.objects.get()
    nothing = {kind: [] for kind in KINDS}
    new = rolled(plan, actor, **{**nothing, "action": [action.pk]}).plan
    appendix = new.appendices.get()
    objective = appendix.blocks.get().objectives.get()
    assert objective.carried_from == action.objective
    assert objective.actions.get().carried_from == action
    assert not objective.indicators.exists()
    assert not new.sections.exists()


def test_an_outcome_without_objectives_is_carried_where_it_is_chosen(plan, actor):
    appendix = plan.appendices.get()
    empty = OutcomeBlockFactory(appendix=appendix, outcome_text="Be healthy")
    new = rolled(plan, actor).plan
    assert new.appendices.get().blocks.filter(outcome_text="Be healthy").exists()
    new.delete()
    chosen = [b.pk for b in appendix.blocks.all() if b != empty]
    new = rolled(plan, actor, outcome=chosen).plan
    assert not new.appendices.get().blocks.filter(outcome_text="Be healthy").exists()


def test_dates_stay_where_that_is_asked_for(plan, actor):
    new = rolled(plan, actor, dates="keep").plan
    action = CriticalAction.objects.get(objective__block__appendix__plan=new)
    assert (action.start_text, action.finish_on) == ("Apr 2026", date(2027, 3, 31))


def test_dates_that_move_mean_the_days_they_say_and_words_stay(plan, actor):
    old = CriticalAction.objects.get()
    words = "November 2026 (event), then ongoing"
    with commitment_lifted():
        CriticalAction.objects.update(milestones=words, finish_text="?")
    new = rolled(plan, actor).plan
    action = CriticalAction.objects.get(carried_from=old)
    assert action.objective.block.appendix.plan == new
    assert (action.start_on, action.finish_on) == (date(2027, 4, 1), None)
    assert action.finish_text == "?"
    assert action.milestones == "November 2027 (event), then ongoing"


def test_targets_of_the_new_year_and_later_stay_with_their_year(plan, actor):
    old = Indicator.objects.get()
    IndicatorTargetFactory(indicator=old, year="2026/27", text="51%")
    IndicatorTargetFactory(indicator=old, year="2027/28", text="53%")
    IndicatorTargetFactory(indicator=old, year="2028/29", text="+1%")
    for year in ("2024/25", "2025/26", "2026/27"):
        IndicatorActualFactory(indicator=old, year=year, text=f"5{year[3]}%")
    rolled(plan, actor)
    new = Indicator.objects.get(carried_from=old)
    assert [(t.year, t.text) for t in new.targets.all()] == [("2027/28", "53%"), ("2028/29", "+1%")]
    assert [(a.year, a.text) for a in new.actuals.all()] == [
        ("2025/26", "55%"),
        ("2026/27", "56%"),
    ]


def test_the_outturn_becomes_the_baseline_only_where_that_is_chosen(plan, actor):
    chosen = Indicator.objects.get()
    IndicatorActualFactory(indicator=chosen, text="52%")
    kept = IndicatorFactory(objective=chosen.objective, baseline_text="10", target="9", actual="8")
    without = IndicatorFactory(objective=chosen.objective, baseline_text="1", target="2")
    rolled(plan, actor, baseline=[chosen.pk, without.pk])
    assert Indicator.objects.get(carried_from=chosen).baseline_text == "52%"
    assert Indicator.objects.get(carried_from=kept).baseline_text == "10"
    assert Indicator.objects.get(carried_from=without).baseline_text == "1"


def test_the_outturn_is_offered_only_for_a_figure_of_the_plan_s_own_year(plan):
    indicator = Indicator.objects.get()
    IndicatorActualFactory(indicator=indicator, text="52%")
    objective = indicator.objective
    IndicatorFactory(objective=objective, measure="In words", actual="To follow")
    form = RollForwardForm(reading=PlanReading(plan))
    [outcome] = form.appendices[0]["outcomes"]
    measures = dict(outcome["objectives"][0]["groups"])["Measures"]
    assert [tick.label for tick in measures if tick.kind == "baseline"] == [
        "Take the outturn of 2026/27, 52%, as its baseline"
    ]


def test_a_risk_under_two_objectives_is_carried_once_and_stands_under_both(plan, actor):
    risk = Risk.objects.exclude(assessments=None).get()
    second = ObjectiveFactory(block=plan.appendices.get().blocks.get())
    ObjectiveRiskFactory(objective=second, risk=risk)
    rolled(plan, actor)
    new = Risk.objects.get(carried_from=risk)
    assert {o.carried_from for o in new.objectives.all()} == set(risk.objectives.all())


def test_a_score_is_carried_with_its_day_and_a_risk_without_one_stays_without(plan, actor):
    result = rolled(plan, actor)
    scored = Risk.objects.exclude(assessments=None).filter(plan=plan).get()
    new = Risk.objects.get(carried_from=scored)
    assert (new.score, new.current.assessed_on) == (12, date(2026, 4, 1))
    unscored = Risk.objects.filter(plan=plan, assessments=None).get()
    assert Risk.objects.get(carried_from=unscored).score is None
    assert result.unscored == []


def test_inherent_and_target_scores_are_carried_with_their_reasons(plan, actor):
    scored = Risk.objects.exclude(assessments=None).get()
    RiskAssessmentFactory(risk=scored, at=(5, 5), kind="inherent")
    RiskAssessmentFactory(risk=scored, at=(1, 1), kind="target")
    RiskAssessmentFactory(risk=scored, at=(1, 2), kind="target", reason="New posts")
    rolled(plan, actor)
    new = Risk.objects.get(carried_from=scored)
    assert [a.score for a in (new.inherent, new.current, new.target)] == [25, 12, 2]
    assert (new.target.reason, new.assessments.count()) == ("New posts", 3)


def test_what_keeps_a_risk_down_is_carried_as_far_as_it_is_not_done(plan, actor):
    scored = Risk.objects.exclude(assessments=None).get()
    person = PersonFactory()
    control = RiskControlFactory(risk=scored)
    open_one = RiskControlFactory(risk=scored, mitigation=True, due_text="Sep 2026")
    open_one.people.add(person)
    RiskControlFactory(risk=scored, mitigation=True, done_on=date(2026, 9, 1))
    rolled(plan, actor)
    carried = Risk.objects.get(carried_from=scored).controls.all()
    assert {each.carried_from for each in carried} == {control, open_one}
    late = carried.get(carried_from=open_one)
    assert (late.due_text, [*late.people.all()]) == ("Sep 2026", [person])


def scale_with(impact_value: int) -> RiskScale:
    """A later version of the scale in which impact 4 has another value."""
    old = RiskScale.in_force()
    new = RiskScale.objects.create(name=old.name, version=99, in_force_from=old.in_force_from)
    for step in old.steps.all():
        step.pk, step.scale = None, new
        if step.axis == "impact" and step.label == "4":
            step.value = impact_value
        step.save()
    return new


def test_a_score_that_a_new_scale_knows_under_its_steps_is_carried(plan, actor):
    new_scale = scale_with(4)
    rolled(plan, actor)
    new = Risk.objects.exclude(assessments=None).get(plan__risk_scale=new_scale)
    assert (new.score, new.current.impact.scale) == (12, new_scale)


def test_a_score_whose_steps_a_new_scale_does_not_have_is_to_be_given_anew(plan, actor):
    scale_with(40)
    result = rolled(plan, actor)
    assert [risk.carried_from.score for risk in result.unscored] == [12]
    assert all(risk.score is None for risk in Risk.objects.filter(plan=result.plan))


def test_those_named_stay_named_leavers_too(plan, actor):
    leaver = PersonFactory(name="Dave Perrett", left_on=date(2026, 12, 1))
    action = CriticalAction.objects.get()
    action.responsible = "Dave Perrett / All managers"
    action.save()
    action.people.add(leaver)
    rolled(plan, actor)
    new = CriticalAction.objects.get(carried_from=action)
    assert list(new.people.all()) == [leaver]
    assert new.responsible == "Dave Perrett / All managers"
    assert Person.objects.count() == 1


def test_a_part_of_another_plan_cannot_be_carried(plan, actor):
    other = CriticalActionFactory()
    new = rolled(plan, actor, action=[other.pk]).plan
    assert not CriticalAction.objects.filter(objective__block__appendix__plan=new).exists()
    assert not CriticalAction.objects.filter(carried_from=other).exists()


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"title": ""}, "title", "Enter a title"),
        ({"start_year": "2026"}, "start", "The new plan must begin after this one"),
        ({"finish_year": "2026"}, "finish", "The last day must be the same as or after the first"),
    ],
)
def test_a_period_or_title_that_cannot_be_is_told_beside_its_field(plan, changes, field, words):
    form = RollForwardForm(typed(plan, **changes), reading=PlanReading(plan))
    assert not form.is_valid()
    assert words in form.errors[field][0]


def test_a_period_that_has_a_plan_is_refused_with_its_title_and_the_ticks_are_kept(plan):
    PlanFactory(directorate=plan.directorate, first_year=2027, title="There already")
    form = RollForwardForm(typed(plan, action=[]), reading=PlanReading(plan))
    assert not form.is_valid()
    assert "There already" in form.errors["start"][0]
    assert form.choice.chosen["action"] == set()
    assert form.choice.chosen["objective"]


def test_a_plan_made_in_the_same_moment_is_told_on_the_form(plan, actor):
    reading = PlanReading(plan)
    form = RollForwardForm(typed(plan), reading=reading)
    assert form.is_valid()
    PlanFactory(directorate=plan.directorate, first_year=2027)
    assert roll_forward(form, reading, actor=actor) is None
    assert "already has a plan for this period" in form.errors["start"][0]


def test_rolling_forward_takes_as_many_queries_for_a_large_plan_as_for_a_small_one(
    plan, actor, django_assert_max_num_queries
):
    block = plan.appendices.get().blocks.get()
    for _ in range(5):
        ObjectiveFactory(block=block, full=True)
    with django_assert_max_num_queries(79):
        rolled(plan, actor)
