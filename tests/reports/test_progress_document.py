"""The progress report of a quarter and of a year: by exception, from the frozen record alone."""

from contextlib import contextmanager
from copy import deepcopy
from datetime import UTC, datetime

import pytest
from django.db import connection

import reports.rendering
from council.models import Council, Directorate
from plans.models import (
    CriticalAction,
    Indicator,
    OutcomeBlock,
    PeriodEvent,
    Plan,
    ProgressUpdate,
    RagDefinition,
    ReportingPeriod,
    Risk,
    RiskBand,
    RiskScale,
)
from plans.models.commitment import commitment_lifted
from plans.reporting.acts_on_periods import close_period, reopen_period
from plans.reporting.acts_on_updates import Report, report_progress
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
from tests.pdf_structure import read_structure
from tests.plans.pages.people import client_of, the_six_roles
from tests.plans.reporting.people import lead_of, reported
from tests.reading_aloud import assert_read_once
from tests.reports.test_plan_document import printed, squeezed

pytestmark = pytest.mark.django_db
PROGRESS = KINDS["progress"]

FIRST_SHAPE = {
    "": "plan directorate year period days on rag bands objectives",
    "objectives": "ref text responsible actions kpis risks",
    "actions": "key ref text responsible finish status colour commentary corrective_action"
    " author made report",
    "kpis": "refs measure unit baseline target actual rating colour reason",
    "risks": "ref text responsible score band colour",
}
"""What the records of the first closings held, part by part."""


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


@pytest.fixture
def year_end(period) -> ReportingPeriod:
    return ReportingPeriodFactory(plan=period.plan, kind="year_end", name="Year end")


@pytest.fixture
def html_of(monkeypatch):
    """What is handed to the printer for a period, without printing it."""
    sent: list[str] = []
    monkeypatch.setattr(reports.rendering, "render_pdf", lambda html, **_: sent.append(html))

    def html(period: ReportingPeriod) -> str:
        PROGRESS.compose(PeriodReport(ReportingPeriod.objects.get(pk=period.pk)), "committee")
        return sent[-1]

    return html


def content_of(period: ReportingPeriod) -> bytes:
    return PROGRESS.compose(PeriodReport(period), "committee").content


def add_action(
    period: ReportingPeriod, ref: str, status: str, finish: str = "Mar 2027"
) -> CriticalAction:
    with commitment_lifted():
        action = CriticalActionFactory.build(
            objective=Indicator.objects.get().objective,
            ref=ref,
            text=f"Action {ref}",
            finish_text=finish,
            status=status,
            position=9000 + int(ref[-1]),  # after whatever a factory numbered
        )
        action.read_dates()
        action.save()
    return action


def test_a_quarter_is_told_by_exception_and_passes_both_judges(period):
    add_action(period, "9.1", "on_track")
    add_action(period, "9.2", "on_track", finish="May 2026")  # overdue
    content = content_of(period)
    text = printed(content)
    in_order = [
        "Actions by how they stand",
        "Actions that are overdue or off track",
        "Action 9.2",
        "Not reported yet",
        "Actions that are slipping",
        "The printer is late",
        "Another one is asked",
        "KPIs, those off target first",
        "Improving: 49% in 2026/27, 44% in 2025/26",
        "On track: 1 action",
        "Action 9.1",
        "Ratings of KPIs",
        "Bands of risk",
    ]
    places = [text.find(squeezed(words)) for words in in_order]
    assert -1 not in places
    assert places == sorted(places)
    assert squeezed("Not closed: as it stands on 20 July 2026") in text
    assert_accessible_pdf(content)


def test_the_years_end_prints_the_progress_of_every_action_and_the_charts(year_end):
    content = content_of(year_end)
    text = printed(content)
    for words in (
        "Annual progress report 2026/27",
        "Detailed action and lead officer",
        "Target date or milestones",
        "Planned outcome or performance indicator",
        "Outturn 2026/27",
        "0 of 1 rated KPI are on target",
        "Without transfers",
        "Source: Census",
    ):
        assert squeezed(words) in text, words
    assert_accessible_pdf(content)
    figure = read_structure(content).only("Figure")
    assert "2025/26: 44%; 2026/27: 49%" in figure.alt


