"""The progress report of a quarter and of a year: by exception, from the frozen record alone."""

from datetime import UTC, datetime

import pytest
from django.template.loader import render_to_string

from plans.models import CriticalAction, Indicator, ReportingPeriod, Risk
from plans.models.commitment import commitment_lifted
from plans.reporting.acts_on_periods import close_period, reopen_period
from plans.reporting.report import PeriodReport
from reports.documents import KINDS
from tests.factories import (
    CommitteeFactory,
    CriticalActionFactory,
    IndicatorActualFactory,
    IndicatorTargetFactory,
    ReportingPeriodFactory,
)
from tests.judges import assert_accessible_pdf
from tests.plans.pages.people import client_of, the_six_roles
from tests.plans.reporting.people import lead_of, reported
from tests.reports.test_plan_document import printed, squeezed

pytestmark = pytest.mark.django_db
PROGRESS = KINDS["progress"]


@pytest.fixture(autouse=True)
def on_the_day(time_machine) -> None:
    time_machine.move_to(datetime(2026, 7, 20, 12, tzinfo=UTC))


@pytest.fixture
def period() -> ReportingPeriod:
    """The first quarter, with a slipping action that was reported and a KPI beside its target."""
    period = ReportingPeriodFactory()
    period.plan.directorate.committee = CommitteeFactory()
    period.plan.directorate.save()
    kpi = Indicator.objects.get()
    with commitment_lifted():
        kpi.targets.all().delete()
        kpi.actuals.all().delete()
        IndicatorTargetFactory(indicator=kpi, text="50%")
    IndicatorActualFactory(indicator=kpi, text="49%", note="Without transfers", source="Census")
    IndicatorActualFactory(indicator=kpi, year="2025/26", text="44%")
    reported(period, "The printer is late", "slipping", corrective_action="Another one is asked")
    return period


def text_of(period: ReportingPeriod) -> str:
    return printed(PROGRESS.compose(PeriodReport(period), "committee").content)


def html_of(period: ReportingPeriod) -> str:
    report = PeriodReport(period)
    return render_to_string("pdf/progress.html", {"report": report, "record": report.record})


def add_action(period: ReportingPeriod, ref: str, status: str, finish: str = "Mar 2027") -> None:
    objective = Indicator.objects.get().objective
    with commitment_lifted():
        action = CriticalActionFactory.build(
            objective=objective, ref=ref, text=f"Action {ref}", finish_text=finish, status=status
        )
        action.position = 90 + int(ref[-1])
        action.read_dates()
        action.save()


def test_a_quarter_is_told_by_exception_and_passes_both_judges(period):
    add_action(period, "9.1", "on_track")
    add_action(period, "9.2", "on_track", finish="May 2026")  # overdue
    content = PROGRESS.compose(PeriodReport(period), "committee").content
    text = printed(content)
    in_order = [
        "Progress report, quarter",
        "What is red or overdue",
        "Action 9.2",
        "What is slipping",
        "The printer is late",
        "What is done about it: Another one is asked",
        "Key performance indicators",
        "49%",
        "Improving: 49% in 2026/27, 44% in 2025/26",
        "Amber",
        "All other actions",
        "Action 9.1",
        "Ratings of KPIs",
    ]
    body = text[text.index(squeezed("In brief"), text.index(squeezed("Contents")) + 40) :]
    places = [body.find(squeezed(words)) for words in in_order[1:]]
    assert -1 not in places
    assert places == sorted(places)
    assert squeezed(in_order[0]) in text
    assert_accessible_pdf(content)


def test_the_years_end_prints_the_progress_of_every_action_and_the_charts(period):
    year_end = ReportingPeriodFactory(plan=period.plan, kind="year_end", name="Year end")
    content = PROGRESS.compose(PeriodReport(year_end), "committee").content
    text = printed(content)
    for words in (
        "Annual progress",
        "Progress of every action",
        "Planned outcome",
        "Target and actual over the years",
        "0 of 1 rated KPIs are on target",
        "Without transfers. Source: Census",
    ):
        assert squeezed(words) in text, words
    assert_accessible_pdf(content)


def test_a_closed_period_prints_the_same_after_names_words_and_figures_changed(period):
    close_period(period, actor=lead_of(period))
    before = html_of(period)
    with commitment_lifted():
        CriticalAction.objects.update(text="Other", responsible="Else", status="complete")
        Indicator.objects.update(measure="Other", polarity="lower")
        period.plan.title = "Other"
        period.plan.save()
    Risk.objects.update(text="Other")
    Indicator.objects.get().actuals.update(text="1%")
    assert html_of(ReportingPeriod.objects.get(pk=period.pk)) == before
    assert "Other" not in before
    reopen_period(period, reason="Late", actor=lead_of(period))
    assert "Other" in html_of(period)


def test_a_record_of_the_first_months_still_prints(period):
    close_period(period, actor=lead_of(period))
    report = PeriodReport(period)
    for objective in report.record["objectives"]:
        for kpi in objective["kpis"]:
            for name in ("figure", "note", "source", "year_end", "direction", "chart"):
                del kpi[name]
    for name in ("council", "quarter"):
        del report.record[name]
    text = printed(PROGRESS.compose(report, "committee").content)
    assert squeezed("The printer is late") in text
    assert "49%" in text


def test_who_may_have_it(period):
    followers = {"officer", "plan_lead", "leadership_team"}
    people = the_six_roles(period.plan.directorate)
    for role, user in people.items():
        found = PROGRESS.subject_for(user, period.pk)
        assert (found is not None) == (role in followers), role
    close_period(period, actor=lead_of(period))
    for role, user in people.items():
        found = PROGRESS.subject_for(user, period.pk)
        assert (found is not None) == (role in followers | {"committee_member"}), role


def test_the_page_of_the_period_offers_it(period):
    client = client_of(lead_of(period))
    page = client.get(f"/plans/{period.plan.pk}/reporting/{period.pk}/").content.decode()
    assert "Download the report (PDF)" in page
    assert f"/progress/{period.pk}/" in page
