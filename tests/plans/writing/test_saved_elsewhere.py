"""What can happen between opening a form and saving it: Back, a double click, a second tab,
somebody who removes the part, a session that ends."""

import re

import pytest
from django.test import Client

from core.models import AuditAct
from plans.acts_on_parts import AddedAlready, remove, save_part
from plans.forms.parts import ActionForm
from plans.models import CriticalAction, Objective
from plans.parts import KINDS
from tests.factories import CriticalActionFactory, ObjectiveFactory
from tests.plans.exchange.test_concurrent_imports import at_once
from tests.plans.pages.people import client_of, holder
from tests.plans.writing.pages import SCRIPT, officer_of, plan_of, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def objective() -> Objective:
    return ObjectiveFactory()


def token_of(page) -> str:
    return re.search(r'name="token" value="([^"]+)"', page.content.decode())[1]


# The same form twice


def test_a_form_sent_again_by_the_back_button_adds_its_action_once(objective):
    plan = plan_of(objective)
    client, address = officer_of(plan), url("part_add", plan, "action", objective.pk)
    sent = {"text": "Train every school", "token": token_of(client.get(address))}
    client.post(address, sent)
    again = client.post(address, sent, follow=True)
    assert objective.actions.count() == 1
    assert "Added already, and only once" in again.content.decode()
    client.post(address, {**sent, "token": token_of(client.get(address))})
    assert objective.actions.count() == 2


def test_a_form_that_was_refused_keeps_its_token_and_adds_once_it_is_mended(objective):
    plan = plan_of(objective)
    client, address = officer_of(plan), url("part_add", plan, "action", objective.pk)
    token = token_of(client.get(address))
    faulty = {"text": "Train", "start_text": "May 2027", "finish_text": "May 2026", "token": token}
    assert token_of(client.post(address, faulty)) == token
    assert not objective.actions.exists()
    client.post(address, {**faulty, "finish_text": "May 2028"})
    assert objective.actions.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_double_click_adds_the_action_once():
    objective = ObjectiveFactory()
    plan = plan_of(objective)
    actor = holder("officer", plan.directorate)
    token = "0c5b2f34-93b1-4c1e-8d25-0f9bb8f3a111"

    def add():
        form = ActionForm({"text": "Train"}, instance=CriticalAction(objective=objective))
        assert form.is_valid()
        return save_part(KINDS["action"], form, plan=plan, actor=actor, token=token)

    outcomes = at_once(add, add, add)
    assert CriticalAction.objects.count() == 1
    assert sum(isinstance(outcome, AddedAlready) for outcome in outcomes) == 2


# The same part in two tabs


def test_a_second_tab_of_the_same_person_is_told_like_another_person(objective):
    action = CriticalActionFactory(objective=objective, text="As it was")
    plan = plan_of(objective)
    client, address = officer_of(plan), url("part_edit", plan, "action", action.pk)
    client.post(address, {"text": "In the first tab", "revision": 1})
    page = client.post(address, {"text": "In the second tab", "revision": 1}).content.decode()
    assert "saved this while you had it open" in page
    assert "In the first tab" in page
    assert "In the second tab" in page
    action.refresh_from_db()
    assert action.text == "In the first tab"


def test_saving_the_form_again_after_the_back_button_shows_both_versions(objective):
    action = CriticalActionFactory(objective=objective, text="As it was")
    plan = plan_of(objective)
    client, address = officer_of(plan), url("part_edit", plan, "action", action.pk)
    old_form = {"text": "Typed first", "revision": action.revision}
    client.post(address, old_form)
    page = client.post(address, {**old_form, "text": "Typed after Back"}).content.decode()
    assert "The two versions" in page
    action.refresh_from_db()
    assert action.text == "Typed first"


# Removed while the form was open


@pytest.mark.parametrize("headers", [{}, SCRIPT])
def test_who_saves_a_part_that_was_removed_sees_by_whom_and_what_was_typed(objective, headers):
    action = CriticalActionFactory(objective=objective, ref="1.1", text="Train")
    plan = plan_of(objective)
    other = holder("officer", plan.directorate)
    address = url("part_edit", plan, "action", action.pk)
    remove(KINDS["action"], action, plan=plan, actor=other)
    sent = {"text": "Half an hour’s work", "revision": 1}
    answer = officer_of(plan).post(address, sent, **headers)
    page = answer.content.decode()
    assert answer.status_code == (200 if headers else 410)
    assert "This action was removed" in page
    assert str(other) in page
    assert "Half an hour’s work" in page
    assert "Put it back" in page


def test_what_is_added_under_a_removed_objective_is_shown_to_be_copied(objective):
    plan = plan_of(objective)
    address = url("part_add", plan, "action", objective.pk)
    remove(KINDS["objective"], objective, plan=plan, actor=holder("officer", plan.directorate))
    answer = officer_of(plan).post(address, {"text": "Half an hour’s work"})
    assert answer.status_code == 410
    assert "This objective was removed" in answer.content.decode()
    assert "Half an hour’s work" in answer.content.decode()


def test_what_never_was_a_part_of_this_plan_is_not_found(objective):
    plan = plan_of(objective)
    address = url("part_edit", plan, "action", 99_999_999)
    assert officer_of(plan).get(address).status_code == 404


# A form open for a week


def test_a_script_that_saves_after_the_session_ended_is_told_so_and_keeps_the_form(objective):
    action = CriticalActionFactory(objective=objective, text="As it was")
    address = url("part_edit", plan_of(objective), "action", action.pk)
    answer = Client().post(address, {"text": "Typed", "revision": 1}, **SCRIPT)
    assert answer.status_code == 401
    action.refresh_from_db()
    assert action.text == "As it was"


def test_without_a_script_the_sign_in_page_says_that_nothing_was_saved(objective):
    action = CriticalActionFactory(objective=objective)
    address = url("part_edit", plan_of(objective), "action", action.pk)
    page = Client().post(address, {"text": "Typed", "revision": 1}, follow=True)
    assert "You had been signed out, so nothing was saved" in page.content.decode()


def test_a_form_with_the_token_of_an_earlier_sign_in_saves_nothing_and_says_why(objective):
    action = CriticalActionFactory(objective=objective, text="As it was")
    plan = plan_of(objective)
    client = Client(enforce_csrf_checks=True)
    user = holder("officer", plan.directorate)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    address = url("part_edit", plan, "action", action.pk)
    answer = client.post(address, {"text": "Typed", "revision": 1})
    assert answer.status_code == 403
    assert "This page has been open for too long" in answer.content.decode()
    assert not AuditAct.objects.filter(action="part.changed").exists()


def test_a_week_old_form_of_a_part_that_nobody_changed_is_simply_saved(objective):
    action = CriticalActionFactory(objective=objective, text="As it was")
    plan = plan_of(objective)
    address = url("part_edit", plan, "action", action.pk)
    client_of(holder("officer", plan.directorate)).post(address, {"text": "New", "revision": 1})
    action.refresh_from_db()
    assert action.text == "New"
