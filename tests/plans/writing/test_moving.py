"""Where a part stands: its place among its siblings, and its place in the plan."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from core.models import AuditAct
from plans.acts_on_parts import relocate
from plans.models import Objective, ObjectiveRisk, OutcomeBlock, Plan
from plans.parts import KINDS
from tests.factories import (
    AppendixFactory,
    CriticalActionFactory,
    IndicatorFactory,
    ObjectiveFactory,
    ObjectiveRiskFactory,
    OutcomeBlockFactory,
    OutcomeFactory,
    ParagraphFactory,
    PlanFactory,
    RiskFactory,
    SectionFactory,
    bring_to,
)
from tests.plans.pages.people import holder
from tests.plans.writing.pages import officer_of, plan_of, url

pytestmark = pytest.mark.django_db

JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def objective() -> Objective:
    return ObjectiveFactory()


def a_part(key: str):
    """A part, another place in its plan, and a place in another plan."""
    under_objective = {
        "action": CriticalActionFactory,
        "kpi": IndicatorFactory,
        "risk": ObjectiveRiskFactory,
    }
    if key in under_objective:
        here = ObjectiveFactory()
        other = ObjectiveFactory(block__appendix=AppendixFactory(plan=plan_of(here)))
        return under_objective[key](objective=here), other, ObjectiveFactory()
    if key == "objective":
        part = ObjectiveFactory()
        other = OutcomeBlockFactory(appendix=AppendixFactory(plan=plan_of(part)))
        return part, other, OutcomeBlockFactory()
    if key == "outcome":
        part = OutcomeBlockFactory()
        return part, AppendixFactory(plan=part.appendix.plan), AppendixFactory()
    part = ParagraphFactory()
    return part, SectionFactory(plan=part.section.plan), SectionFactory()


@pytest.mark.parametrize("key", ["action", "kpi", "risk", "objective", "outcome", "paragraph"])
def test_a_part_moves_to_the_end_of_another_place_of_its_plan_and_of_no_other_plan(key):
    kind = KINDS[key]
    part, other, foreign = a_part(key)
    plan = Plan.objects.get(pk=kind.model.objects.values_list(kind.plan_path).get(pk=part.pk)[0])
    stays = getattr(part, kind.parent_field)
    client, address = officer_of(plan), url("part_relocate", plan, key, part.pk)

    page = client.post(address, {"place": foreign.pk})
    assert page.status_code == 200
    part.refresh_from_db()
    assert getattr(part, kind.parent_field) == stays

    with pytest.raises(ValidationError):
        relocate(kind, part, foreign, plan=plan, actor=holder("officer", plan.directorate))

    part.refresh_from_db()
    setattr(part, kind.parent_field, foreign)
    with pytest.raises(IntegrityError), transaction.atomic():
        part.save()

    part.refresh_from_db()
    response = client.post(address, {"place": other.pk})
    assert response.status_code == 302, response.content.decode()
    part.refresh_from_db()
    assert getattr(part, kind.parent_field) == other
    assert AuditAct.objects.filter(action="part.moved", target_id=plan.pk).count() == 1
    assert client.get(response.url.split("#")[0]).status_code == 200


def test_what_stands_under_the_plan_itself_never_goes_to_another_plan():
    other = PlanFactory()
    risk, section, appendix = RiskFactory(), SectionFactory(), AppendixFactory()
    for part in (risk, section, appendix):
        part.plan = other
        with pytest.raises(IntegrityError), transaction.atomic():
            part.save()
    client = officer_of(other)
    assert client.get(url("part_relocate", other, "section", section.pk)).status_code == 404


def test_a_risk_threatens_objectives_of_its_own_plan_only(objective):
    with pytest.raises(IntegrityError), transaction.atomic():
        ObjectiveRisk.objects.create(objective=objective, risk=RiskFactory(), position=0)


def test_a_risk_does_not_move_to_an_objective_that_it_threatens_already(objective):
    link = ObjectiveRiskFactory(objective=objective)
    other = ObjectiveFactory(block=objective.block)
    ObjectiveRiskFactory(objective=other, risk=link.risk)
    plan = plan_of(objective)
    page = officer_of(plan).get(url("part_relocate", plan, "risk", link.pk)).content.decode()
    assert "This plan has no other objective to move it to." in page
    actor = holder("officer", plan.directorate)
    with pytest.raises(ValidationError):
        relocate(KINDS["risk"], link, other, plan=plan, actor=actor)


def test_an_outcome_is_looked_for_in_the_framework_of_the_appendix_it_moves_to():
    block: OutcomeBlock = OutcomeBlockFactory(outcome_text="Stay safe")
    meant = OutcomeFactory(name="Stay safe")
    other = AppendixFactory(plan=block.appendix.plan, framework=meant.framework)
    plan = block.appendix.plan
    officer_of(plan).post(url("part_relocate", plan, "outcome", block.pk), {"place": other.pk})
    block.refresh_from_db()
    assert (block.appendix, block.outcome) == (other, meant)


def test_an_approved_plan_is_not_put_in_another_order(objective):
    plan = plan_of(objective)
    other = OutcomeBlockFactory(appendix=objective.block.appendix)
    bring_to(plan, "approved")
    actor = holder("officer", plan.directorate)
    with pytest.raises(PermissionDenied):
        relocate(KINDS["objective"], objective, other, plan=plan, actor=actor)
    typed = {"up": "1"}
    address = url("part_move", plan, "objective", objective.pk)
    assert officer_of(plan).post(address, typed).status_code == 403


def test_a_part_is_dropped_before_another_and_a_script_is_told_the_order(objective):
    plan = plan_of(objective)
    first, second, third = CriticalActionFactory.create_batch(3, objective=objective)
    third.ref = "1.5"
    third.save()
    client, address = officer_of(plan), url("part_move", plan, "action", third.pk)
    answer = client.post(address, {"before": first.pk}, **JSON).json()
    assert answer == {
        "words": "Action 1.5 is now 1 of 3",
        "order": [f"action-{part.pk}" for part in (third, first, second)],
    }
    assert list(objective.actions.all()) == [third, first, second]
    client.post(address, {"before": second.pk})
    assert list(objective.actions.all()) == [first, third, second]
    client.post(address, {"before": ""})
    assert list(objective.actions.all()) == [first, second, third]


def test_a_drop_beside_what_is_gone_or_of_what_is_gone_changes_nothing_and_says_so(objective):
    plan = plan_of(objective)
    first, second, third = CriticalActionFactory.create_batch(3, objective=objective)
    stranger = CriticalActionFactory(objective=ObjectiveFactory(block=objective.block))
    client = officer_of(plan)
    dropped = url("part_move", plan, "action", third.pk)
    response = client.post(dropped, {"before": stranger.pk}, **JSON)
    assert response.status_code == 409
    assert "not there any more" in response.json()["words"]
    assert client.post(dropped, {"before": "x"}, **JSON).status_code == 404
    client.post(url("part_remove", plan, "action", second.pk))
    response = client.post(url("part_move", plan, "action", second.pk), {"up": "1"}, **JSON)
    assert response.status_code == 410
    assert "Somebody removed this" in response.json()["words"]
    assert list(objective.actions.all()) == [first, third]


def test_dragging_keeps_the_place_of_what_was_removed_and_may_be_put_back(objective):
    plan = plan_of(objective)
    first, second, third = CriticalActionFactory.create_batch(3, objective=objective)
    client = officer_of(plan)
    client.post(url("part_remove", plan, "action", second.pk))
    client.post(url("part_move", plan, "action", third.pk), {"before": first.pk})
    client.post(url("part_undo", plan, AuditAct.objects.get(action="part.removed").pk))
    assert list(objective.actions.all()) == [third, second, first]


def test_without_a_script_the_new_place_is_told_on_the_page(objective):
    plan = plan_of(objective)
    CriticalActionFactory(objective=objective)
    action = CriticalActionFactory(objective=objective, ref="1.2")
    address = url("part_move", plan, "action", action.pk)
    page = officer_of(plan).post(address, {"up": "1"}, follow=True).content.decode()
    assert "Action 1.2 is now 1 of 2" in page
