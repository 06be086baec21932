"""For whom a missing report waits."""

from datetime import date, timedelta

import pytest

from accounts.models import User
from council.models import Absence
from plans.models import Objective, ReportingPeriod
from plans.reporting.acts_on_periods import close_period
from plans.reporting.acts_on_updates import send_back
from plans.reporting.reminders import reports_waiting
from plans.reporting.standing import PeriodReports
from tests.factories import PersonFactory, ReportingPeriodFactory, UserFactory, bring_to
from tests.plans.pages.people import client_of
from tests.plans.reporting.people import action_of, lead_of, reported

pytestmark = pytest.mark.django_db
TODAY = date(2026, 8, 3)


@pytest.fixture
def period() -> ReportingPeriod:
    return ReportingPeriodFactory()


@pytest.fixture
def lead(period) -> User:
    return lead_of(period)


@pytest.fixture
def named(period) -> User:
    """Who is named for the action."""
    user = UserFactory(person=PersonFactory())
    action_of(period).people.set([user.person])
    return user


def written_to(today: date = TODAY) -> list[str]:
    return [waiting.recipient.email for waiting in reports_waiting(today)]


def away(person, deputy) -> Absence:
    return Absence.objects.create(
        person=person,
        deputy=deputy,
        first_day=TODAY - timedelta(days=1),
        last_day=TODAY + timedelta(days=1),
    )


def test_it_waits_for_who_is_named(named):
    assert written_to() == [named.email]


def test_a_person_without_a_sign_in_is_written_to_at_their_own_address(period):
    action_of(period).people.set([PersonFactory(email="farah@ellenshaw.example")])
    assert written_to() == ["farah@ellenshaw.example"]


@pytest.mark.parametrize("why", ["left", "no address", "nobody named"])
def test_where_nobody_named_can_be_reached_the_objective_s_lead_is_told(period, lead, named, why):
    leader = PersonFactory(email="leader@ellenshaw.example")
    Objective.objects.get().people.set([leader])
    if why == "left":
        named.person.left_on = TODAY - timedelta(days=1)
        named.person.save()
    elif why == "no address":
        action_of(period).people.set([PersonFactory(email="")])
    else:
        action_of(period).people.clear()
    assert written_to() == ["leader@ellenshaw.example"]


def test_on_their_last_day_somebody_is_still_there(named):
    named.person.left_on = TODAY
    named.person.save()
    assert written_to() == [named.email]


def test_and_where_there_is_none_the_plan_s_lead(period, lead):
    action_of(period).people.clear()
    Objective.objects.get().people.clear()
    assert written_to() == [lead.email]


def test_while_somebody_is_away_their_deputy_is_told_and_may_report(period, named):
    deputy = UserFactory(person=PersonFactory())
    away(named.person, deputy.person)
    assert written_to() == [deputy.email]


def test_a_deputy_does_the_work_of_who_is_away_under_their_own_name(period, named, time_machine):
    time_machine.move_to(TODAY)
    deputy = UserFactory(person=PersonFactory())
    assert "No action" in client_of(deputy).get("/plans/my-work/").content.decode()
    away(named.person, deputy.person)
    assert action_of(period).text in client_of(deputy).get("/plans/my-work/").content.decode()
    assert reported(period, actor=User.objects.get(pk=deputy.pk)).author == deputy


def test_a_deputy_is_one_only_for_the_time_of_absence(period, named):
    deputy = UserFactory(person=PersonFactory())
    away(named.person, deputy.person)
    assert written_to(TODAY + timedelta(days=2)) == [named.email]


def test_what_was_reported_waits_for_nobody_and_what_was_sent_back_waits_with_the_reason(
    period, lead, named
):
    reported(period)
    assert written_to() == []
    report = PeriodReports(period).rows[0]
    send_back(report, plan=period.plan, reason="Say how many", actor=lead)
    [waiting] = reports_waiting(TODAY)
    assert "Sent back: Say how many" in waiting.what


def test_it_is_asked_again_at_the_moment_of_sending(period, lead, named):
    [waiting] = reports_waiting(TODAY)
    assert waiting.still_waits()
    reported(period)
    assert not waiting.still_waits()


def test_a_period_that_was_closed_meanwhile_waits_for_nobody(period, lead, named):
    [waiting] = reports_waiting(TODAY)
    close_period(period, actor=lead)
    assert not waiting.still_waits()
    assert written_to() == []


def test_nothing_waits_of_a_withdrawn_plan(period, named):
    assert written_to() == [named.email]
    bring_to(period.plan, "withdrawn")
    assert written_to() == []
