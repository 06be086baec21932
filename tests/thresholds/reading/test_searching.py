"""Searching the framework: words in any form, a typing slip, where each text stands."""

import pytest

from tests.factories.thresholds import FrameworkFactory, IndicatorFactory
from thresholds.models import Heading
from thresholds.reading import FrameworkReading
from thresholds.searching import LONGEST, find
from thresholds.words import meant_by, nearest, stem

pytestmark = pytest.mark.django_db


@pytest.fixture
def framework():
    framework = FrameworkFactory(ready=True, escalation=["Speak to your safeguarding lead"])
    level = framework.levels.get(number=2)
    level.key_features = ["Attendance falls below that of the class"]
    level.consent = ["Ask the parents before information is shared"]
    level.save()
    column = framework.social_care_levels.get(number=3)
    column.criteria = ["Neglect that goes on after help was given"]
    column.save()
    for number, name, text in (
        (1, "Health", "Immunisations are up to date"),
        (3, "Health", "Appointments are often missed; <b>growth</b> slows"),
        (3, "Housing, employment and finance", "Rent arrears, and bailiffs’ letters"),
        (4, "Health", "Housing is so damp that breathing worsens"),
    ):
        heading = Heading.objects.get(domain__framework=framework, name=name)
        at = framework.levels.get(number=number)
        IndicatorFactory(level=at, heading=heading, text=text)
    return framework


def found(framework, typed):
    """Each text found, with the level under which it is told."""
    finding = find(FrameworkReading(framework), typed)
    return [
        (group.level.number if group.level else None, hit.entry.text)
        for group in finding.levels
        for hit in group.hits
    ]


@pytest.mark.parametrize(
    ("typed", "level", "text"),
    [
        ("immunisation", 1, "Immunisations are up to date"),
        ("APPOINTMENT", 3, "Appointments are often missed; <b>growth</b> slows"),
        ("bailiff", 3, "Rent arrears, and bailiffs’ letters"),
        ("attend", 2, "Attendance falls below that of the class"),
        ("sharing", 2, "Ask the parents before information is shared"),
        ("neglect", 3, "Neglect that goes on after help was given"),
        ("safeguarding lead", None, "Speak to your safeguarding lead"),
    ],
)
def test_a_text_is_found_wherever_it_stands(framework, typed, level, text):
    assert found(framework, typed) == [(level, text)]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("immunistaion", "immunisations"), ("atendance", "attendance"), ("arears", "arrears")],
)
def test_a_typing_slip_gives_way_to_the_near_word_and_this_is_said(framework, typed, meant):
    finding = find(FrameworkReading(framework), typed)
    assert finding.instead == meant
    assert len(finding.levels) == 1


def test_words_may_stand_in_the_heading_but_one_is_in_the_text(framework):
    assert found(framework, "health appointments") == [
        (3, "Appointments are often missed; <b>growth</b> slows")
    ]
    assert (1, "Immunisations are up to date") not in found(framework, "health")
    assert (None, "Health") in found(framework, "health")


def test_results_come_by_level_with_what_is_said_of_all_at_the_end(framework):
    assert [level for level, _ in found(framework, "housing")] == [4, None]


def test_where_no_text_has_all_the_words_those_with_one_are_shown_and_this_is_said(framework):
    finding = find(FrameworkReading(framework), "arrears immunisations")
    assert finding.some
    assert [level for level, _ in found(framework, "arrears immunisations")] == [1, 3]


def test_the_words_are_marked_and_all_else_is_as_written(framework):
    finding = find(FrameworkReading(framework), "growth")
    words = str(finding.levels[0].hits[0].words)
    assert words == ("Appointments are often missed; &lt;b&gt;<mark>growth</mark>&lt;/b&gt; slows")


def test_an_indicator_leads_to_its_place_at_the_level(framework):
    hit = find(FrameworkReading(framework), "arrears").levels[0].hits[0]
    assert hit.entry.url.endswith(f"level/3/#heading-{hit.entry.heading.pk}")
    assert hit.entry.place == "Family and environmental factors: Housing, employment and finance"


@pytest.mark.parametrize("typed", ["", "   ", "?!", "\0", "\ud800", "qqqqqqqq", "’", "%_", "<i>"])
def test_odd_words_find_nothing_and_break_nothing(framework, typed):
    assert found(framework, typed) == []


def test_small_words_are_left_aside_unless_there_are_no_others(framework):
    assert found(framework, "the arrears") == found(framework, "arrears")
    assert found(framework, "before") == found(framework, "before the")


def test_more_than_can_be_searched_for_is_left_off_and_this_is_said(client, framework):
    finding = find(FrameworkReading(framework), "arrears " * 100)
    assert finding.shortened
    assert len(finding.typed) <= LONGEST
    assert finding.levels


def test_no_word_is_searched_for_in_place_of_one_too_far_from_it():
    words = ["attendance", "housing"]
    assert nearest("atendanse", words) == "attendance"
    assert nearest("hou", words) is None
    assert nearest("helicopter", words) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("school", "schools"),
        ("service", "services"),
        ("house", "housing"),
        ("family", "families"),
        ("worry", "worried"),
        ("run", "running"),
        ("bully", "bullying"),
    ],
)
def test_forms_of_one_word_are_one(one, other):
    assert stem(one) == stem(other)
    assert meant_by(one, [other]) == {other}
    assert meant_by(other, [one]) == {one}


@pytest.mark.parametrize("word", ["stress", "status", "bus", "bed", "ing"])
def test_a_word_that_only_looks_as_if_it_had_an_ending_stays(word):
    assert stem(word) == word
