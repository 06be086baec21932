"""Which acts and changes belong to the history of a plan, and of one part."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core.audit import act, register_action
from core.models import AuditChange
from council.models import Person
from plans.acts_on_parts import move, relocate, remove, undo_removal
from plans.exchange.exporting import export_plan
from plans.exchange.importing import import_plan
from plans.history.entries import belongs, entries_of_part, entries_of_plan
from plans.history.telling import tell
from plans.models import CriticalAction, Indicator, Objective, OutcomeBlock, Plan, Risk
from plans.parts import KINDS
from tests.factories import (
    BulletFactory,
    CriticalActionFactory,
    IndicatorTargetFactory,
    ObjectiveFactory,
    ObjectiveRiskFactory,
    ParagraphFactory,
    PlanFactory,
    RiskAssessmentFactory,
)
from tests.plans.pages.people import holder

pytestmark = pytest.mark.django_db
OTHER = register_action("tests.other", "did something else")


@pytest.fixture
def objective() -> Objective:
    return ObjectiveFactory(ref="Ob 1", text="Listen")


@pytest.fixture
def plan(objective) -> Plan:
    return objective.block.appendix.plan


@pytest.fixture
def officer(plan):
    return holder("officer", plan.directorate)


def lines(plan: Plan, part=None) -> list[list[str]]:
    """The sentences of each entry, the latest first, in plain words."""
    entries = entries_of_part(plan, key(part)) if part else entries_of_plan(plan)
    told = tell(plan, entries, part=key(part) if part else None)
    return [["".join(run.text for run in s) for s in entry.sentences] for entry in told]


def key(part) -> tuple[str, str]:
    return part._meta.db_table, str(part.pk)


def test_an_act_without_the_plan_as_its_target_is_told_where_it_touches_the_plan(plan, objective):
    person = Person.objects.create(name="Ann", directorate=plan.directorate)
    with act(OTHER, actor=None, target=person):
        Objective.objects.filter(pk=objective.pk).update(responsible="Ann")
    assert lines(plan)[0] == [
        "The system changed the lead officer and division of objective Ob 1"
        " from “All managers” to “Ann”"
    ]


def test_an_act_elsewhere_that_changes_only_machinery_is_no_entry(plan, objective):
    before = len(entries_of_plan(plan))
    with act(OTHER, actor=None):
        Objective.objects.filter(pk=objective.pk).update(revision=9)
    assert len(entries_of_plan(plan)) == before


def test_a_change_without_an_act_is_told_as_made_outside_the_product(plan, objective):
    AuditChange.objects.create(
        table_name="plans_objective",
        row_id=str(objective.pk),
        operation="U",
        before={"finish_text": ""},
        after={"finish_text": "May"},
        at=timezone.now() + timedelta(hours=1),
    )
    assert entries_of_plan(plan)[0].who == "Outside the product"
    assert lines(plan)[0] == [
        "Changed outside the product: set the finish of objective Ob 1 to “May”"
    ]


def test_what_was_removed_outside_the_product_still_belongs(plan, objective):
    gone = CriticalActionFactory(objective=objective, ref="1.5", text="Train")
    number = gone.pk
    gone.delete()
    assert belongs(plan, ("plans_criticalaction", str(number)))
    objective.delete()
    assert belongs(plan, ("plans_criticalaction", str(number)))


def test_acts_on_another_plan_are_not_told(plan):
    other = CriticalActionFactory()
    with act(OTHER, actor=None, target=other.objective.block.appendix.plan):
        CriticalAction.objects.filter(pk=other.pk).update(text="Elsewhere")
    assert all(entry.action != OTHER for entry in entries_of_plan(plan))


def test_an_act_about_the_plan_that_changed_no_row_is_an_entry(plan):
    with act(OTHER, actor=None, target=plan, note="For the minutes"):
        pass
    (entry,) = [entry for entry in entries_of_plan(plan) if entry.action == OTHER]
    (told,) = tell(plan, [entry])
    assert told.note == "For the minutes"
    assert told.sentences[0][1].text == "did something else"


def test_an_import_is_one_sentence_with_counts(officer):
    source = PlanFactory(full=True)
    document = export_plan(source)
    Plan.objects.filter(pk=source.pk).update(start="2020-04-01", finish="2021-03-31")
    plan = import_plan(document, actor=holder("officer", source.directorate)).plan
    ((sentence,),) = lines(plan)
    assert sentence.endswith(
        "imported the plan: 1 section, 1 paragraph, 1 appendix, 1 outcome, 1 objective,"
        " 1 action, 1 KPI and 2 risks"
    )


def test_a_replaced_draft_is_one_sentence_with_what_came_and_what_went(officer):
    plan = PlanFactory(full=True)
    document = export_plan(plan)
    ObjectiveFactory(block=OutcomeBlock.objects.get(appendix__plan=plan))
    lead = holder("officer", plan.directorate)
    import_plan(document, actor=lead, replace_draft=True)
    (sentence,) = lines(plan)[0]
    assert sentence.startswith(f"{lead} replaced by an import the draft plan: added 1 section")
    assert "; removed 1 section, 1 paragraph, 1 appendix, 1 outcome, 2 objectives" in sentence


def test_an_act_that_changed_very_many_rows_is_told_by_counts(plan, objective):
    CriticalActionFactory.create_batch(101, objective=objective)
    with act("part.changed", actor=None, target=plan, note="objective Ob 1"):
        CriticalAction.objects.update(finish_text="May")
    assert lines(plan)[0] == ["The system changed objective Ob 1: 101 actions"]


def test_a_saved_part_that_stayed_as_it_was_is_told_so(plan, objective):
    with act("part.changed", actor=None, target=plan, note="objective Ob 1"):
        objective.save()
    assert lines(plan)[0] == ["The system saved objective Ob 1 without changing anything"]


def test_the_history_of_a_part_tells_what_belongs_to_it_and_nothing_else(plan, objective):
    kpi = Indicator.objects.create(objective=objective, position=0, measure="Answers")
    risk = ObjectiveRiskFactory(objective=objective).risk
    paragraph = ParagraphFactory(section__plan=plan, number="1.1")
    action = CriticalActionFactory(objective=objective)
    with act(OTHER, actor=None, target=plan):
        IndicatorTargetFactory(indicator=kpi, text="55%")
        RiskAssessmentFactory(risk=risk, reason="")
        BulletFactory(paragraph=paragraph, text="first")
        CriticalAction.objects.filter(pk=action.pk).update(finish_text="May")
    starts = {
        kpi: "The system set the target for 2026/27 of KPI “Answers” to “55%”",
        risk: f"The system scored risk {risk.ref}: impact 4 Significant, probability 3 Moderate",
        paragraph: "The system set the list of paragraph 1.1 to “first”",
        action: f"The system set the finish of action {action.ref} to “May”",
    }
    for part, start in starts.items():
        (said,) = lines(plan, part)[0]
        assert said == f"{start} (did something else)"
    assert all(entry.action != OTHER for entry in entries_of_part(plan, key(objective)))


def test_a_new_score_is_told_beside_the_one_before(plan, objective):
    risk = ObjectiveRiskFactory(objective=objective, risk__ref="R4", scored=True).risk
    with act(OTHER, actor=None, target=plan):
        RiskAssessmentFactory(risk=risk, at=(5, 2))
    assert lines(plan)[0] == [
        f"The system scored risk {risk.ref}: impact 5 Major, probability 2 Unlikely (was 4 × 3), "
        "“As the service sees it”"
    ]


def test_a_removed_part_keeps_its_history_with_what_went_with_it(plan, objective, officer):
    action = CriticalActionFactory(objective=objective, ref="1.5", text="Train")
    number = action.pk
    remove(KINDS["objective"], objective, plan=plan, actor=officer)
    gone = CriticalAction(pk=number)
    assert belongs(plan, key(gone))
    assert lines(plan, gone)[0] == [f"{officer} removed action 1.5 “Train”"]
    assert lines(plan)[0] == [f"{officer} removed objective Ob 1 “Listen” with 1 action"]


def test_what_was_put_back_has_one_history_with_what_it_was_before(plan, objective, officer):
    action = CriticalActionFactory(objective=objective, ref="1.5", text="Train")
    entry = remove(KINDS["action"], action, plan=plan, actor=officer)
    undo_removal(entry, plan=plan, actor=officer)
    back = CriticalAction.objects.get()
    told = [said for (said,) in lines(plan, back)][:2]
    assert told == [
        f"{officer} put back action 1.5 “Train” under objective Ob 1",
        f"{officer} removed action 1.5 “Train”",
    ]


def test_a_part_that_only_made_room_is_not_told_to_have_been_moved(plan, objective, officer):
    first = CriticalActionFactory(objective=objective, ref="1.1")
    second = CriticalActionFactory(objective=objective, ref="1.2")
    move(KINDS["action"], second, up=True, plan=plan, actor=officer)
    for part in (first, second):
        assert lines(plan, part)[0] == [f"{officer} moved action 1.2 up"]


def test_the_history_of_a_part_leaves_out_what_the_act_did_elsewhere(plan, objective):
    others = ObjectiveFactory(block=objective.block, ref="Ob 2")
    here, there = (
        [CriticalActionFactory(objective=under, ref=f"{under.ref}.{n}") for n in range(2)]
        for under in (objective, others)
    )
    with act(OTHER, actor=None, target=plan):
        for one, two in (here, there):
            for action, place in ((one, two.position), (two, one.position)):
                CriticalAction.objects.filter(pk=action.pk).update(position=place)
    assert len(lines(plan)[0]) == 2
    assert lines(plan, here[0])[0] == ["The system moved action Ob 1.0 down (did something else)"]


def test_an_action_keeps_its_history_under_another_objective(plan, objective, officer):
    action = CriticalActionFactory(objective=objective, ref="1.5")
    other = ObjectiveFactory(block=objective.block, ref="Ob 2")
    relocate(KINDS["action"], action, other, plan=plan, actor=officer)
    moved = f"{officer} moved action 1.5 from objective Ob 1 to objective Ob 2"
    assert lines(plan, action)[0] == [moved]
    assert len(lines(plan, action)) == 2


def test_a_part_of_another_plan_does_not_belong(plan, objective):
    other = ObjectiveFactory()
    assert belongs(plan, key(objective))
    assert not belongs(plan, key(other))
    assert not belongs(plan, key(Risk(pk=10**20)))


def test_the_entries_take_one_query_and_their_telling_few(
    plan, objective, officer, django_assert_max_num_queries
):
    for _ in range(3):
        action = CriticalActionFactory(objective=objective)
        remove(KINDS["action"], action, plan=plan, actor=officer)
    with django_assert_max_num_queries(1):
        entries = entries_of_plan(plan)
    with django_assert_max_num_queries(8):
        tell(plan, entries)