def test_what_was_finished_in_an_earlier_quarter_is_told_at_the_years_end(period, year_end):
    action = add_action(period, "9.1", "on_track")
    report = Report("complete", "All leaflets are out")
    report_progress(action, report, plan=period.plan, period=period, actor=lead_of(period))
    told = PeriodReport(year_end).actions[-1]
    assert (told["report"], told["status"]) == ("No report needed", "Complete")
    assert told["earlier"]["commentary"] == "All leaflets are out"


def test_a_quarter_shows_the_status_that_was_reported_for_it_whatever_came_later(period, year_end):
    reported(year_end, "Finished after all", "complete")
    [action] = PeriodReport(period).actions
    assert (action["status"], action["commentary"]) == ("Slipping", "The printer is late")


def test_a_closed_period_prints_the_same_after_everything_was_changed(period, year_end, html_of):
    council = Council.current()
    for each in (period, year_end):
        close_period(each, actor=lead_of(each))
    before = [html_of(each) for each in (period, year_end)]
    with commitment_lifted():
        CriticalAction.objects.update(
            text="Other", responsible="Other", status="cancelled", finish_text="Other"
        )
        OutcomeBlock.objects.update(outcome_text="Other", aim_text="Other")
        Indicator.objects.update(measure="Other", polarity="lower", unit="Other", refs=["Other"])
        Plan.objects.update(title="Other", council_name="Other")
        Indicator.objects.get().targets.update(text="7%")
    Indicator.objects.get().actuals.update(text="1%")
    Risk.objects.update(text="Other")
    with refusing_nothing(RiskBand, RiskScale, RagDefinition):
        RiskBand.objects.update(colour="blue", highest=99, review_months=7)
        RiskScale.objects.update(name="Other", appetite=2)
        RagDefinition.objects.update(name="Other", green_words="Other", tolerance_percent=99)
    Directorate.objects.update(name="Other")
    council.name, council.accent_colour, council.telephone = "Other", "#333333", "0000"
    council.save()
    assert [html_of(each) for each in (period, year_end)] == before
    assert "Other" not in before[0] + before[1]
    reopen_period(ReportingPeriod.objects.get(pk=period.pk), reason="Late", actor=lead_of(period))
    assert "Other" in html_of(period)


@contextmanager
def refusing_nothing(*models):
    """The database refuses to change what a plan was made with: here it is silenced."""
    tables = [model._meta.db_table for model in models]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def test_a_record_of_the_first_closings_still_prints(period, year_end):
    of_year = ProgressUpdate.objects.get(period=None).commentary
    for each, said in ((period, "The printer is late"), (year_end, of_year)):
        close_period(each, actor=lead_of(each))
        report = PeriodReport(each)
        as_it_was(report.record)
        content = PROGRESS.compose(report, "committee").content
        text = printed(content)
        assert squeezed(said) in text
        assert "49%" in text
        assert_accessible_pdf(content)


def as_it_was(record: dict) -> None:
    """Take out of a record what was added to records since the first closings."""
    record["bands"] = [band[:4] for band in record["bands"]]
    keep(record, "")
    for objective in record["objectives"]:
        for name in ("actions", "kpis", "risks"):
            for part in objective[name]:
                keep(part, name)
        keep(objective, "objectives")


def keep(part: dict, name: str) -> None:
    for key in set(part) - set(FIRST_SHAPE[name].split()):
        del part[key]


def test_the_record_that_is_kept_is_what_was_shown_before_the_closing(period):
    shown = deepcopy(PeriodReport(period).record)
    close_period(period, actor=lead_of(period))
    kept = PeriodEvent.objects.get(kind="closed").frozen
    assert kept == shown


def test_what_nobody_reported_is_printed_as_not_confirmed(period):
    add_action(period, "9.1", "on_track")
    close_period(period, actor=lead_of(period))
    text = printed(content_of(period))
    assert squeezed("Not confirmed by the officer") in text
    assert squeezed("Officers reported on 1 of the 2 actions that needed a report") in text
    assert squeezed("1 action was not confirmed by the officer") in text


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


def test_a_committee_finds_the_reports_of_closed_periods_on_the_plan_s_page(period):
    client = client_of(the_six_roles(period.plan.directorate)["committee_member"])
    address = f"/plans/{period.plan.pk}/"
    assert f"/progress/{period.pk}/" not in client.get(address).content.decode()
    close_period(period, actor=lead_of(period))
    assert f"/progress/{period.pk}/" in client.get(address).content.decode()


def test_it_is_heard_from_its_first_word_to_its_last(year_end):
    assert_read_once(PROGRESS.write(PeriodReport(year_end), "committee"))
