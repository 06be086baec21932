"""Figures that wait: on My work, in reminders, and on the pages of a period."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.models import User
from plans.kpis.acts import Entry, report_figures
from plans.kpis.entry import Typed
from plans.kpis.quarters import Quarter
from plans.models import Indicator, Plan, ReportingPeriod
from plans.reporting.acts_on_periods import close_period
from plans.reporting.kpi_figures import figures_of, figures_waiting, missing_figures
from tests.factories import (
    IndicatorFactory,
    ObjectiveFactory,
    PersonFactory,
    PlanFactory,
    ReportingPeriodFactory,
    UserFactory,
    bring_to,
)
from tests.plans.pages.people import client_of, holder

pytestmark = pytest.mark.django_db
TODAY = date(2026, 8, 3)


@pytest.fixture
def kpi() -> Indicator:
    """A KPI that is counted every quarter, beside one that is counted once a year."""
    objective = ObjectiveFactory(block__appendix__plan=PlanFactory())
    IndicatorFactory(objective=objective, measure="Once a year")
    return IndicatorFactory(objective=objective, measure="On time", frequency="quarter")


@pytest.fixture
def period(kpi) -> ReportingPeriod:
    """The open first quarter of its published plan."""
    plan = bring_to(kpi.objective.block.appendix.plan, Plan.Status.PUBLISHED)
    return ReportingPeriodFactory(plan=plan)


@pytest.fixture
def named(kpi, period) -> User:
    user = UserFactory(person=PersonFactory())
    kpi.people.set([user.person])
    return user


def report(kpi: Indicator, period: ReportingPeriod, actor: User) -> None:
    entry = Entry(kpi, Quarter("2026/27", 1), Typed("48%"))
    report_figures([entry], plan=period.plan, actor=actor)


def test_what_is_counted_once_a_year_is_asked_for_at_the_years_end_only(kpi, period):
    assert [missing.indicator for missing in missing_figures(period)] == [kpi]
    year_end = ReportingPeriodFactory(
        plan=period.plan, kind="year_end", start=date(2026, 4, 1), finish=date(2027, 3, 31)
    )
    asked = [missing.indicator.measure for missing in missing_figures(year_end)]
    assert asked == ["Once a year", "On time"]


def test_a_figure_waits_for_who_is_named_until_it_is_reported(kpi, period, named):
    assert [missing.indicator for missing in figures_of(named)] == [kpi]
    assert figures_of(holder("officer", period.plan.directorate)) == []
    report(kpi, period, named)
    assert figures_of(named) == []


def test_my_work_leads_to_the_box(kpi, period, named):
    client = client_of(named)
    page = client.get(reverse("plans:my_work")).content.decode()
    assert "KPI figures that wait for you" in page
    address = f"{reverse('plans:kpi', args=[period.plan.pk, kpi.pk])}?quarter=2026/27-1"
    assert address in page
    assert client.get(address).context["quarter"] == Quarter("2026/27", 1)


def test_a_reminder_goes_to_who_is_named_and_is_asked_again_when_it_is_sent(kpi, period, named):
    (waiting,) = figures_waiting(TODAY)
    assert waiting.recipient.email == named.email
    assert waiting.still_waits()
    report(kpi, period, named)
    assert not waiting.still_waits()
    assert list(figures_waiting(TODAY)) == []


def test_nothing_waits_of_a_closed_period(period, named):
    (waiting,) = figures_waiting(TODAY)
    close_period(period, actor=holder("plan_lead", period.plan.directorate))
    assert not waiting.still_waits()
    assert figures_of(named) == []


def test_where_nobody_is_named_the_plans_lead_is_reminded(period):
    lead = holder("plan_lead", period.plan.directorate)
    assert [waiting.recipient.email for waiting in figures_waiting(TODAY)] == [lead.email]


@pytest.mark.parametrize("page", ["period", "period_close"])
def test_the_lead_sees_which_figures_are_missing(period, page):
    client = client_of(holder("plan_lead", period.plan.directorate))
    url = reverse(f"plans:{page}", args=[period.plan.pk, period.pk])
    shown = client.get(url).content.decode()
    assert "On time" in shown
    assert "Once a year" not in shown
