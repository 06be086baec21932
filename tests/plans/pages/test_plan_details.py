"""Beginning a plan and changing its details."""

import pytest
from django.urls import reverse

from core.models import AuditAct
from plans.models import Plan
from tests.factories import DirectorateFactory, PlanFactory
from tests.plans.pages.people import client_of, holder

pytestmark = pytest.mark.django_db


def details(**changes) -> dict:
    """What somebody types into the form."""
    return {
        "title": "Annual equality and diversity action plan",
        "start_day": "1",
        "start_month": "4",
        "start_year": "2026",
        "finish_day": "31",
        "finish_month": "3",
        "finish_year": "2027",
        "numbering": "typed",
        **changes,
    }


def test_a_plan_is_begun_as_a_draft_with_scale_and_definition_in_force():
    directorate = DirectorateFactory()
    client = client_of(holder("officer", directorate))
    response = client.post(reverse("plans:new"), details(directorate=directorate.pk))
    plan = Plan.objects.get()
    assert response.url == plan.get_absolute_url()
    assert (plan.status, plan.year) == ("draft", "2026/27")
    assert plan.risk_scale is not None
    assert AuditAct.objects.get(action="plan.created").target_id == plan.pk


def test_a_finish_before_the_start_is_told_beside_the_field_and_keeps_what_was_typed():
    directorate = DirectorateFactory()
    client = client_of(holder("officer", directorate))
    typed = details(directorate=directorate.pk, finish_year="2025", title="My own words")
    page = client.post(reverse("plans:new"), typed).content.decode()
    assert "The last day must be the same as or after the first day" in page
    assert "My own words" in page
    assert not Plan.objects.exists()


def test_a_second_plan_for_the_same_period_is_refused_with_the_name_of_the_first():
    plan = PlanFactory(title="The first one")
    client = client_of(holder("officer", plan.directorate))
    page = client.post(reverse("plans:new"), details(directorate=plan.directorate.pk))
    assert "already has a plan for April 2026 to March 2027: “The first one”" in (
        page.content.decode()
    )
    assert Plan.objects.count() == 1


def test_nobody_begins_a_plan_of_a_directorate_that_is_not_theirs():
    client = client_of(holder("officer", DirectorateFactory()))
    client.post(reverse("plans:new"), details(directorate=DirectorateFactory().pk))
    assert not Plan.objects.exists()


def test_details_are_changed_while_the_plan_is_not_approved():
    plan = PlanFactory()
    client = client_of(holder("officer", plan.directorate))
    typed = details(title="A better title", revision=plan.revision)
    assert client.post(reverse("plans:details", args=[plan.pk]), typed).status_code == 302
    plan.refresh_from_db()
    assert plan.title == "A better title"


def test_what_was_approved_is_not_changed_by_the_details():
    plan = PlanFactory(approved=True)
    client = client_of(holder("officer", plan.directorate))
    typed = details(title="A better title", revision=plan.revision)
    assert client.post(reverse("plans:details", args=[plan.pk]), typed).status_code == 403


def test_the_second_of_two_editors_sees_both_versions_and_loses_nothing():
    plan = PlanFactory(title="As it was")
    user = holder("officer", plan.directorate)
    client, address = client_of(user), reverse("plans:details", args=[plan.pk])
    opened = plan.revision
    client.post(address, details(title="Saved by the first", revision=opened))
    page = client.post(address, details(title="Typed by the second", revision=opened))
    text = page.content.decode()
    assert page.status_code == 200
    assert "Saved by the first" in text
    assert "Typed by the second" in text
    assert str(user) in text
    plan.refresh_from_db()
    assert plan.title == "Saved by the first"
    client.post(address, details(title="Typed by the second", revision=plan.revision))
    plan.refresh_from_db()
    assert plan.title == "Typed by the second"


def test_a_text_with_a_character_that_cannot_be_kept_is_refused_with_its_name():
    directorate = DirectorateFactory()
    client = client_of(holder("officer", directorate))
    page = client.post(
        reverse("plans:new"), details(directorate=directorate.pk, title="A\x0bB")
    ).content.decode()
    assert "U+000B" in page
    assert not Plan.objects.exists()
