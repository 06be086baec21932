"""The figures of a return: differences in words, last year's beside them, and fitted ones."""

from datetime import date

import pytest

from incidents.breakdowns import BREAKDOWNS, BY_KEY
from incidents.differences import difference_in_words
from incidents.figures import Figures, blocks_of, figures_before, fitted
from tests.factories import CollectionFactory, SchoolFactory, SchoolReturnFactory
from tests.incidents.answering import cell, figures

pytestmark = pytest.mark.django_db

DIFFERENCES = [
    # breakdown, recorded, total, what is said
    ("victim_gender", 135, 139, "135 of 139 recorded; 4 not recorded"),
    ("victim_gender", 139, 139, "All 139 recorded"),
    ("victim_gender", 143, 139, "143 for 139 incidents: more than one victim in some"),
    (
        "perpetrator_age",
        143,
        139,
        "143 for 139 incidents: more than one alleged perpetrator in some",
    ),
    ("location", 143, 139, "143 for 139 incidents: more than one place in some"),
    ("location", 0, 139, "0 of 139 recorded; 139 not recorded"),
    ("victim_age", 2, 1, "2 for 1 incident: more than one victim in some"),
    ("victim_age", 1, 1, "All 1 recorded"),
    ("victim_age", 1200, 1300, "1,200 of 1,300 recorded; 100 not recorded"),
    ("victim_age", 1300, 1200, "1,300 for 1,200 incidents: more than one victim in some"),
    ("victim_age", 0, 0, ""),
    ("victim_age", 1, 0, "1 for 0 incidents: more than one victim in some"),
    ("victim_age", None, 139, ""),
    ("victim_age", 139, None, ""),
    ("victim_age", None, None, ""),
    # Several kinds of support may be given in one incident, or none.
    ("support", 135, 139, ""),
    ("support", 200, 139, ""),
]


@pytest.mark.parametrize(("key", "recorded", "total", "words"), DIFFERENCES)
def test_the_difference_from_the_total_is_said_in_words(key, recorded, total, words):
    assert difference_in_words(BY_KEY[key], recorded, total) == words


def test_the_breakdowns_are_those_of_the_handbook_in_the_order_of_print():
    assert list(map(str, BREAKDOWNS)) == [
        "Support for victims",
        "Ethnicity of victims",
        "Ages of victims",
        "Gender of victims",
        "Ethnicity of alleged perpetrators",
        "Ages of alleged perpetrators",
        "Gender of alleged perpetrators",
        "Location of incidents",
    ]


def test_a_breakdown_of_which_nothing_was_filled_in_has_no_sum():
    some = Figures(3, {("victim_gender", 1): 0, ("victim_age", 2): 2, ("victim_age", 3): 1})
    assert some.recorded(BY_KEY["victim_gender"]) == 0
    assert some.recorded(BY_KEY["victim_age"]) == 3
    assert some.recorded(BY_KEY["location"]) is None


@pytest.mark.parametrize(
    ("some", "is_empty", "count_anything"),
    [
        (Figures(), True, False),
        (Figures(0), False, False),
        (Figures(None, {("location", 1): 0}), False, False),
        (Figures(3), False, True),
        (Figures(0, {("location", 1): 2}), False, True),
    ],
)
def test_nothing_filled_in_is_not_0_and_0_is_no_incident(some, is_empty, count_anything):
    assert (some.is_empty, some.count_anything) == (is_empty, count_anything)


def test_blocks_hold_every_category_of_the_form_with_its_count_or_none(school_return):
    some = figures(school_return.collection, 3, **{"victim_gender, Male": 2})
    blocks = {block.breakdown.key: block for block in blocks_of(school_return.collection, some)}
    assert len(blocks) == len(BREAKDOWNS)
    gender = blocks["victim_gender"]
    assert [(row.category.name, row.count) for row in gender.rows] == [
        ("Female", None),
        ("Male", 2),
    ]
    assert (gender.recorded, gender.difference) == (2, "2 of 3 recorded; 1 not recorded")
    assert blocks["victim_age"].recorded is None
    assert len(blocks["perpetrator_ethnicity"].rows) == 15


# Last year's


def returned(school, first_year, total=3, **counts):
    return SchoolReturnFactory(
        school=school,
        collection=CollectionFactory(first_year=first_year, opened=True),
        returned=True,
        total=total,
        counts=counts,
    )


def test_the_return_before_stands_beside_the_boxes(school, school_return):
    returned(school, 2024, 9)
    last = returned(school, 2025, 4, **{"victim_gender, Male": 2})
    collection, before = figures_before(school_return)
    assert (collection, before.total) == (last.collection, 4)
    assert before.counts == {cell(school_return.collection, "victim_gender, Male"): 2}


def test_a_year_without_a_return_is_passed_over(school, school_return):
    returned(school, 2024, 9)
    SchoolReturnFactory(
        school=school,
        collection=CollectionFactory(first_year=2025, opened=True),
        in_progress=True,
        total=5,
    )
    assert figures_before(school_return)[0].name == "2024/25"


def test_a_nil_return_before_was_nought_in_all(school, school_return):
    collection = CollectionFactory(first_year=2025, opened=True)
    SchoolReturnFactory(school=school, collection=collection, nil_return=True)
    assert figures_before(school_return) == (collection, Figures(0, {}))


def test_neither_another_school_nor_another_kind_of_period_is_set_beside_it(school, school_return):
    returned(SchoolFactory(), 2025)
    SchoolReturnFactory(
        school=school,
        returned=True,
        collection=CollectionFactory(first_year=2024, period="term", opened=True),
    )
    assert figures_before(school_return) is None


def test_nor_a_later_year(school, school_return):
    returned(school, 2027)
    assert figures_before(school_return) is None


# Categories of another year

OLD, NEW = 2021, 2022
"""The last year of the broad ethnic groups, the first of those of the census of 2021."""


def test_fine_groups_count_as_the_broad_ones_of_an_earlier_form(school):
    fine = returned(
        school,
        NEW,
        10,
        **{
            "victim_ethnicity, Indian": 2,
            "victim_ethnicity, Pakistani": 3,
            "victim_ethnicity, Arab": 1,
            "victim_gender, Male": 4,
        },
    )
    old = CollectionFactory(first_year=OLD)
    assert fitted(fine, old) == figures(
        old,
        10,
        **{
            "victim_ethnicity, Asian": 5,
            "victim_ethnicity, Chinese or other": 1,
            "victim_gender, Male": 4,
        },
    )


def test_broad_groups_have_no_place_in_a_finer_form_and_the_rest_stays(school):
    broad = returned(school, OLD, 10, **{"victim_ethnicity, Asian": 5, "victim_gender, Male": 4})
    new = CollectionFactory(first_year=NEW)
    assert fitted(broad, new) == figures(new, 10, **{"victim_gender, Male": 4})


def test_in_a_form_of_the_same_lists_all_stays(school, school_return):
    last = returned(school, 2025, 3, **{"location, Other areas": 2})
    assert fitted(last, school_return.collection) == figures(
        school_return.collection, 3, **{"location, Other areas": 2}
    )


def test_a_list_holds_on_its_first_and_on_its_last_day():
    assert CollectionFactory(start=date(2022, 3, 31)).lists["ethnicity"][0].name == "Asian"
    later = CollectionFactory(name="x", start=date(2022, 4, 1)).lists["ethnicity"][0]
    assert later.name == "Indian"
