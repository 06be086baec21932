"""The annual report on paper: accessible, each table one table, read in its order."""

import pytest

from reports.documents import KINDS
from tests.factories.papers import ReportedAssessmentFactory
from tests.judges import assert_accessible_pdf
from tests.papers.annual_reports.test_page import whole_report
from tests.papers.annual_reports.years import action, closed, written, year_end
from tests.pdf_structure import read_structure
from tests.reports.test_plan_document import squeezed

pytestmark = pytest.mark.django_db
KIND = KINDS["annual-report"]


def test_a_report_is_accessible_and_heard_once_in_its_order_with_each_table_whole():
    period = year_end()
    for number in range(1, 9):
        action(period, f"9.{number}", status="on_track", planned_outcome="Fewer wait. " * 20)
    report = whole_report(closed(period))
    report.introduction = "What was done.\n\nAnd for whom."
    report.save()
    ReportedAssessmentFactory(
        report=report, position=900, title="Family hubs", link="https://a.example"
    )
    content = KIND.compose(KIND.subjects().get(pk=report.pk), "committee").content
    assert_accessible_pdf(content)

    structure = read_structure(content)
    heard = squeezed(" ".join(element.text for element in structure.all("Document")))
    in_order = [
        "And for whom.",
        "Nobody is left out.",
        "Jo Bell, Assistant Director, Education",
        "Percentages are of those whose answer is known.",
        "Staff by group",
        "Schools and pupils on roll, 2026/27",
        "Perceived is not a finding",
        "Total number of incidents",
        "Home to school transport",
        "Family hubs",
        "Actions by how they stand",
        "Action 9.1",
        "Action 9.8",
    ]
    places = [heard.find(squeezed(words)) for words in in_order]
    assert -1 not in places, in_order[places.index(-1)]
    assert places == sorted(places)
    for once in ("And for whom.", "Action 9.1", "Detailed action and lead officer"):
        assert heard.count(squeezed(once)) == 1, once
    progress = structure.all("Table")[-1]
    assert squeezed("Action 9.8") in squeezed(progress.text)


def test_an_empty_draft_is_a_document_too():
    report = written(year_end(), introduction="", vision="", workforce_text="", returns_text="")
    assert_accessible_pdf(KIND.compose(KIND.subjects().get(pk=report.pk), "public").content)
