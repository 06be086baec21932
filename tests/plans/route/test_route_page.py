"""Recording the route to approval on screen."""

import pytest
from django.urls import reverse

from core.models import AuditAct
from plans.models import RouteStep
from tests.factories import PlanFactory
from tests.plans.pages.people import client_of, holder

pytestmark = pytest.mark.django_db


def step(key: str, **changes) -> dict:
    return {
        "step": key,
        "decided_by": "Leadership team",
        "decided_on_day": "3",
        "decided_on_month": "2",
        "decided_on_year": "2026",
        "note": "",
        **changes,
    }


def record(plan, typed):
    client = client_of(holder("plan_lead", plan.directorate))
    response = client.post(reverse("plans:route", args=[plan.pk]), typed)
    plan.refresh_from_db()
    return response


def test_a_step_keeps_who_decided_apart_from_who_recorded_it():
    plan = PlanFactory()
    record(plan, step("consider"))
    assert plan.status == "considered"
    recorded = RouteStep.objects.get()
    assert recorded.decided_by == "Leadership team"
    assert recorded.recorded_by_name.startswith("User")
    assert AuditAct.objects.filter(action="plan.moved", target_id=plan.pk).exists()


def test_a_step_that_does_not_follow_is_not_offered_and_not_taken():
    plan = PlanFactory()
    page = record(plan, step("approve"))
    assert plan.status == "draft"
    assert page.status_code == 200
    assert not RouteStep.objects.exists()


def test_sending_back_asks_for_a_reason_which_stays():
    plan = PlanFactory(submitted=True)
    page = record(plan, step("send_back")).content.decode()
    assert "Enter the reason for sending the plan back" in page
    assert plan.status == "submitted"
    record(plan, step("send_back", note="Two targets are missing"))
    assert plan.status == "draft"
    assert RouteStep.objects.get(to_status="draft").note == "Two targets are missing"


def test_a_decision_of_tomorrow_is_refused():
    plan = PlanFactory()
    page = record(plan, step("consider", decided_on_year="2199")).content.decode()
    assert "The day must be today or in the past" in page
    assert plan.status == "draft"
