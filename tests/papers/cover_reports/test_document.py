"""A cover report as it is printed, in both shapes, and read back in order."""

from types import SimpleNamespace

import pytest
from django.utils.html import strip_tags

from council.models import Council
from reports.documents import KINDS
from tests.factories import CouncilFactory
from tests.factories.papers import CoverReportFactory, move
from tests.judges import assert_accessible_pdf
from tests.papers.cover_reports.whole import complete_report, people_around
from tests.pdf_structure import read_structure

pytestmark = pytest.mark.django_db
COVER = KINDS["cover-report"]
BODY = (
    "Purpose of report 1 On purpose. Background 2 First. 3 Second. "
    "Options considered 4 On options. Option 1: Agree the plan (recommended) 5 For 1. "
    "Option 2: Agree it with changes 6 For 2. "
    "Option 3: Leave last year’s plan in place (doing nothing) 7 For 3. "
    "Finance 8 On finance. Law 9 On law. Equality impact 10 On equality. "
    "Recommendation 11 On recommendation. "
)
END = (
    "Amina Yusuf Assistant Director, Education "
    "Contact officer Name Dale Porter Email dale.porter@ellenshaw.example "
    "Background documents Local Government Act 1972, section 100D "
)


@pytest.fixture(autouse=True)
def council():
    return CouncilFactory(name="Ellenshaw Council", telephone="", email="")


def html_of(report, **context) -> str:
    written = COVER.write(COVER.subjects().get(pk=report.pk), "committee")
    return written.but(**context).html(Council.current(), {})


def words_of(report, **context) -> str:
    body = html_of(report, **context).partition("<body>")[2]
    return " ".join(strip_tags(body.replace("<", " <")).split())


def test_the_first_shape_is_accessible_and_heard_from_first_to_last_word_once():
    report = complete_report(
        title="Equality plan 2026/27", background_papers="Policy\nChildren’s Plan"
    )
    content = COVER.compose(report, "committee").content
    assert_accessible_pdf(content)
    structure = read_structure(content)
    assert structure.root.text == (
        f"Ellenshaw Council {report.pack.committee} 17 March 2027 "
        "Report of Assistant Director, Education Equality plan 2026/27 "
        f"For Decision Classification Unrestricted {BODY}{END}• Policy • Children’s Plan"
    )
    assert structure.only("H1").text == "Equality plan 2026/27"
    assert structure.outline[0] == (1, "Equality plan 2026/27")
    assert structure.all("Table") == []


def test_the_second_shape_is_accessible_and_heard_from_first_to_last_word_once():
    report = complete_report(
        shape="summary", title="Equality plan 2026/27", summary="It is ready.\n\nIt is short."
    )
    content = COVER.compose(report, "public").content
    assert_accessible_pdf(content)
    structure = read_structure(content)
    assert structure.root.text == (
        f"Ellenshaw Council By Assistant Director, Education To {report.pack.committee} "
        "Date 17 March 2027 Subject Equality plan 2026/27 For Decision "
        "Classification Unrestricted Summary It is ready. It is short. "
        f"{BODY}{END}There are none."
    )
    assert structure.only("H1").text == "Equality plan 2026/27"
    assert structure.all("Table") == []


def test_an_empty_report_with_odd_words_is_still_accessible():
    report = CoverReportFactory(
        title="Plan <b>für</b> “Zoë” & Łódź", contact_name="", contact_email="", signed_by=""
    )
    assert_accessible_pdf(COVER.compose(report, "committee").content)


@pytest.mark.parametrize("shape", ["purpose", "summary"])
def test_it_has_one_title_and_no_contents_of_its_own(shape):
    html = html_of(complete_report(shape=shape))
    assert html.count("<h1>") == 1
    assert "doc-toc" not in html
    assert "title-page" not in html


def test_its_date_is_that_of_the_meeting_whatever_day_it_is_made(time_machine):
    report = complete_report()
    first = html_of(report)
    time_machine.move_to("2030-01-01T12:00:00+00:00")
    assert html_of(report) == first
    assert "17 March 2027" in first


def test_without_a_meeting_it_says_that_the_day_is_not_set():
    report = complete_report(pack__meeting=None)
    assert "The day of the meeting is not set yet" in words_of(report)


def test_recommendations_still_open_are_printed_where_there_are_any():
    report = complete_report()
    assert "still open" not in words_of(report)
    row = SimpleNamespace(
        reference="SR (25/26) 01",
        text="Tell us what pupils said.",
        owner="Dale Porter",
        due="30 September 2027",
        state="Open",
    )
    assert (
        "11 On recommendation. Recommendations still open SR (25/26) 01 Tell us what pupils said. "
        "Dale Porter, due 30 September 2027: Open Amina Yusuf"
    ) in words_of(report, open_recommendations=[row])


def test_it_says_how_to_ask_for_another_format_where_the_council_says_whom():
    report = complete_report()
    assert "large print" not in words_of(report)
    Council.objects.update(telephone="01632 960100")
    assert "in large print, in braille" in words_of(report)


@pytest.mark.parametrize(
    ("steps", "is_draft"), [([], True), (["submitted"], True), (["submitted", "approved"], False)]
)
def test_every_page_says_draft_until_the_pack_is_approved(steps, is_draft):
    report = complete_report()
    move(report.pack, *steps)
    assert ("draft.svg" in html_of(report)) == is_draft


def test_who_sees_the_pack_may_have_it():
    report = complete_report()
    for role, user in people_around(report.pack).items():
        found = COVER.subject_for(user, report.pk) is not None
        sees = role in ("officer", "plan_lead", "leadership_team", "committee_clerk")
        assert found == sees, role


def test_its_file_is_named_by_its_title():
    report = CoverReportFactory(title="Équality plan 2026/27: " + "long " * 40)
    name = COVER.file_name(report)
    assert name.startswith("cover-report-equality-plan-202627-long")
    assert len(name) < 90
