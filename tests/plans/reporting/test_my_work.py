"""My work: what waits for somebody, and updating all of it on one page."""

from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from plans.models import CriticalAction, Evidence, Plan, ReportingPeriod, UpdateDraft
from plans.reporting.acts_on_periods import close_period
from plans.reporting.acts_on_updates import Report, report_progress, send_back
from plans.reporting.my_work import work_of
from plans.reporting.standing import PeriodReports
from tests.factories import (
    CriticalActionFactory,
    PersonFactory,
    PlanFactory,
    ReportingPeriodFactory,
    UserFactory,
)
from tests.plans.pages.people import client_of, holder
from tests.plans.reporting.people import lead_of

pytestmark = pytest.mark.django_db
ADDRESS = "/plans/my-work/"
TODAY = date(2026, 11, 25)


@pytest.fixture(autouse=True)
def on_the_day(time_machine) -> None:
    time_machine.move_to(datetime(2026, 11, 25, 12, tzinfo=UTC))


@pytest.fixture
def user() -> User:
    return UserFactory(person=PersonFactory())


@pytest.fixture
def plan() -> Plan:
    return PlanFactory(published=True)


def named(user: User, plan: Plan, **values) -> CriticalAction:
    """An action of a plan that names a user."""
    action = CriticalActionFactory(objective__block__appendix__plan=plan, **values)
    action.people.add(user.person)
    return action


def period_of(plan: Plan) -> ReportingPeriod:
    return ReportingPeriodFactory(plan=plan)


def groups(user: User) -> dict[str, list[CriticalAction]]:
    return {str(group): [t.action for t in tasks] for group, tasks in work_of(user, TODAY).groups}


def typed(action: CriticalAction, period: ReportingPeriod | None = None, **values) -> dict:
    """A row as it is sent."""
    row = {"status": "on_track", "commentary": "The leaflet is printed"} | values
    if period is not None:
        row["period"] = period.pk
    return {f"action-{action.pk}-{name}": value for name, value in row.items()}


def updates(action: CriticalAction) -> list[str]:
    return [update.commentary for update in action.updates.all()]


def test_each_action_stands_in_the_first_group_that_fits(user, plan):
    overdue = named(user, plan, finish_on=date(2026, 11, 24))
    due = named(user, plan, finish_on=date(2026, 12, 31))
    later = [named(user, plan, finish_on=date(2027, 1, 1)), named(user, plan)]
    done = named(user, plan, status="complete", finish_on=date(2026, 5, 1))
    assert groups(user) == {
        "Overdue": [overdue],
        "Due this quarter": [due],
        "Later, or without a day": later,
        "Reported or finished": [done],
    }


def test_in_an_open_period_what_was_not_reported_waits_and_what_was_is_done(user, plan):
    waiting, reported = named(user, plan), named(user, plan)
    period = period_of(plan)
    report_progress(reported, Report("on_track", "Done"), plan=plan, period=period, actor=user)
    assert groups(user) == {
        "Waiting for your update": [waiting],
        "Reported or finished": [reported],
    }


def test_what_was_sent_back_waits_again_with_the_reason(user, plan):
    action, period = named(user, plan), period_of(plan)
    report_progress(action, Report("on_track", "Done"), plan=plan, period=period, actor=user)
    report = PeriodReports(period).rows[0]
    send_back(report, plan=plan, reason="Say how many", actor=lead_of(period))
    assert groups(user) == {"Waiting for your update": [action]}
    assert "Say how many" in client_of(user).get(ADDRESS).content.decode()


def test_only_what_names_me_is_my_work(user, plan):
    named(UserFactory(person=PersonFactory()), plan)
    assert groups(user) == {}
    assert groups(holder("officer", plan.directorate)) == {}


def test_a_plan_that_is_over_waits_for_nobody_unless_a_period_of_it_is_open(user):
    old = PlanFactory(published=True, first_year=2024)
    action = named(user, old)
    assert groups(user) == {}
    ReportingPeriodFactory(
        plan=old,
        kind="year_end",
        start=old.start,
        finish=old.finish,
        due_on=date(2025, 4, 30),
    )
    assert groups(user) == {"Waiting for your update": [action]}


def test_of_two_open_periods_the_one_due_first_is_asked_for_until_it_is_reported(user, plan):
    action, quarter = named(user, plan), period_of(plan)
    year_end = ReportingPeriodFactory(
        plan=plan, kind="year_end", finish=plan.finish, due_on=date(2027, 4, 30)
    )
    assert work_of(user, TODAY).tasks[0].period == quarter
    report_progress(action, Report("on_track", "Q"), plan=plan, period=quarter, actor=user)
    assert work_of(user, TODAY).tasks[0].period == year_end


def test_last_time_s_words_stand_beside_the_box(user, plan):
    action, period = named(user, plan), period_of(plan)
    report_progress(action, Report("on_track", "Printed 200"), plan=plan, period=period, actor=user)
    close_period(period, actor=lead_of(period))
    ReportingPeriodFactory(
        plan=plan, start=date(2026, 7, 1), finish=date(2026, 9, 30), due_on=date(2026, 10, 31)
    )
    assert work_of(user, TODAY).tasks[0].last.commentary == "Printed 200"


def test_what_was_reported_for_the_open_period_stands_there_instead(user, plan):
    action, period = named(user, plan), period_of(plan)
    report_progress(action, Report("on_track", "Before"), plan=plan, period=None, actor=user)
    report_progress(action, Report("on_track", "Now"), plan=plan, period=period, actor=user)
    report_progress(action, Report("on_track", "Between"), plan=plan, period=None, actor=user)
    assert work_of(user, TODAY).tasks[0].last.commentary == "Now"


