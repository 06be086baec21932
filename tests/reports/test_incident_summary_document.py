"""The summary of a term for governors: what was recorded, and nothing of single incidents."""

from datetime import UTC, date, datetime

import pytest
from django.core.management import call_command
from django.urls import reverse

from council.models import School
from incidents.log import recent_terms
from reports.documents import KINDS
from reports.models import Document
from tests.accounts.people import browser_of, everybody_but, somebody_who_is
from tests.factories import IncidentFactory, IncidentTypeFactory, SchoolFactory
from tests.judges import assert_accessible_pdf
from tests.pdf_structure import read_structure
from tests.reports.test_plan_document import printed, squeezed

pytestmark = pytest.mark.django_db
SUMMARY = KINDS["incident-summary"]
TERM = "Summer term 2026"


@pytest.fixture(autouse=True)
def on_the_day(time_machine) -> None:
    time_machine.move_to(datetime(2026, 7, 20, 12, tzinfo=UTC))


@pytest.fixture
def school() -> School:
    """Three incidents in the summer, one in the spring, one of another school."""
    school = SchoolFactory(name="Corbeck High School")
    IncidentFactory.create_batch(
        2,
        school=school,
        governors_informed=True,
        victims=[{"gender": "Female", "ethnicity": "Indian"}],
        note="In the dinner queue",
    )
    IncidentFactory(school=school, kind="written")
    IncidentFactory(school=school, kind="online", happened_on=date(2026, 2, 3))
    IncidentFactory(kind="property")
    return school


def content_of(school: School, term: str = TERM) -> bytes:
    return SUMMARY.compose(SUMMARY.made_of(school, {"term": term}, None), "officer").content


def rows(content: bytes) -> dict[str, str]:
    return {
        cells[0]: cells[1]
        for table in read_structure(content).all("Table")
        for row in table.all("TR")
        if len(cells := [cell.text for cell in row.elements if cell.kind in ("TH", "TD")]) == 2
    }


def test_it_tells_how_many_of_what_kind_and_passes_both_judges(school):
    content = content_of(school)
    assert_accessible_pdf(content)
    text = printed(content)
    for words in (
        "Corbeck High School",
        "Racist incidents: 3",
        "Perceived is not a finding",
        "Governors had been told of 2 of them before",
        "1 had no victim who could be identified",
        "Summer term 2026, 16 April 2026 to 31 August 2026",
        "For governors: not for publication",
    ):
        assert squeezed(words) in text, words
    found = rows(content)
    assert (found["Verbal"], found["Indian"], found["Female"]) == ("2", "2", "2")
    assert "Online" not in found
    assert "Property" not in found


def test_the_note_of_an_incident_is_never_printed(school):
    assert squeezed("dinner queue") not in printed(content_of(school))


def test_a_term_without_any_says_so(school):
    content = content_of(school, "Autumn term 2025")
    assert squeezed("Racist incidents: 0") in printed(content)
    assert squeezed("None was recorded") in printed(content)
    assert_accessible_pdf(content)


def test_other_kinds_are_told_where_any_was_recorded(school):
    IncidentFactory(school=school, type=IncidentTypeFactory(name="Incidents about hats"))
    IncidentTypeFactory(name="Incidents about shoes")
    text = printed(content_of(school))
    assert squeezed("Incidents about hats: 1") in text
    assert squeezed("shoes") not in text
    assert_accessible_pdf(content_of(school))


def test_without_a_term_it_is_that_of_today_and_only_recent_ones_are_offered(school):
    assert SUMMARY.made_of(school, {}, None).term.name == TERM
    assert SUMMARY.made_of(school, {"term": ""}, None).term.name == TERM
    assert SUMMARY.made_of(school, {"term": "Summer term 1966"}, None) is None
    assert len(recent_terms(date(2026, 7, 20))) == 6


def ask(user, school, **parameters):
    address = reverse("reports:make", args=["incident-summary", school.pk])
    return browser_of(user).post(address, parameters)


def test_it_is_for_who_answers_for_the_school_alone(school):
    for somebody in everybody_but():  # another school's respondent among them
        assert ask(somebody, school).status_code == 404
    head = somebody_who_is("school_respondent", school=school)
    assert ask(head, school, term="Summer term 1966").status_code == 404
    assert ask(head, school, term=TERM).status_code == 302
    assert Document.objects.get().title == f"Summary for governors: Corbeck High School, {TERM}"


def test_its_file_is_named_by_school_and_term(school):
    summary = SUMMARY.made_of(school, {"term": TERM}, None)
    assert SUMMARY.file_name(summary) == "corbeck-high-school-summer-term-2026.pdf"


def test_the_command_makes_that_of_the_term_of_today(school, tmp_path):
    path = tmp_path / "summary.pdf"
    call_command("render_report", "incident-summary", str(school.pk), f"--output={path}")
    assert squeezed("Racist incidents: 3") in printed(path.read_bytes())
