"""Returns counted from a school's incident log, and the summary for its governors."""

from datetime import date
from itertools import pairwise

import pytest

from incidents.log import LogSummary, counted_from_log, recent_terms, term_of
from tests.factories import (
    CollectionFactory,
    IncidentFactory,
    IncidentTypeFactory,
    SchoolFactory,
    SchoolReturnFactory,
    category_named,
    racist,
)
from tests.incidents.answering import figures, page, saved, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def logged(school):
    """Three incidents of 2026/27 and what must not be counted with them."""
    IncidentFactory(
        school=school,
        location=category_named("Other areas"),
        support=["Senior staff involvement", "Parental involvement – victim"],
        victims=[{"ethnicity": "Indian", "age": "8 to 10", "gender": "Male"}, {"gender": "Male"}],
        perpetrators=[{"ethnicity": "White British", "age": "11 to 14", "gender": "Female"}],
    )
    IncidentFactory(
        school=school,
        happened_on=date(2026, 4, 1),
        victims=[{"ethnicity": "Pakistani"}],
        perpetrators=[{}, {}],
    )
    IncidentFactory(school=school, happened_on=date(2027, 3, 31), kind="written")  # no victim
    for others in (
        {"happened_on": date(2026, 3, 31)},
        {"happened_on": date(2027, 4, 1)},
        {"type": IncidentTypeFactory()},
        {"school": SchoolFactory()},
    ):
        IncidentFactory(**{"school": school, "victims": [{"gender": "Male"}], **others})


COUNTED = {
    "support, Senior staff involvement": 1,
    "support, Parental involvement – victim": 1,
    "victim_ethnicity, Indian": 1,
    "victim_ethnicity, Pakistani": 1,
    "victim_age, 8 to 10": 1,
    "victim_gender, Male": 2,
    "perpetrator_ethnicity, White British": 1,
    "perpetrator_age, 11 to 14": 1,
    "perpetrator_gender, Female": 1,
    "location, Other areas": 1,
}


def test_a_return_is_counted_from_the_log_of_its_time(logged, school, collection):
    assert counted_from_log(school, racist(), collection) == figures(collection, 3, **COUNTED)


def test_fine_groups_count_as_broad_ones_where_the_form_asks_by_those(school):
    """A list of today's groups, and a collection of the year before they held."""
    collection = CollectionFactory(first_year=2021)
    for groups in ("Indian", "Pakistani", "Arab"):
        IncidentFactory(
            school=school, happened_on=date(2021, 9, 1), victims=[{"ethnicity": groups}]
        )
    assert counted_from_log(school, racist(), collection) == figures(
        collection,
        3,
        **{"victim_ethnicity, Asian": 2, "victim_ethnicity, Chinese or other": 1},
    )


def test_a_group_that_the_form_does_not_have_is_left_out(school, collection):
    IncidentFactory(school=school, victims=[{"ethnicity": "Asian", "gender": "Male"}])
    assert counted_from_log(school, racist(), collection) == figures(
        collection, 1, **{"victim_gender, Male": 1}
    )


class TestCounting:
    def test_it_fills_in_the_return_which_the_head_confirms(self, logged, at_school, school_return):
        response = at_school.post(page("count_from_log", school_return.pk), follow=True)
        assert "The return is counted from the log" in text_of(response)
        assert saved(school_return) == ("in_progress", 3, COUNTED)
        school_return.refresh_from_db()
        assert school_return.from_log

    def test_it_takes_the_place_of_what_was_filled_in(self, logged, at_school, school, collection):
        row = SchoolReturnFactory(
            school=school,
            collection=collection,
            in_progress=True,
            counts={"victim_gender, Female": 9},
        )
        at_school.post(page("count_from_log", row.pk))
        assert saved(row) == ("in_progress", 3, COUNTED)

    def test_an_empty_log_is_no_nil_return(self, at_school, school_return):
        response = at_school.post(page("count_from_log", school_return.pk), follow=True)
        assert "The log holds no incident of this time" in text_of(response)
        assert saved(school_return) == ("not_started", None, {})

    def test_what_was_confirmed_stays(self, logged, at_school, school):
        row = SchoolReturnFactory(school=school, returned=True, total=9)
        response = at_school.post(page("count_from_log", row.pk), follow=True)
        assert "This return has been confirmed" in text_of(response)
        assert saved(row) == ("returned", 9, {})


# The summary for governors


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 8, 31), "Summer term 2026"),
        (date(2026, 9, 1), "Autumn term 2026"),
        (date(2026, 12, 31), "Autumn term 2026"),
        (date(2027, 1, 1), "Spring term 2027"),
        (date(2027, 4, 15), "Spring term 2027"),
        (date(2027, 4, 16), "Summer term 2027"),
    ],
)
def test_a_day_lies_in_one_term(day, name):
    term = term_of(day)
    assert term.name == name
    assert term.start <= day <= term.finish


def test_terms_follow_one_another_without_a_gap():
    terms = recent_terms(date(2027, 5, 10))
    assert [term.name for term in terms[:3]] == [
        "Summer term 2027",
        "Spring term 2027",
        "Autumn term 2026",
    ]
    assert len(terms) == 6
    for later, earlier in pairwise(terms):
        assert (later.start - earlier.finish).days == 1


def test_the_summary_tells_numbers_and_never_an_incident(at_school, school):
    term = term_of(date(2026, 6, 15))
    IncidentFactory(
        school=school,
        note="In the dinner queue",
        governors_informed=True,
        victims=[{"gender": "Male"}, {"gender": "Male"}],
        outcome="police",
    )
    IncidentFactory(school=school, kind="written")
    summary = LogSummary(school, racist(), term)
    assert str(summary) == "Racist incidents: Tanyard Primary School, Summer term 2026"
    assert (summary.total, summary.governors_informed, summary.without_victim) == (2, 1, 1)
    assert {block.heading: block.rows for block in summary.blocks} == {
        "What happened": [("Verbal", 1), ("Written, or graffiti", 1)],
        "Outcome": [("Not settled yet", 1), ("Passed to the police", 1)],
        "Gender of victims": [("Male", 2)],
    }
    query = {"term": "Summer term 2026"}
    words = text_of(at_school.get(page("log_summary", school.pk), query))
    assert "Racist incidents: 2" in words
    assert "1 of which governors had been told before. 1 without a victim" in words
    assert "dinner queue" not in words


def test_a_term_without_an_incident_says_so(at_school, school):
    words = text_of(at_school.get(page("log_summary", school.pk), {"term": "no such term"}))
    assert "Summer term 2027" in words
    assert "None was recorded" in words
