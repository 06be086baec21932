"""Reporting how an action stands."""

import pytest
from django.urls import reverse

from core.models import AuditAct
from plans.models import CriticalAction, Plan
from tests.factories import DirectorateFactory, PersonFactory, PlanFactory
from tests.plans.pages.people import client_of, holder, the_six_roles

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    return PlanFactory(
        full=True, status="published", directorate=DirectorateFactory(with_committee=True)
    )


def address(plan: Plan) -> str:
    return reverse("plans:action_status", args=[plan.pk, CriticalAction.objects.get().pk])


def test_only_who_writes_the_plan_may_report_without_being_named(plan: Plan) -> None:
    answers = {
        role: client_of(user).get(address(plan)).status_code
        for role, user in the_six_roles(plan.directorate).items()
    }
    assert answers == {
        "officer": 200,
        "plan_lead": 200,
        "leadership_team": 403,
        "committee_member": 403,
        "school_respondent": 403,
        "admin": 403,
        "officer elsewhere": 403,
    }


def test_being_named_for_an_action_is_enough_to_report_it(plan: Plan) -> None:
    user = holder("leadership_team", plan.directorate)
    user.person = PersonFactory()
    user.save()
    CriticalAction.objects.get().people.add(user.person)
    client_of(user).post(address(plan), {"status": "complete", "revision": "1"})
    assert CriticalAction.objects.get().status == "complete"


def test_progress_of_a_published_plan_is_reported_and_kept_in_the_audit_trail(plan: Plan) -> None:
    client = client_of(holder("officer", plan.directorate))
    client.post(address(plan), {"status": "slipping", "revision": "1"})
    assert CriticalAction.objects.get().status == "slipping"
    entry = AuditAct.objects.get(action="action.status")
    assert (entry.target_id, entry.note.endswith("Slipping")) == (plan.pk, True)


def test_a_form_sent_back_as_it_was_is_no_act(plan: Plan) -> None:
    client = client_of(holder("officer", plan.directorate))
    client.post(address(plan), {"status": "not_started", "revision": "1"})
    assert not AuditAct.objects.filter(action="action.status").exists()


def test_the_second_of_two_who_report_is_shown_what_the_first_reported(plan: Plan) -> None:
    client = client_of(holder("officer", plan.directorate))
    client.post(address(plan), {"status": "slipping", "revision": "1"})
    page = client.post(address(plan), {"status": "complete", "revision": "1"})
    assert b"saved this while you had it open" in page.content
    assert CriticalAction.objects.get().status == "slipping"
