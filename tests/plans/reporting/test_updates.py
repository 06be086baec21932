"""Progress updates: append-only, corrected by a later one, told apart by who did what."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError

from plans.models import CriticalAction, ProgressUpdate, ReportingPeriod, UpdateReview
from plans.reporting.acts_on_updates import (
    NothingConfirmed,
    Report,
    asks_for_corrective_action,
    confirm,
    report_progress,
    send_back,
)
from plans.reporting.standing import PeriodReports
from tests.factories import PersonFactory, ReportingPeriodFactory, UserFactory
from tests.plans.exchange.test_concurrent_imports import at_once
from tests.plans.pages.people import holder
from tests.plans.reporting.people import action_of, lead_of, officer_of, reported

pytestmark = pytest.mark.django_db


@pytest.fixture
def period() -> ReportingPeriod:
    return ReportingPeriodFactory()


def state_of(period: ReportingPeriod) -> str:
    return PeriodReports(period).rows[0].state


def test_an_update_gives_the_action_its_status(period):
    reported(period, status="slipping")
    assert action_of(period).status == "slipping"


def test_a_correction_replaces_the_update_in_print_and_both_stay(period):
    first = reported(period, "Printed 200")
    second = reported(period, "Printed 300")
    assert second.replaces == first
    assert list(action_of(period).updates.standing().filter(period=period)) == [second]
    assert action_of(period).updates.filter(period=period).count() == 2


def test_being_named_for_an_action_is_enough_and_nothing_less(period):
    named = UserFactory(person=PersonFactory())
    with pytest.raises(PermissionDenied):
        reported(period, actor=named)
    action_of(period).people.add(named.person)
    assert reported(period, actor=named).author == named


def test_who_wrote_it_and_who_sent_it_are_two_facts(period):
    author, sender = UserFactory(name="Farah Iqbal"), officer_of(period)
    update = reported(period, author=author, actor=sender)
    assert (update.author_name, update.submitted_by) == ("Farah Iqbal", sender)
    assert update.told_on_behalf
    assert not reported(period, actor=sender).told_on_behalf


def test_a_late_report_for_an_earlier_period_leaves_the_status_of_the_later_one(period):
    later = ReportingPeriodFactory(
        plan=period.plan,
        start=date(2026, 7, 1),
        finish=date(2026, 9, 30),
        due_on=date(2026, 10, 31),
    )
    reported(later, status="complete")
    reported(period, status="slipping")
    assert action_of(period).status == "complete"


def between_periods(period: ReportingPeriod, status: str) -> ProgressUpdate:
    """An update that was made while no period was open."""
    return report_progress(
        action_of(period),
        Report(status, "In between"),
        plan=period.plan,
        period=None,
        actor=officer_of(period),
    )


def test_what_is_reported_for_a_period_stands_above_what_was_said_before_it(period):
    between_periods(period, "slipping")
    reported(period, status="complete")
    assert action_of(period).status == "complete"
    between_periods(period, "off_track")
    assert action_of(period).status == "off_track"


def test_updates_between_periods_stand_side_by_side(period):
    first, second = (between_periods(period, "on_track") for _ in range(2))
    assert (first in ProgressUpdate.objects.standing(), second.replaces) == (True, None)


@pytest.mark.parametrize(
    ("status", "finish", "asked"),
    [
        ("off_track", None, True),
        ("on_track", date(2020, 1, 1), True),
        ("complete", date(2020, 1, 1), False),
        ("cancelled", date(2020, 1, 1), False),
        ("slipping", None, False),
        ("slipping", date(2099, 1, 1), False),
    ],
)
def test_red_or_overdue_asks_for_the_corrective_action(status, finish, asked):
    assert asks_for_corrective_action(CriticalAction(finish_on=finish), status) == asked


def test_the_plan_lead_confirms_many_at_once_and_hears_what_was_skipped(period):
    lead = lead_of(period)
    update = reported(period)
    result = confirm(period, [update.pk], actor=lead)
    assert [row.update for row in result.confirmed] == [update]
    assert state_of(period) == "Confirmed"
    with pytest.raises(NothingConfirmed) as again:
        confirm(period, [update.pk], actor=lead)
    assert [why for _, why in again.value.result.skipped] == ["it was confirmed already"]


def test_only_what_was_reported_and_not_yet_confirmed_awaits_confirmation(period):
    assert PeriodReports(period).awaiting_confirmation == []
    update = reported(period)
    assert [r.update for r in PeriodReports(period).awaiting_confirmation] == [update]
    confirm(period, [update.pk], actor=lead_of(period))
    assert PeriodReports(period).awaiting_confirmation == []


def test_an_update_that_was_replaced_meanwhile_is_skipped(period):
    first = reported(period)
    reported(period, "Another")
    with pytest.raises(NothingConfirmed) as nothing:
        confirm(period, [first.pk], actor=lead_of(period))
    assert [why for _, why in nothing.value.result.skipped] == ["it was replaced by a later update"]


@pytest.mark.parametrize("part", ["author", "sender"])
def test_nobody_confirms_their_own_update(period, part):
    lead = lead_of(period)
    update = (
        reported(period, author=lead)
        if part == "author"
        else reported(period, author=UserFactory(), actor=lead)
    )
    with pytest.raises(NothingConfirmed) as nothing:
        confirm(period, [update.pk], actor=lead)
    assert [why for _, why in nothing.value.result.skipped] == ["nobody confirms their own update"]
    with pytest.raises(IntegrityError, match="of their own"):
        UpdateReview.objects.create(
            update=update, outcome="confirmed", reviewer=lead, reviewer_name=str(lead)
        )


def test_an_update_is_sent_back_with_a_reason_and_counts_as_missing(period):
    reported(period)
    report = PeriodReports(period).rows[0]
    with pytest.raises(ValidationError, match="why"):
        send_back(report, plan=period.plan, reason="", actor=lead_of(period))
    send_back(report, plan=period.plan, reason="Say how many", actor=lead_of(period))
    assert state_of(period) == "Sent back"
    assert [row.review.reason for row in PeriodReports(period).missing] == ["Say how many"]
    reported(period, "Printed 300")
    assert state_of(period) == "Reported"


def test_what_a_later_update_has_replaced_meanwhile_is_not_sent_back(period):
    reported(period)
    opened_before = PeriodReports(period).rows[0]
    reported(period, "Printed 300")
    with pytest.raises(ValidationError, match="later update"):
        send_back(opened_before, plan=period.plan, reason="Why?", actor=lead_of(period))
    assert state_of(period) == "Reported"


def test_what_nobody_reported_is_not_sent_back(period):
    missing = PeriodReports(period).rows[0]
    with pytest.raises(ValidationError, match="no update"):
        send_back(missing, plan=period.plan, reason="Why?", actor=lead_of(period))


def test_the_database_keeps_a_review_and_its_reason(period):
    reported(period)
    send_back(PeriodReports(period).rows[0], plan=period.plan, reason="Why?", actor=lead_of(period))
    with pytest.raises(IntegrityError, match="never rewritten"):
        UpdateReview.objects.update(reason="Other")


def test_sending_back_without_a_reason_is_refused_by_the_database(period):
    update, lead = reported(period), lead_of(period)
    with pytest.raises(IntegrityError, match="needs_a_reason"):
        UpdateReview.objects.create(
            update=update, outcome="sent_back", reviewer=lead, reviewer_name=str(lead)
        )


def test_an_officer_confirms_and_sends_back_nothing(period):
    update, officer = reported(period), holder("officer", period.plan.directorate)
    with pytest.raises(PermissionDenied):
        confirm(period, [update.pk], actor=officer)
    with pytest.raises(PermissionDenied):
        send_back(PeriodReports(period).rows[0], plan=period.plan, reason="No", actor=officer)


def test_the_year_end_words_are_those_of_the_year_end_period(period):
    year_end = ReportingPeriodFactory(plan=period.plan, kind="year_end")
    reported(period, "Of the quarter")
    reported(year_end, "Of the year")
    assert action_of(period).year_end_progress == "Of the year"


@pytest.mark.django_db(transaction=True)
def test_of_two_who_report_at_the_same_second_both_updates_are_kept_in_order():
    period = ReportingPeriodFactory()
    people = [officer_of(period), officer_of(period)]
    at_once(*[lambda who=who: reported(period, str(who), actor=who) for who in people])
    first, second = action_of(period).updates.filter(period=period)
    assert second.replaces == first
    assert {first.author, second.author} == set(people)
