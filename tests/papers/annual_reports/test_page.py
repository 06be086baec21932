"""The page of an annual report, the list, and the words of the closed year."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from council.models import Council
from plans.models import CriticalAction
from plans.models.commitment import commitment_lifted
from reports.documents import KINDS
from reports.models import AnnualReport
from tests.factories import DivisionFactory, PersonFactory, RollFactory
from tests.factories.papers import ReportedAssessmentFactory
from tests.papers.annual_reports.years import (
    TRUE,
    action,
    author_of,
    closed,
    published_profile,
    published_returns,
    snapshot_of,
    written,
    year_end,
)
from tests.plans.pages.people import client_of, holder
from tests.plans.reporting.people import reported

pytestmark = pytest.mark.django_db
KIND = KINDS["annual-report"]


def whole_report(period) -> AnnualReport:
    """A report with something in each of its parts."""
    snapshot = snapshot_of(period.plan.directorate)
    published_profile(snapshot.directorate, snapshot.day)
    report = written(period, workforce=snapshot, returns=published_returns())
    ReportedAssessmentFactory(report=report)
    division = DivisionFactory(directorate=period.plan.directorate)
    PersonFactory(name="Jo Bell", post="Assistant Director, Education", division=division)
    RollFactory(year="2026/27")
    return report


def html_of(report, audience="committee") -> str:
    subject = KIND.subjects().get(pk=report.pk)
    return KIND.write(subject, audience).html(Council.current(), {})


def test_the_page_reads_like_the_report():
    period = year_end()
    reported(period, "The leaflet is printed")
    report = whole_report(closed(period))
    page = client_of(author_of(report)).get(report.get_absolute_url()).content.decode()
    in_order = [
        "What was done.",
        "Nobody is left out.",
        "Jo Bell, Assistant Director, Education",
        "Percentages are of those whose answer is known.",
        "Schools and pupils on roll, 2026/27",
        "Perceived is not a finding",
        "Home to school transport",
        "The leaflet is printed",
    ]
    places = [page.find(words) for words in in_order]
    assert -1 not in places
    assert places == sorted(places)
    assert TRUE not in page


def test_who_may_not_write_reads_no_list_of_what_is_missing_and_no_way_to_change():
    report = written(year_end(), introduction="")
    reader = holder("leadership_team", report.plan.directorate)
    page = client_of(reader).get(report.get_absolute_url()).content.decode()
    assert "Missing before it can be submitted" not in page
    assert "/change/" not in page
    assert "Add an equality impact assessment" not in page


def test_the_author_reads_what_is_missing_with_the_way_to_mend_it():
    report = written(year_end(), introduction="", vision="")
    page = client_of(author_of(report)).get(report.get_absolute_url()).content.decode()
    assert "The introduction is not written" in page
    assert f'href="{report.get_absolute_url()}change/vision/"' in page
    assert "No equality impact assessment is listed" in page


def test_the_page_and_the_document_take_the_same_number_of_queries_for_more_of_everything():
    period = year_end()
    report = whole_report(period)
    author = client_of(author_of(report))

    def queries(do) -> int:
        with CaptureQueriesContext(connection) as captured:
            do()
        return len(captured)

    counts = []
    for turn in (1, 2):
        counts.append(
            (
                queries(lambda: author.get(report.get_absolute_url())),
                queries(lambda: html_of(report)),
            )
        )
        for each in (1, 2, 3):
            action(period, f"9.{3 * turn + each}", status="on_track")
            ReportedAssessmentFactory(report=report, position=100 * turn + each)
            DivisionFactory(directorate=period.plan.directorate)
            RollFactory(year="2026/27")
    assert counts[0] == counts[1]
    assert counts[0][0] < 60


def test_the_list_takes_the_same_number_of_queries_for_more_reports():
    report = written(year_end())
    author = client_of(author_of(report))
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            author.get("/annual-reports/")
        counts.append(len(captured))
        for year in (2010, 2011):
            plan = {"directorate": report.plan.directorate, "first_year": year + 10 * len(counts)}
            written(year_end(**{f"plan__{name}": value for name, value in plan.items()}))
    assert counts[0] == counts[1]


def test_the_list_is_filtered_by_words_directorate_and_status():
    report = written(year_end(), title="Of the first")
    other = written(closed(year_end()), title="Of the second")
    other.steps.create(to_state="submitted", recorded_by_name="Amina Yusuf")
    client = client_of(holder("officer"))
    for query, found in (
        ("words=first", "Of the first"),
        ("state=submitted", "Of the second"),
        (f"directorate={report.plan.directorate.pk}", "Of the first"),
    ):
        page = client.get(f"/annual-reports/?{query}").content.decode()
        assert found in page
        assert {"Of the first", "Of the second"} - {found} not in page.split("\n")
        assert page.count("Of the ") == 1, query


def test_achievements_are_in_the_words_of_the_day_on_which_the_year_was_closed():
    period = year_end()
    action(period, "9.1", status="on_track")
    reported_action = CriticalAction.objects.exclude(ref="9.1").get()
    report = written(closed(period))
    before = html_of(report)
    assert "Not confirmed by the officer" in before
    with commitment_lifted():
        CriticalAction.objects.update(text="Other", status="cancelled", responsible="Other")
        reported_action.delete()
    assert html_of(report) == before
    page = client_of(author_of(report)).get(report.get_absolute_url()).content.decode()
    assert "Action 9.1" in page
    assert "Not confirmed by the officer" in page


@pytest.mark.parametrize("is_closed", [True, False])
def test_no_day_of_printing_is_printed(time_machine, is_closed):
    time_machine.move_to(datetime(2027, 5, 3, 12, tzinfo=UTC))
    period = year_end()
    report = whole_report(closed(period) if is_closed else period)
    before = html_of(report)
    time_machine.move_to(datetime(2027, 5, 4, 12, tzinfo=UTC))
    assert html_of(report) == before
    assert "4 May 2027" not in before


def test_a_year_end_that_is_not_closed_is_said_to_be_so():
    assert "The year end of the plan is not closed" in html_of(written(year_end()))
    assert "The year end of the plan is not closed" not in html_of(written(closed(year_end())))


def test_a_draft_is_marked_on_every_page_and_what_was_submitted_bears_its_day(time_machine):
    time_machine.move_to(datetime(2027, 5, 3, 12, tzinfo=UTC))
    report = written(closed(year_end()))
    assert "draft.svg" in html_of(report)
    report.steps.create(to_state="submitted", recorded_by_name="Amina Yusuf")
    submitted = html_of(report)
    assert "draft.svg" not in submitted
    assert "<dt>Submitted on</dt><dd>3 May 2027</dd>" in submitted


def test_a_document_is_had_by_who_may_read_the_report():
    report = written(year_end())
    directorate = report.plan.directorate
    for role, may in (
        (holder("officer", directorate), True),
        (holder("committee_clerk", committee=directorate.committee), True),
        (holder("committee_member", committee=directorate.committee), False),
        (holder("admin"), False),
    ):
        assert (KIND.subject_for(role, report.pk) is not None) == may
    assert KIND.file_name(report).endswith("-2026-27-annual-report.pdf")


def test_a_plan_that_lost_its_year_end_is_told_and_breaks_no_page():
    period = year_end(not_opened=True)
    report = written(period)
    period.delete()
    page = client_of(author_of(report)).get(report.get_absolute_url()).content.decode()
    assert "The plan has no year end to report on" in page
    assert "The plan has no year end to report on" in html_of(report)
