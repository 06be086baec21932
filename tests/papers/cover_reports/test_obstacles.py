"""What a complete cover report needs, each thing missing told by a sentence."""

import pytest

from reports.cover_reports.obstacles import missing
from tests.papers.cover_reports.whole import complete_report

pytestmark = pytest.mark.django_db


def without(report, kind):
    report.sections.filter(kind=kind).update(text=" ")


@pytest.mark.parametrize("asks_for", ["decision", "discussion", "noting"])
def test_a_report_that_says_everything_lacks_nothing(asks_for):
    report = complete_report()
    report.asks_for = asks_for
    assert missing(report) == []


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("purpose", "Say in a section on its purpose what the report is for."),
        ("finance", "Say in a section on finance what it costs, or that it costs nothing."),
        ("law", "Say in a section on law which powers and duties it rests on."),
        ("equality", "Say in a section on equality impact whom it affects, and how."),
        ("recommendation", "Write the recommendation: the report asks for a decision."),
        ("background", "Write the section “Background”, or remove it."),
    ],
)
def test_a_section_that_says_nothing_is_told_once(kind, told):
    report = complete_report()
    without(report, kind)
    assert missing(report) == [told]


@pytest.mark.parametrize("kind", ["purpose", "finance", "law", "equality", "recommendation"])
def test_a_section_that_is_not_there_is_missing_too(kind):
    report = complete_report()
    report.sections.filter(kind=kind).delete()
    assert len(missing(report)) == 1


def test_the_options_may_have_no_words_before_them():
    report = complete_report()
    without(report, "options")
    assert missing(report) == []


def test_a_summary_takes_the_place_of_the_purpose_in_the_other_shape():
    report = complete_report(shape="summary")
    report.sections.filter(kind="purpose").delete()
    assert missing(report) == ["Write the summary."]
    report.summary = "The plan is ready."
    assert missing(report) == []


def test_a_decision_needs_options_doing_nothing_among_them_and_one_recommended():
    report = complete_report()
    report.options.filter(does_nothing=True).delete()
    assert missing(report) == [
        "Add doing nothing to the options considered, or say which option it is."
    ]
    report.options.update(is_recommended=False, does_nothing=True)
    assert missing(report) == ["Say which option is recommended."]
    report.options.all().delete()
    assert missing(report) == ["Add the options considered, doing nothing among them."]


def test_a_report_for_noting_needs_no_options_and_no_recommendation():
    report = complete_report()
    report.options.all().delete()
    report.sections.filter(kind__in=["recommendation", "options"]).delete()
    report.asks_for = "noting"
    assert missing(report) == []


@pytest.mark.parametrize(
    ("emptied", "told"),
    [
        (["signed_by"], "Enter who signs the report, by name and post."),
        (["signed_post"], "Enter who signs the report, by name and post."),
        (["contact_name"], "Enter the contact officer."),
        (
            ["contact_email", "contact_telephone"],
            "Enter the telephone or the email address of the contact officer.",
        ),
        (["classification"], "Enter the classification."),
    ],
)
def test_whom_to_ask_who_signs_and_the_classification_are_needed(emptied, told):
    report = complete_report()
    for name in emptied:
        setattr(report, name, "")
    assert missing(report) == [told]


def test_a_place_that_nothing_filled_is_told_with_where_it_stands():
    report = complete_report(title="{plan}")
    report.sections.filter(kind="law").update(text="{period} and {period}")
    assert missing(report) == [
        "Write what stands for {plan} in the title.",
        "Write what stands for {period} in the section “Law”.",
    ]
