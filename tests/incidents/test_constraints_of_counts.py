"""What the database refuses of the counts of a return, past every form and act."""

import pytest

from incidents.models import (
    ReturnCount,
)
from tests.factories import (
    CollectionFactory,
    ReturnCountFactory,
    SchoolReturnFactory,
    category_named,
)
from tests.plain_rows import add, change, refused, remove, without_triggers

pytestmark = pytest.mark.django_db
MADE = ["returned", "queried", "accepted"]


@pytest.mark.parametrize("state", MADE)
def test_counts_of_a_confirmed_return_stay(state):
    row = SchoolReturnFactory(**{state: True}, counts={"victim_gender, Male": 2})
    count = row.counts.get()
    for what in (
        lambda: change(count, count=3),
        lambda: remove(count),
        lambda: ReturnCountFactory(school_return=row, name="Female"),
    ):
        with refused("return_confirmed_stays"):
            what()


def test_a_count_does_not_move_to_another_return():
    """Else what was confirmed would lose it, whatever stands in the other return."""
    row = SchoolReturnFactory(returned=True, counts={"victim_gender, Male": 2})
    with refused("count_of_one_return"):
        change(row.counts.get(), school_return=SchoolReturnFactory(collection=row.collection))


def test_a_cell_is_counted_once():
    count = ReturnCountFactory()
    with refused("return_cell_once"):
        ReturnCountFactory(school_return=count.school_return)


@pytest.mark.parametrize("count", [-1, -100])
def test_a_count_is_never_negative(count):
    with refused("incidents_returncount_count_check"):
        ReturnCountFactory(count=count)


def test_a_total_is_never_negative(school_return):
    with refused("incidents_schoolreturn_total_check"):
        change(school_return, state="in_progress", total=-1)


def test_a_breakdown_that_the_form_does_not_have_is_refused(school_return):
    """By the trigger for its category, and by the constraint should that be gone."""
    row = ReturnCount(
        school_return=school_return, breakdown="shoe_size", category=category_named("Male"), count=1
    )
    with refused("return_category_of_its_year"):
        add(row)
    with without_triggers(), refused("return_breakdown_known"):
        add(row)


@pytest.mark.parametrize(
    ("breakdown", "name"),
    [
        ("victim_ethnicity", "Asian"),  # of the broad groups, which ended in 2022
        ("victim_ethnicity", "Male"),
        ("victim_gender", "Under 8"),
        ("location", "Senior staff involvement"),
        ("support", "Other areas"),
    ],
)
def test_a_category_that_the_year_does_not_have_is_refused(school_return, breakdown, name):
    row = ReturnCount(
        school_return=school_return, breakdown=breakdown, category=category_named(name), count=1
    )
    with refused("return_category_of_its_year"):
        add(row)


def test_a_count_is_not_changed_to_a_category_of_another_year():
    count = ReturnCountFactory(breakdown="victim_ethnicity", name="Indian")
    with refused("return_category_of_its_year"):
        change(count, category=category_named("Asian"))


def test_returns_of_2010_keep_the_categories_of_2010():
    row = SchoolReturnFactory(collection=CollectionFactory(first_year=2010, opened=True))
    ReturnCountFactory(school_return=row, breakdown="victim_ethnicity", name="Asian")
    with refused("return_category_of_its_year"):
        add(
            ReturnCount(
                school_return=row,
                breakdown="perpetrator_ethnicity",
                category=category_named("Indian"),
                count=1,
            )
        )
