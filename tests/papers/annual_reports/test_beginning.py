"""An annual report is begun on a plan that has a year end, with the figures that fit its year."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from core.models import AuditAct
from reports.annual_reports.acts import begin
from reports.annual_reports.beginning import plans_to_report_on
from reports.models import AnnualReport
from tests.factories import DirectorateFactory, IncidentTypeFactory, PlanFactory, bring_to
from tests.papers.annual_reports.years import (
    published_profile,
    published_returns,
    snapshot_of,
    written,
    year_end,
)
from tests.plans.pages.people import client_of, holder

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return year_end().plan


def test_it_is_begun_on_a_page_and_the_trail_says_so(plan):
    officer = holder("officer", plan.directorate)
    answer = client_of(officer).post("/annual-reports/begin/", {"plan": plan.pk})
    report = AnnualReport.objects.get()
    assert answer.url == report.get_absolute_url()
    assert report.title == f"Annual report on {plan.title}"
    assert AuditAct.objects.latest("pk").sentence == f"{officer} began {report}"


def test_only_plans_with_a_year_end_without_a_report_of_ones_own_directorate_are_offered(plan):
    officer = holder("officer", plan.directorate)
    PlanFactory(directorate=plan.directorate, first_year=2025)  # without a year end
    year_end()  # of another directorate
    assert list(plans_to_report_on(officer)) == [plan]
    written(plan.reporting_periods.get())
    assert not plans_to_report_on(officer)


def test_no_report_is_begun_on_a_withdrawn_plan(plan):
    officer = holder("officer", plan.directorate)
    bring_to(plan, "withdrawn")
    plan.save()
    assert not plans_to_report_on(officer)


def test_a_plan_has_one_annual_report(plan):
    officer = holder("officer", plan.directorate)
    begin(plan, actor=officer)
    with pytest.raises(ValidationError, match="has been"):
        begin(plan, actor=officer)


@pytest.mark.parametrize("role", ["leadership_team", "admin", "workforce_officer"])
def test_others_do_not_begin_one(plan, role):
    with pytest.raises(PermissionDenied):
        begin(plan, actor=holder(role, plan.directorate if role == "leadership_team" else None))


def test_an_officer_of_another_directorate_does_not_begin_one(plan):
    with pytest.raises(PermissionDenied):
        begin(plan, actor=holder("officer", DirectorateFactory()))


def test_it_begins_with_the_directorates_latest_published_figures_of_the_year(plan):
    own = plan.directorate
    for directorate, day in (
        (own, date(2026, 3, 31)),  # before the year
        (own, date(2026, 9, 30)),
        (own, date(2027, 3, 31)),
        (own, date(2028, 3, 31)),  # of the next year
        (None, date(2027, 3, 31)),  # of the whole council
    ):
        snapshot_of(directorate, day)
        published_profile(directorate, day)
    report = begin(plan, actor=holder("officer", own))
    assert (report.workforce.directorate, report.workforce.day) == (own, date(2027, 3, 31))


def test_without_published_figures_of_the_year_it_takes_the_first_after_it(plan):
    for day in (date(2026, 3, 31), date(2028, 3, 31), date(2029, 3, 31)):
        snapshot_of(plan.directorate, day)
        published_profile(plan.directorate, day)
    report = begin(plan, actor=holder("officer", plan.directorate))
    assert report.workforce.day == date(2028, 3, 31)


def test_figures_that_were_not_published_are_not_chosen(plan):
    snapshot_of(plan.directorate, date(2027, 3, 31))
    report = begin(plan, actor=holder("officer", plan.directorate))
    assert report.workforce is None


def test_it_begins_with_what_was_published_last_of_racist_incidents(plan):
    published_returns()
    latest = published_returns()
    published_returns(kind=IncidentTypeFactory())
    report = begin(plan, actor=holder("officer", plan.directorate))
    assert report.returns == latest
