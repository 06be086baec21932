"""Laying out, opening, closing and reopening a reporting period."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError

from core.models import AuditAct
from plans.models import CriticalAction, PeriodEvent, ReportingPeriod
from plans.reporting.acts_on_periods import (
    close_period,
    lay_out,
    open_period,
    remove_period,
    reopen_period,
)
from plans.reporting.calendar import suggested_periods
from tests.factories import (
    CriticalActionFactory,
    DirectorateFactory,
    PlanFactory,
    ReportingPeriodFactory,
)
from tests.plans.pages.people import holder, the_six_roles
from tests.plans.reporting.people import action_of, lead_of, reported

pytestmark = pytest.mark.django_db


@pytest.fixture
def period() -> ReportingPeriod:
    return ReportingPeriodFactory()


def test_the_suggested_periods_are_laid_out_once():
    plan = PlanFactory()
    lead = holder("plan_lead", plan.directorate)
    lay_out(plan, suggested_periods(plan), actor=lead)
    assert [str(each) for each in plan.reporting_periods.all()] == [
        "Quarter 1",
        "Quarter 2",
        "Quarter 3",
        "Quarter 4",
        "Year end",
    ]
    with pytest.raises(ValidationError, match="already"):
        lay_out(plan, suggested_periods(plan), actor=lead)


def test_a_period_is_opened_once_and_only_of_an_approved_plan():
    draft = ReportingPeriodFactory(not_opened=True, plan=PlanFactory())
    with pytest.raises(ValidationError, match="approved plan"):
        open_period(draft, actor=lead_of(draft))
    period = ReportingPeriodFactory(not_opened=True)
    open_period(period, actor=lead_of(period))
    assert period.state == "Open"
    with pytest.raises(ValidationError, match="opened already"):
        open_period(period, actor=lead_of(period))


def test_only_an_open_period_is_closed_and_only_a_closed_one_reopened(period):
    lead = lead_of(period)
    unopened = ReportingPeriodFactory(not_opened=True)
    with pytest.raises(ValidationError, match="not open"):
        close_period(unopened, actor=lead_of(unopened))
    with pytest.raises(ValidationError, match="not closed"):
        reopen_period(period, reason="Late", actor=lead)
    close_period(period, actor=lead)
    with pytest.raises(ValidationError, match="not open"):
        close_period(period, actor=lead)
    assert period.events.count() == 1


def test_what_nobody_reported_is_carried_with_words_that_say_so(period):
    CriticalAction.objects.update(status="slipping")
    assert close_period(period, actor=lead_of(period)) == 1
    carried = action_of(period).updates.get(period=period)
    assert (carried.words, carried.status) == ("Not confirmed by the officer", "slipping")
    assert (carried.author, carried.carried) == (None, True)


def test_what_was_reported_is_not_carried(period):
    update = reported(period)
    assert close_period(period, actor=lead_of(period)) == 0
    assert action_of(period).updates.get(period=period) == update


def test_an_action_that_was_finished_before_needs_no_report(period):
    CriticalAction.objects.update(status="complete")
    assert close_period(period, actor=lead_of(period)) == 0


def test_a_closed_period_takes_no_update_whatever_way_it_is_made(period):
    close_period(period, actor=lead_of(period))
    with pytest.raises(ValidationError, match="closed"):
        reported(period)
    with pytest.raises(IntegrityError, match="not open"):
        action_of(period).updates.create(period=period, status="on_track")


@pytest.mark.parametrize(
    "change", [{"due_on": date(2026, 8, 31)}, {"name": "Other"}, {"opened_at": None}]
)
def test_a_closed_period_is_not_changed(period, change):
    close_period(period, actor=lead_of(period))
    with pytest.raises(IntegrityError, match="changes only by being reopened"):
        ReportingPeriod.objects.filter(pk=period.pk).update(**change)


def test_a_closed_period_is_not_removed(period):
    close_period(period, actor=lead_of(period))
    with pytest.raises(IntegrityError, match="changes only by being reopened"):
        ReportingPeriod.objects.filter(pk=period.pk)._raw_delete("default")


def test_reopening_asks_for_a_reason_that_stays(period):
    lead = lead_of(period)
    close_period(period, actor=lead)
    with pytest.raises(ValidationError, match="why"):
        reopen_period(period, reason="  ", actor=lead)
    reopen_period(period, reason="A school answered late", actor=lead)
    assert period.state == "Open"
    assert [(e.kind, e.reason) for e in period.events.all()] == [
        ("closed", ""),
        ("reopened", "A school answered late"),
    ]


def test_a_report_after_reopening_replaces_what_was_carried(period):
    close_period(period, actor=lead_of(period))
    reopen_period(period, reason="Late", actor=lead_of(period))
    update = reported(period)
    assert update.replaces.carried
    assert close_period(period, actor=lead_of(period)) == 0


def test_a_period_that_was_opened_stays(period):
    with pytest.raises(ValidationError, match="stays"):
        remove_period(period, actor=lead_of(period))
    unopened = ReportingPeriodFactory(not_opened=True, plan=PlanFactory())
    remove_period(unopened, actor=lead_of(unopened))
    assert not ReportingPeriod.objects.filter(pk=unopened.pk).exists()


@pytest.mark.parametrize(
    "role", ["officer", "leadership_team", "committee_member", "admin", "officer elsewhere"]
)
def test_only_the_plan_lead_leads_reporting(role):
    directorate = DirectorateFactory(with_committee=True)
    period = ReportingPeriodFactory(plan__directorate=directorate)
    with pytest.raises(PermissionDenied):
        close_period(period, actor=the_six_roles(directorate)[role])
    period.refresh_from_db()
    assert period.is_open


def test_the_audit_trail_tells_the_period_in_sentences(period):
    lead = lead_of(period)
    close_period(period, actor=lead)
    reopen_period(period, reason="Late", actor=lead)
    told = [
        act.sentence for act in AuditAct.objects.filter(action__startswith="period").order_by("pk")
    ]
    assert told[0] == f"{lead} closed a reporting period of the plan {period.plan}"
    assert told[1] == f"{lead} reopened a reporting period of the plan {period.plan}"


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"finish": date(2026, 3, 1)}, "period_finish_not_before_start"),
        ({"due_on": date(2026, 3, 1)}, "period_due_not_before_start"),
        ({"kind": "week"}, "period_kind_known"),
        ({"opened_at": None, "closed_at": "2026-08-01T09:00Z"}, "period_opened_before_closed"),
    ],
)
def test_the_database_refuses_what_no_period_can_be(period, values, rule):
    with pytest.raises(IntegrityError, match=rule):
        ReportingPeriod.objects.filter(pk=period.pk).update(**values)


def test_two_quarters_of_a_plan_never_overlap(period):
    with pytest.raises(IntegrityError, match="period_quarters_apart"):
        ReportingPeriodFactory(plan=period.plan, start=date(2026, 6, 30), finish=date(2026, 9, 30))


def test_a_plan_has_one_year_end(period):
    ReportingPeriodFactory(plan=period.plan, kind="year_end")
    with pytest.raises(IntegrityError, match="period_year_end_once"):
        ReportingPeriodFactory(plan=period.plan, kind="year_end")


def test_what_was_done_with_a_period_is_not_rewritten(period):
    close_period(period, actor=lead_of(period))
    with pytest.raises(IntegrityError, match="never rewritten"):
        PeriodEvent.objects.update(frozen={})


def test_an_update_is_of_a_period_of_its_own_plan(period):
    elsewhere = CriticalActionFactory()
    with pytest.raises(IntegrityError, match="another plan"):
        elsewhere.updates.create(period=period, status="on_track")
