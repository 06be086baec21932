"""The page on which progress of one action is reported and followed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from core.models import AuditAct
from plans.models import CriticalAction, Evidence, Plan, ReportingPeriod
from plans.reporting.acts_on_periods import close_period
from plans.reporting.acts_on_updates import send_back
from plans.reporting.standing import PeriodReports
from tests.factories import (
    DirectorateFactory,
    PersonFactory,
    PlanFactory,
    ReportingPeriodFactory,
    UserFactory,
)
from tests.plans.pages.people import client_of, holder, the_six_roles
from tests.plans.reporting.people import action_of, lead_of, reported

pytestmark = pytest.mark.django_db
UPDATE = {"status": "on_track", "commentary": "The leaflet is printed"}


@pytest.fixture
def plan() -> Plan:
    return PlanFactory(
        full=True, published=True, directorate=DirectorateFactory(with_committee=True)
    )


@pytest.fixture
def period(plan: Plan) -> ReportingPeriod:
    return ReportingPeriodFactory(plan=plan)


def address(plan: Plan) -> str:
    return reverse("plans:action_progress", args=[plan.pk, CriticalAction.objects.get().pk])


def update_for(period: ReportingPeriod, **values) -> dict:
    """What somebody types and sends for a period."""
    return UPDATE | {"period": period.pk} | values


def officer_s(plan: Plan) -> Client:
    return client_of(holder("officer", plan.directorate))


def test_the_leadership_team_follows_and_only_who_writes_the_plan_reports(plan, period):
    answers = {}
    for role, user in the_six_roles(plan.directorate).items():
        client = client_of(user)
        answers[role] = [
            client.get(address(plan)).status_code,
            client.post(address(plan), update_for(period)).status_code,
        ]
    assert answers == {
        "officer": [200, 302],
        "plan_lead": [200, 302],
        "leadership_team": [200, 403],
        "committee_member": [403, 403],
        "school_respondent": [403, 403],
        "admin": [403, 403],
        "officer elsewhere": [403, 403],
    }
    assert action_of(period).updates.filter(period=period).count() == 2


def test_being_named_for_an_action_is_enough_to_report_it(plan, period):
    user = UserFactory(person=PersonFactory())
    action_of(period).people.add(user.person)
    client_of(user).post(address(plan), update_for(period, status="complete"))
    assert CriticalAction.objects.get().status == "complete"


def test_progress_is_kept_in_the_audit_trail(plan, period):
    officer_s(plan).post(address(plan), update_for(period, status="slipping"))
    entry = AuditAct.objects.get(action="progress.reported")
    assert (entry.target_id, entry.note.endswith("Slipping")) == (plan.pk, True)


def test_while_no_period_is_open_an_update_is_kept_between_periods(plan):
    client = officer_s(plan)
    assert "No reporting period is open" in client.get(address(plan)).content.decode()
    client.post(address(plan), UPDATE)
    assert "Between reporting periods" in client.get(address(plan)).content.decode()


def test_of_two_open_periods_one_is_chosen(plan, period):
    year_end = ReportingPeriodFactory(plan=plan, kind="year_end", name="Year end")
    client = officer_s(plan)
    client.post(address(plan), UPDATE | {"period": year_end.pk})
    assert action_of(period).updates.filter(period=year_end).exists()
    refused = client.post(address(plan), UPDATE)
    assert "reporting period" in str(refused.context["form"].errors["period"])


def test_what_is_missing_is_said_beside_the_field_and_what_was_typed_is_kept(plan, period):
    stopped = update_for(period, status="off_track", commentary="Stopped")
    page = officer_s(plan).post(address(plan), stopped)
    assert page.context["form"].errors == {"corrective_action": ["Enter what is done about it"]}
    assert "Stopped" in page.content.decode()
    assert not action_of(period).updates.filter(period=period).exists()


@pytest.mark.parametrize("another_is_open", [True, False])
def test_an_update_to_a_period_that_was_closed_meanwhile_keeps_what_was_typed(
    plan, period, another_is_open
):
    if another_is_open:
        ReportingPeriodFactory(plan=plan, kind="year_end", name="Year end")
    client = officer_s(plan)
    close_period(period, actor=lead_of(period))
    page = client.post(address(plan), UPDATE | {"period": period.pk})
    assert "closed while you were writing" in str(page.context["form"].non_field_errors())
    assert UPDATE["commentary"] in page.content.decode()
    assert action_of(period).updates.filter(commentary=UPDATE["commentary"]).count() == 0
    again = page.context["form"]["period"].value() or ""
    assert client.post(address(plan), UPDATE | {"period": again}).status_code == 302


def test_evidence_is_kept_with_the_update(plan, period):
    file = SimpleUploadedFile("minutes.pdf", b"%PDF-1.7")
    link = "https://www.ellenshaw.example/leaflet"
    client = officer_s(plan)
    client.post(address(plan), update_for(period, file=file, link=link))
    assert sorted(str(e) for e in Evidence.objects.all()) == [link, "minutes.pdf"]
    page = client.get(address(plan)).content.decode()
    assert "minutes.pdf" in page
    assert link in page


@pytest.mark.parametrize("link", ["javascript:alert(1)", "not an address", "ftp://x.example/"])
def test_a_link_is_an_address_of_the_web(plan, period, link):
    page = officer_s(plan).post(address(plan), update_for(period, link=link))
    assert page.context["form"].errors["link"]


def test_the_time_line_tells_all_that_was_reported_and_said_of_it(plan, period):
    reported(period, "Printed 200")
    send_back(PeriodReports(period).rows[0], plan=plan, reason="Count again", actor=lead_of(period))
    reported(period, "Printed 300")
    page = officer_s(plan).get(address(plan)).content.decode()
    for words in ("Printed 200", "Sent back", "Count again", "Replaced by a later update"):
        assert words in page
    assert page.index("Printed 300") < page.index("Printed 200")
