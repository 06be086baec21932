"""The page that compares a plan with another, or with an earlier state of itself."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.audit import act
from plans.audit_actions import PLAN_CREATED, PLAN_EDITED
from plans.comparing.sides import state_of
from plans.models import Plan, Section
from plans.route import STEPS, record_step
from tests.factories import (
    AppendixFactory,
    CommitteeFactory,
    DirectorateFactory,
    PlanFactory,
    SectionFactory,
)
from tests.plans.pages.people import client_of, holder, the_six_roles

pytestmark = pytest.mark.django_db


def address(plan: Plan, **choice: str) -> str:
    return reverse("plans:compare", args=[plan.pk], query=choice)


def page(user, plan: Plan, **choice: str) -> str:
    response = client_of(user).get(address(plan, **choice))
    assert response.status_code == 200
    return response.content.decode()


def two_years(status=Plan.Status.DRAFT, last_status=Plan.Status.PUBLISHED) -> tuple[Plan, Plan]:
    """A plan and last year's of the same directorate."""
    directorate = DirectorateFactory(committee=CommitteeFactory())
    last = PlanFactory(directorate=directorate, first_year=2025, status=last_status)
    plan = PlanFactory(directorate=directorate, status=status)
    SectionFactory(plan=last, number="1", heading="Who we are")
    SectionFactory(plan=plan, number="1", heading="Who we serve")
    return plan, last


def test_last_years_plan_of_the_directorate_is_offered_first():
    plan, last = two_years()
    PlanFactory(directorate=plan.directorate, first_year=2024)
    PlanFactory(directorate=plan.directorate, first_year=2027)
    other = PlanFactory(published=True)
    shown = page(holder("officer", plan.directorate), plan)
    offered = re.findall(r'value="plan:(\d+)"', shown)
    assert offered[0] == str(last.pk)
    assert offered[-1] == str(other.pk)


def test_the_choice_in_the_address_is_compared_with_the_words_marked():
    plan, last = two_years()
    shown = page(holder("officer", plan.directorate), plan, **{"with": f"plan:{last.pk}"})
    assert "1 section changed" in shown
    assert '<span class="govuk-visually-hidden">removed: </span>are</del>' in shown
    assert '<span class="govuk-visually-hidden">added: </span>serve</ins>' in shown
    assert f'value="plan:{last.pk}" selected' in shown


def test_of_two_plans_the_earlier_one_is_the_one_before_from_either_page():
    plan, last = two_years()
    user = holder("officer", plan.directorate)
    for here, other in ((plan, last), (last, plan)):
        shown = page(user, here, **{"with": f"plan:{other.pk}"})
        assert "removed: </span>are</del>" in shown


@pytest.mark.parametrize(
    ("status", "last_status", "readers"),
    [
        ("draft", "published", {"officer", "plan_lead", "leadership_team"}),
        ("submitted", "draft", {"officer", "plan_lead", "leadership_team"}),
        (
            "submitted",
            "approved",
            {"officer", "plan_lead", "leadership_team", "committee_member"},
        ),
    ],
)
def test_who_compares_two_plans_may_read_both(status, last_status, readers):
    plan, last = two_years(status, last_status)
    for role, user in the_six_roles(plan.directorate).items():
        response = client_of(user).get(address(plan, **{"with": f"plan:{last.pk}"}))
        assert response.status_code == (200 if role in readers else 404), role


def test_earlier_states_are_for_whoever_may_see_the_history():
    plan = PlanFactory(directorate=DirectorateFactory(committee=CommitteeFactory()), published=True)
    moment = state_of(timezone.now())
    within = {"officer", "plan_lead", "leadership_team"}
    for role, user in the_six_roles(plan.directorate).items():
        client = client_of(user)
        assert client.get(address(plan)).status_code == 200
        for choice in ({"with": moment}, {"with": moment, "of": moment}):
            status = client.get(address(plan, **choice)).status_code
            assert status == (200 if role in within else 404), role


def test_a_plan_is_compared_with_itself_as_it_was_at_a_step():
    plan = PlanFactory()
    lead = holder("plan_lead", plan.directorate)
    section = SectionFactory(plan=plan, heading="As considered")
    step = record_step(
        plan,
        STEPS["consider"],
        decided_by="DSLT",
        decided_on=date(2026, 5, 4),
        note="",
        actor=lead,
    )
    Section.objects.filter(pk=section.pk).update(heading="As changed since")
    state = state_of(step.recorded_at)
    assert f'value="{state}"' in page(lead, plan)
    shown = page(lead, plan, **{"with": state})
    assert "as it was at the step “Considered by leadership team, 4 May 2026” (Considered" in shown
    assert "1 section changed" in shown
    assert "Nothing changed" in page(lead, plan, **{"with": state, "of": state})


def test_the_beginning_and_the_days_with_changes_are_offered():
    plan = PlanFactory()
    lead = holder("plan_lead", plan.directorate)
    with act(PLAN_CREATED, actor=lead, target=plan):
        SectionFactory(plan=plan)
    with act(PLAN_EDITED, actor=lead, target=plan) as entry:
        pass
    day = timezone.now() - timedelta(days=3)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE core_auditact DISABLE TRIGGER USER")
        cursor.execute("UPDATE core_auditact SET at = %s WHERE id = %s", [day, entry.pk])
        cursor.execute("ALTER TABLE core_auditact ENABLE TRIGGER USER")
    shown = page(lead, plan)
    assert "Begun, " in shown
    assert f'value="state:{timezone.localtime(day).date().isoformat()}"' in shown
    assert f'value="state:{timezone.localdate().isoformat()}"' not in shown


@pytest.mark.parametrize(
    "choice",
    [
        "plan:0",
        "plan:99999999999999999999",
        "plan:x",
        "state:soon",
        "state:2026-02-30",
        "state:2001-01-01",
        "state:2001-01-01T10:00:00",
        "state:0001-01-01T00:00:00+23:00",
        "state:9999-12-31",
        "nonsense",
    ],
)
def test_a_choice_that_means_nothing_is_not_found(choice):
    plan = PlanFactory()
    client = client_of(holder("officer", plan.directorate))
    assert client.get(address(plan, **{"with": choice})).status_code == 404


def test_what_is_the_same_is_left_out_and_shown_on_request():
    plan, last = two_years()
    for each in (plan, last):
        SectionFactory(plan=each, number="2", heading="Our vision")
    user = holder("officer", plan.directorate)
    choice = {"with": f"plan:{last.pk}"}
    shown = page(user, plan, **choice)
    assert "Our vision" not in shown
    assert "1 section is the same" in shown
    assert "Our vision" in page(user, plan, **choice, everything="on")


def test_odd_texts_are_printed_as_they_are():
    plan, last = two_years()
    SectionFactory(plan=plan, number="9", heading="<script>alert(1)</script>")
    shown = page(holder("officer", plan.directorate), plan, **{"with": f"plan:{last.pk}"})
    assert "<script>alert(1)" not in shown
    assert "&lt;script&gt;alert(1)" in shown


def test_a_large_plan_costs_as_many_queries_as_a_small_one():
    counts = []
    for size in (1, 3):
        plan, last = two_years()
        for _ in range(size):
            for each in (plan, last):
                SectionFactory(plan=each, full=True)
                AppendixFactory(plan=each, full=True)
        client = client_of(holder("officer", plan.directorate))
        with CaptureQueriesContext(connection) as queries:
            client.get(address(plan, **{"with": f"plan:{last.pk}"}))
        counts.append(len(queries))
    assert counts[0] == counts[1]
