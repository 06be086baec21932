"""The places of a template: which there are, what fills them, what is refused."""

import pytest
from django.core.exceptions import ValidationError

from reports.cover_reports.places import (
    LEGISLATION,
    PLACES,
    fill,
    left_in,
    refuse_unknown_places,
    values_for,
)
from tests.factories import CouncilFactory
from tests.factories.papers import PackFactory
from tests.papers.cover_reports.whole import plan_of


@pytest.mark.parametrize("text", ["", "No place", *(f"a {{{name}}} b" for name in PLACES)])
def test_known_places_are_taken(text):
    refuse_unknown_places(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("For {perod}", "“{perod}” is no place that can be filled. There are {plan}, {period}"),
        ("For { period }", "“{ period }” is no place"),
        ("For {}", "“{}” is no place"),
        ("For {Period}", "“{Period}” is no place"),
        ("For {period", "Write a place between { and }"),
        ("For period}", "Write a place between { and }"),
        ("{{period}}", "Write a place between { and }"),
    ],
)
def test_an_unknown_place_is_refused_with_what_there_is(text, told):
    with pytest.raises(ValidationError) as refused:
        refuse_unknown_places(text)
    assert told in refused.value.messages[0]


def test_what_is_known_is_filled_and_the_rest_stays_for_its_author_to_see():
    assert fill("{plan} for {period}, {period}", {"plan": "Plan"}) == "Plan for {period}, {period}"


def test_a_value_with_braces_is_not_filled_once_more():
    assert fill("{plan}", {"plan": "{period}", "period": "2026"}) == "{period}"


def test_each_place_left_is_told_once_and_other_braces_are_words():
    assert left_in("{period} {other} {plan} {period}") == ["{period}", "{plan}"]


@pytest.mark.django_db
def test_a_plan_the_pack_and_the_council_fill_every_place():
    CouncilFactory(name="Ellenshaw Council")
    pack = PackFactory()
    plan = plan_of(pack)
    assert values_for(pack, plan) == {
        "plan": plan.title,
        "period": "April 2026 to March 2027",
        "directorate": pack.directorate.name,
        "committee": pack.committee.name,
        "meeting": "17 March 2027",
        "council": "Ellenshaw Council",
        "contact": "Amina Yusuf, Equality Officer",
        "legislation": LEGISLATION,
    }


@pytest.mark.django_db
def test_without_a_plan_and_a_meeting_their_places_have_no_value():
    pack = PackFactory(meeting=None)
    assert set(PLACES) - set(values_for(pack, None)) >= {"plan", "period", "meeting", "contact"}


def test_the_legislation_names_the_duty_and_the_regulations():
    assert "Equality Act 2010, section 149" in LEGISLATION
    assert "Regulations 2017" in LEGISLATION
