"""How a cover report reads: paragraphs numbered through all headings, options in their place."""

import pytest

from reports.cover_reports.reading import CoverReading, paragraphs_in
from tests.factories.papers import CoverOptionFactory, CoverReportFactory, CoverSectionFactory
from tests.papers.cover_reports.whole import complete_report

pytestmark = pytest.mark.django_db


def told(report) -> list[str]:
    """Headings and numbered paragraphs, in their order."""
    lines = []
    for section in CoverReading(report).sections:
        lines.append(section.heading)
        lines += [f"{each.number} {each.text}" for each in section.paragraphs]
        for option in section.options:
            lines.append(option.heading)
            lines += [f"{each.number} {each.text}" for each in option.paragraphs]
    return lines


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("", []),
        ("One", ["One"]),
        ("One\ntwo", ["One\ntwo"]),
        ("One\n\nTwo", ["One", "Two"]),
        ("\n\nOne\r\n \t\r\nTwo\n\n\n\nThree\n", ["One", "Two", "Three"]),
    ],
)
def test_an_empty_line_begins_a_new_paragraph(text, paragraphs):
    assert paragraphs_in(text) == paragraphs


def test_paragraphs_are_numbered_through_all_headings_and_options():
    assert told(complete_report()) == [
        "Purpose of report",
        "1 On purpose.",
        "Background",
        "2 First.",
        "3 Second.",
        "Options considered",
        "4 On options.",
        "Option 1: Agree the plan (recommended)",
        "5 For 1.",
        "Option 2: Agree it with changes",
        "6 For 2.",
        "Option 3: Leave last year’s plan in place (doing nothing)",
        "7 For 3.",
        "Finance",
        "8 On finance.",
        "Law",
        "9 On law.",
        "Equality impact",
        "10 On equality.",
        "Recommendation",
        "11 On recommendation.",
    ]


def test_doing_nothing_may_be_what_is_recommended():
    option = CoverOptionFactory(title="Wait", does_nothing=True, is_recommended=True, position=4)
    assert "Option 1: Wait (doing nothing, recommended)" in told(option.report)


@pytest.mark.parametrize(
    ("kinds", "headings"),
    [
        (["background", "finance", "law"], ["background", "Options considered", "finance", "law"]),
        (["background", "other"], ["background", "other", "Options considered"]),
        (["recommendation"], ["Options considered", "recommendation"]),
        ([], ["Options considered"]),
    ],
)
def test_options_without_a_section_of_their_own_stand_before_what_follows_from_them(
    kinds, headings
):
    report = CoverOptionFactory().report
    for position, kind in enumerate(kinds, start=1):
        CoverSectionFactory(report=report, position=position, kind=kind, heading=kind)
    assert [section.heading for section in CoverReading(report).sections] == headings


def test_of_two_sections_on_options_the_first_holds_them():
    report = CoverOptionFactory().report
    for position in (1, 2):
        CoverSectionFactory(report=report, position=position, kind="options")
    assert [len(section.options) for section in CoverReading(report).sections] == [1, 0]


def test_the_ends_of_the_order_are_those_of_the_sections_that_can_move():
    report = CoverOptionFactory().report
    CoverSectionFactory(report=report, position=1, kind="recommendation")
    ends = [(each.is_first, each.is_last) for each in CoverReading(report).sections]
    assert ends == [(False, False), (True, True)]


def test_the_date_is_that_of_the_meeting():
    report = CoverReportFactory()
    assert CoverReading(report).date == "17 March 2027"
    assert CoverReading(CoverReportFactory(pack__meeting=None)).date == ""