# Reporting


@pytest.fixture
def client(user: User) -> Client:
    return client_of(user)


def test_all_rows_that_were_filled_are_reported_in_one_go(user, plan, client):
    first, second, third = (named(user, plan) for _ in range(3))
    period = period_of(plan)
    sent = (
        typed(first, period)
        | typed(second, period, status="complete", commentary="All done")
        | typed(third, period, status="not_started", commentary="")
    )
    client.post(ADDRESS, sent)
    assert (updates(first), updates(second), updates(third)) == (
        ["The leaflet is printed"],
        ["All done"],
        [],
    )


def test_one_row_is_reported_by_its_own_button_and_the_rest_keeps_what_was_typed(
    user, plan, client
):
    first, second = named(user, plan), named(user, plan)
    period = period_of(plan)
    sent = typed(first, period) | typed(second, period, commentary="Half a sent")
    page = client.post(ADDRESS, sent | {"only": first.pk})
    assert (updates(first), updates(second)) == (["The leaflet is printed"], [])
    assert "Half a sent" in page.content.decode()


def test_where_scripts_run_only_the_row_comes_back(user, plan, client):
    action, period = named(user, plan), period_of(plan)
    page = client.post(
        ADDRESS, typed(action, period) | {"only": action.pk}, headers={"HX-Request": "true"}
    )
    assert updates(action) == ["The leaflet is printed"]
    assert b"<html" not in page.content
    assert f'id="action-{action.pk}"'.encode() in page.content


def test_a_row_with_a_fault_says_so_and_the_others_are_reported(user, plan, client):
    good, faulty = named(user, plan), named(user, plan)
    period = period_of(plan)
    sent = typed(good, period) | typed(faulty, period, status="off_track", commentary="Stopped")
    page = client.post(ADDRESS, sent).content.decode()
    assert (updates(good), updates(faulty)) == (["The leaflet is printed"], [])
    assert "Enter what is done about it" in page
    assert "Stopped" in page


def test_a_status_without_words_is_asked_for_its_words(user, plan, client):
    action, period = named(user, plan), period_of(plan)
    page = client.post(ADDRESS, typed(action, period, status="slipping", commentary=""))
    assert "Enter what has happened" in page.content.decode()
    assert updates(action) == []


def test_a_file_of_evidence_is_sent_with_the_row(user, plan, client):
    action, period = named(user, plan), period_of(plan)
    file = SimpleUploadedFile("minutes.pdf", b"%PDF-1.7")
    client.post(ADDRESS, typed(action, period, file=file))
    assert Evidence.objects.get().update.action == action


def test_a_period_that_was_closed_meanwhile_takes_nothing_and_loses_nothing(user, plan, client):
    action, period = named(user, plan), period_of(plan)
    close_period(period, actor=lead_of(period))
    page = client.post(ADDRESS, typed(action, period)).content.decode()
    assert "closed while you were writing" in page
    assert "The leaflet is printed" in page
    assert updates(action) == [""]  # what was carried


def test_nobody_reports_an_action_that_does_not_name_them(plan, client):
    other = named(UserFactory(person=PersonFactory()), plan)
    client.post(ADDRESS, typed(other, period_of(plan)) | {"only": other.pk})
    assert updates(other) == []


# Drafts


def draft(client: Client, action: CriticalAction, **values):
    return client.post(reverse("plans:keep_draft", args=[action.pk]), typed(action, **values))


def test_what_was_typed_is_kept_until_it_is_sent(user, plan, client):
    action, period = named(user, plan), period_of(plan)
    assert draft(client, action, commentary="Half a sent").content.startswith(b"Draft kept at")
    assert "Half a sent" in client.get(ADDRESS).content.decode()
    client.post(ADDRESS, typed(action, period))
    assert not UpdateDraft.objects.exists()


def test_a_draft_is_one_s_own(user, plan, client):
    action = named(user, plan)
    draft(client, action, commentary="Half a sent")
    other = UserFactory(person=PersonFactory())
    action.people.add(other.person)
    assert "Half a sent" not in client_of(other).get(ADDRESS).content.decode()


def test_nobody_keeps_a_draft_of_what_they_may_not_report(plan, client):
    action = CriticalActionFactory(objective__block__appendix__plan=plan)
    assert draft(client, action).status_code == 403
    assert not UpdateDraft.objects.exists()


def test_a_draft_that_cannot_be_kept_says_so(user, plan, client):
    action = named(user, plan)
    assert b"Too long" in draft(client, action, commentary="x" * 10_001).content
    assert not UpdateDraft.objects.exists()


# The page


def test_somebody_named_lands_on_their_work_and_others_on_the_plans(user):
    assert client_of(user).get("/").url == ADDRESS
    assert client_of(UserFactory()).get("/").url == "/plans/"


def test_the_page_says_where_nothing_waits(client):
    assert "No action of a current plan names you" in client.get(ADDRESS).content.decode()


def test_the_number_of_queries_does_not_grow_with_the_actions(user, plan, client):
    period_of(plan)
    counts = []
    for _ in range(2):
        for _ in range(4):
            named(user, plan)
        with CaptureQueriesContext(connection) as queries:
            client.get(ADDRESS)
        counts.append(len(queries))
    assert counts[0] == counts[1]
