"""The pages on which the plan lead leads reporting, and others follow it."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plans.models import Plan, ReportingPeriod
from plans.reporting.acts_on_periods import close_period
from tests.factories import (
    CriticalActionFactory,
    DirectorateFactory,
    PlanFactory,
    ReportingPeriodFactory,
)
from tests.plans.pages.people import client_of, holder, the_six_roles
from tests.plans.reporting.people import action_of, lead_of, officer_of, reported

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    return PlanFactory(
        full=True, published=True, directorate=DirectorateFactory(with_committee=True)
    )


@pytest.fixture
def period(plan: Plan) -> ReportingPeriod:
    return ReportingPeriodFactory(plan=plan, name="Quarter 1")


@pytest.fixture
def client(plan: Plan) -> Client:
    return client_of(holder("plan_lead", plan.directorate))


FOLLOWERS = {
    "officer": 200,
    "plan_lead": 200,
    "leadership_team": 200,
    "committee_member": 403,
    "school_respondent": 403,
    "admin": 403,
    "officer elsewhere": 403,
}
LEADERS = dict.fromkeys(FOLLOWERS, 403) | {"plan_lead": 200}


def url(name: str, plan: Plan, *more: int) -> str:
    return reverse(f"plans:{name}", args=[plan.pk, *more])


def answers(plan: Plan, address: str, method: str = "get") -> dict[str, int]:
    return {
        role: getattr(client_of(user), method)(address).status_code
        for role, user in the_six_roles(plan.directorate).items()
    }


def test_who_reads_the_plan_s_drafts_follows_its_reporting(plan, period):
    assert answers(plan, url("periods", plan)) == FOLLOWERS
    assert answers(plan, url("period", plan, period.pk)) == FOLLOWERS


def test_only_the_plan_lead_opens_what_changes_reporting(plan, period):
    update = reported(period)
    for address in (
        url("period_add", plan),
        url("period_edit", plan, period.pk),
        url("period_close", plan, period.pk),
        url("period_reopen", plan, period.pk),
        url("update_send_back", plan, period.pk, update.pk),
    ):
        assert answers(plan, address) == LEADERS, address


def test_only_the_plan_lead_changes_reporting(plan, period):
    refused = dict.fromkeys(FOLLOWERS, 403)
    for address in (
        url("periods_lay_out", plan),
        url("period_open", plan, period.pk),
        url("period_remove", plan, period.pk),
    ):
        assert answers(plan, address, "post") == refused | {"plan_lead": 302}, address
    told = answers(plan, url("period", plan, period.pk), "post")
    assert {role for role, code in told.items() if code != 403} == {"plan_lead"}


def test_a_period_of_another_plan_is_not_found(plan, client):
    other = ReportingPeriodFactory()
    for name in ("period", "period_edit", "period_close", "period_reopen"):
        assert client.get(url(name, plan, other.pk)).status_code == 404, name


def test_the_suggested_periods_are_shown_and_set_up_by_one_button(plan, client):
    assert "Set up these periods" in client.get(url("periods", plan)).content.decode()
    client.post(url("periods_lay_out", plan))
    assert plan.reporting_periods.count() == 5
    page = client.post(url("periods_lay_out", plan), follow=True).content.decode()
    assert "has its reporting periods already" in page


PERIOD = {
    "name": "Half-year 2",
    "kind": "quarter",
    "start_day": "1",
    "start_month": "10",
    "start_year": "2026",
    "finish_day": "31",
    "finish_month": "3",
    "finish_year": "2027",
    "due_on_day": "30",
    "due_on_month": "4",
    "due_on_year": "2027",
}


def test_a_council_with_an_odd_calendar_adds_its_own_periods(plan, client):
    client.post(url("period_add", plan), PERIOD)
    added = plan.reporting_periods.get()
    assert (added.name, added.start, added.due_on) == (
        "Half-year 2",
        date(2026, 10, 1),
        date(2027, 4, 30),
    )


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"name": "Quarter 1"}, "name", "This plan has a period of that name already"),
        ({"finish_year": "2025"}, "finish", "The last day must be after the first"),
        ({"due_on_year": "2025"}, "due_on", "The day must be after the period’s first day"),
        ({"start_month": "6"}, "start", "This period overlaps another one"),
        ({"name": ""}, "name", "Enter the name of the period"),
    ],
)
def test_what_no_period_can_be_is_said_beside_the_field(plan, period, client, values, field, words):
    page = client.post(url("period_add", plan), PERIOD | values)
    assert page.context["form"].errors[field] == [words]
    assert plan.reporting_periods.count() == 1


def test_a_period_is_changed_until_it_is_closed(plan, period, client):
    address = url("period_edit", plan, period.pk)
    client.post(address, PERIOD | {"revision": "1"})
    period.refresh_from_db()
    assert period.name == "Half-year 2"
    close_period(period, actor=lead_of(period))
    assert client.get(address).status_code == 404


def test_closing_shows_first_what_would_be_carried(plan, period, client):
    page = client.get(url("period_close", plan, period.pk)).content.decode()
    assert "Not confirmed by the officer" in page
    assert action_of(period).text in page
    client.post(url("period_close", plan, period.pk))
    period.refresh_from_db()
    assert period.is_closed


def test_a_period_is_reopened_with_a_reason_that_the_page_keeps(plan, period, client):
    close_period(period, actor=lead_of(period))
    address = url("period_reopen", plan, period.pk)
    page = client.post(address, {"reason": ""})
    assert page.context["form"].errors["reason"] == ["Enter why the period is reopened"]
    client.post(address, {"reason": "A school was late"})
    assert "A school was late" in client.get(url("period", plan, period.pk)).content.decode()


def test_opening_a_period_of_a_draft_is_refused_in_words():
    draft = ReportingPeriodFactory(not_opened=True, plan=PlanFactory())
    client = client_of(lead_of(draft))
    page = client.post(url("period_open", draft.plan, draft.pk), follow=True)
    assert "Progress is reported on an approved plan" in page.content.decode()


def test_the_chosen_updates_are_confirmed(plan, period, client):
    update = reported(period)
    page = client.post(url("period", plan, period.pk), {"update": update.pk}, follow=True)
    assert "1 update confirmed" in page.content.decode()
    assert "Confirmed" in page.content.decode()


def test_what_was_skipped_is_told_with_why(plan, period):
    lead = lead_of(period)
    update = reported(period, actor=lead)
    page = client_of(lead).post(url("period", plan, period.pk), {"update": update.pk})
    assert "nobody confirms their own update" in page.content.decode()


def test_confirming_nothing_asks_for_a_choice(plan, period, client):
    page = client.post(url("period", plan, period.pk), {"update": ["x"]}, follow=True)
    assert "Select the updates to confirm" in page.content.decode()


def test_an_update_is_sent_back_with_the_reason_its_officer_sees(plan, period, client):
    update = reported(period)
    address = url("update_send_back", plan, period.pk, update.pk)
    page = client.post(address, {"reason": ""})
    assert page.context["form"].errors["reason"] == ["Enter why the update is sent back"]
    client.post(address, {"reason": "Say how many"})
    shown = client_of(officer_of(period)).get(url("action_progress", plan, update.action.pk))
    assert "Say how many" in shown.content.decode()


def test_an_update_that_was_replaced_meanwhile_is_not_sent_back(plan, period, client):
    update = reported(period)
    reported(period, "Another")
    assert client.get(url("update_send_back", plan, period.pk, update.pk)).status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_actions(plan, period, client):
    objective = action_of(period).objective
    counts = []
    for _ in range(2):
        for _ in range(3):
            CriticalActionFactory(objective=objective)
        with CaptureQueriesContext(connection) as queries:
            client.get(url("period", plan, period.pk))
        counts.append(len(queries))
    assert counts[0] == counts[1]
