"""What the database refuses of collections, returns and their counts, past every form and act."""

from datetime import UTC, date, datetime

import pytest

from incidents.models import (
    Collection,
    CollectionCategories,
    SchoolReturn,
)
from tests.factories import (
    CategoryListFactory,
    CollectionFactory,
    IncidentTypeFactory,
    ReturnCountFactory,
    SchoolFactory,
    SchoolReturnFactory,
    racist,
)
from tests.plain_rows import add, change, refused, remove

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 5, 10, 12, tzinfo=UTC)
MADE = ["returned", "queried", "accepted"]
CONFIRMED = {"confirmed_by": "Ruth Ackroyd", "confirmed_post": "head", "returned_at": NOW}


def close(collection):
    change(collection, closed_at=NOW)


# Collections


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"period": "decade"}, "collection_period_known"),
        ({"finish": date(2026, 3, 31)}, "collection_finish_not_before_start"),
        ({"due_on": date(2026, 3, 31)}, "collection_due_not_before_start"),
        ({"closed_at": NOW}, "collection_opened_before_closed"),
    ],
)
def test_a_collection_that_makes_no_sense_is_refused(values, rule):
    with refused(rule):
        change(CollectionFactory(), **values)


def test_there_is_one_collection_of_a_period():
    CollectionFactory()
    with refused("collection_once"):
        CollectionFactory()
    CollectionFactory(period="school")


@pytest.mark.parametrize(
    "values",
    [
        {"period": "school"},
        {"name": "2027/28"},
        {"start": date(2026, 5, 1)},
        {"finish": date(2027, 4, 1)},
        {"opened_at": None},
    ],
)
def test_what_schools_were_asked_stays_as_it_was_asked(collection, values):
    with refused("collection_opened_stays"):
        change(collection, **values)


def test_an_opened_collection_is_not_removed(collection):
    with refused("collection_opened_stays"):
        remove(collection)


def test_before_it_is_opened_everything_may_change_and_later_its_due_date_and_note():
    collection = CollectionFactory()
    change(collection, period="term", name="Autumn", start=date(2026, 9, 1))
    change(collection, opened_at=NOW)
    change(collection, due_on=date(2027, 5, 31), note="Schools were closed in January")
    close(collection)
    change(collection, closed_at=None)


def test_the_form_of_an_opened_collection_is_fixed(collection):
    chosen = collection.category_lists.get(dimension="ethnicity")
    kind = Collection.types.through.objects.get(collection=collection)
    prepared = CollectionFactory(first_year=2027)
    prepared.category_lists.all().delete()
    another = CategoryListFactory()
    for what in (
        lambda: change(chosen, list=another),
        lambda: remove(chosen),
        lambda: change(chosen, collection=prepared),
        lambda: add(CollectionCategories(collection=collection, dimension="x", list=another)),
        lambda: remove(kind),
        lambda: change(kind, incidenttype=IncidentTypeFactory()),
        lambda: add(
            Collection.types.through(collection=collection, incidenttype=IncidentTypeFactory())
        ),
    ):
        with refused("collection_opened_stays"):
            what()


def test_a_form_asks_by_one_list_of_each_dimension():
    collection = CollectionFactory()
    with refused("collection_dimension_once"):
        add(
            CollectionCategories(
                collection=collection, dimension="ethnicity", list=CategoryListFactory()
            )
        )


# Returns


def test_a_school_has_one_return_of_a_kind_in_a_collection(school_return):
    of = {"collection": school_return.collection, "school": school_return.school}
    with refused("return_once_a_school"):
        add(SchoolReturn(type=racist(), **of))
    add(SchoolReturn(type=IncidentTypeFactory(), **of))


def test_a_state_that_nobody_knows_is_refused(school_return):
    with refused("return_state_known"):
        change(school_return, state="lost")


@pytest.mark.parametrize("state", ["in_progress", *MADE])
def test_a_return_begins_empty(collection, state):
    with refused("return_begins_empty"):
        add(
            SchoolReturn(
                collection=collection,
                school=SchoolFactory(),
                type=racist(),
                state=state,
                total=3,
                **CONFIRMED,
            )
        )


@pytest.mark.parametrize("values", [{"total": 0}, {"total": 3}, {"nil": True}])
def test_a_return_that_is_not_started_says_nothing(school_return, values):
    with refused("return_not_started_is_empty"):
        change(school_return, **values)


@pytest.mark.parametrize("total", [1, 3])
def test_a_nil_return_has_no_total_above_nought(school_return, total):
    with refused("nil_return_counts_nothing"):
        change(school_return, state="returned", nil=True, total=total, **CONFIRMED)
    change(school_return, state="returned", nil=True, total=0, **CONFIRMED)


def test_a_return_with_counts_does_not_become_nil():
    row = SchoolReturnFactory(state="in_progress", counts={"victim_gender, Male": 2})
    with refused("nil_return_counts_nothing"):
        change(row, nil=True)


def test_a_nil_return_takes_noughts_and_no_count_above(school_return):
    change(school_return, state="in_progress", nil=True)
    ReturnCountFactory(school_return=school_return, name="Female", count=0)
    with refused("nil_return_counts_nothing"):
        ReturnCountFactory(school_return=school_return, name="Male", count=1)
    with refused("nil_return_counts_nothing"):
        change(school_return.counts.get(), count=1)


@pytest.mark.parametrize("state", MADE)
@pytest.mark.parametrize(
    "missing",
    [{"returned_at": None}, {"confirmed_by": ""}, {"confirmed_post": ""}, {"total": None}],
)
def test_a_return_that_was_made_is_whole_and_confirmed_by_somebody(school_return, state, missing):
    with refused("return_made_is_whole_and_confirmed"):
        change(school_return, state=state, **{"total": 3, **CONFIRMED, **missing})
    change(school_return, state=state, total=3, **CONFIRMED)


def test_a_return_stays_that_of_its_school(school_return):
    for values in (
        {"school": SchoolFactory()},
        {"type": IncidentTypeFactory()},
        {"collection": CollectionFactory(first_year=2027, opened=True)},
    ):
        with refused("return_of_one_school"):
            change(school_return, **values)


@pytest.mark.parametrize("state", MADE)
@pytest.mark.parametrize(
    "values",
    [
        {"total": 4},
        {"nil": True, "total": 0},
        {"from_log": True},
        {"on_paper": True},
        {"confirmed_by": "Another"},
        {"confirmed_post": "deputy"},
        {"returned_at": datetime(2027, 4, 1, tzinfo=UTC)},
    ],
)
def test_what_was_confirmed_changes_only_when_it_is_reopened(state, values):
    row = SchoolReturnFactory(**{state: True})
    with refused("return_confirmed_stays"):
        change(row, **values)


@pytest.mark.parametrize(("held", "turned"), [({"total": 0}, True), ({"nil_return": True}, False)])
def test_what_was_confirmed_is_neither_turned_into_a_nil_return_nor_out_of_one(held, turned):
    row = SchoolReturnFactory(**{"returned": True, **held})
    with refused("return_confirmed_stays"):
        change(row, nil=turned)


def test_a_return_is_reopened_and_made_again():
    row = SchoolReturnFactory(returned=True)
    change(row, state="in_progress", confirmed_by="", confirmed_post="", returned_at=None)
    change(row, total=5)
    change(row, state="returned", **CONFIRMED)


@pytest.mark.parametrize("state", ["in_progress", *MADE])
def test_a_return_that_was_begun_is_not_removed(state):
    with refused("return_begun_stays"):
        remove(SchoolReturnFactory(**{state: True}))


def test_a_return_that_was_not_begun_may_be_removed(school_return):
    remove(school_return)


# What a closed collection keeps


def test_no_return_is_asked_for_before_a_collection_is_open_nor_after(collection):
    row = SchoolReturnFactory(collection=collection)
    close(collection)
    for other in (CollectionFactory(first_year=2029), collection):
        with refused("return_of_a_closed_collection"):
            SchoolReturnFactory(collection=other)
    with refused("return_of_a_closed_collection"):
        remove(row)


def test_a_dimension_is_asked_by_a_list_of_its_own():
    collection = CollectionFactory(first_year=2029)
    ages = collection.category_lists.get(dimension="age")
    with refused("collection_list_of_its_dimension"):
        change(ages, list=CategoryListFactory(dimension="gender"))


def test_a_list_that_was_asked_by_keeps_what_it_breaks_down_and_its_first_day(collection):
    held = collection.category_lists.get(dimension="age").list
    for values in ({"dimension": "location"}, {"valid_from": date(1990, 1, 1)}):
        with refused("category_list_asked_by_stays"):
            change(held, **values)
    change(held, valid_until=date(2030, 3, 31))
    prepared = CategoryListFactory()
    change(prepared, valid_from=date(1998, 4, 1))


def test_nothing_is_filled_in_unless_the_collection_is_open():
    row = SchoolReturnFactory(collection=CollectionFactory(opened=True), in_progress=True)
    close(row.collection)
    for values in (
        {"state": "in_progress", "total": 5},
        {"state": "returned", "total": 3, **CONFIRMED},
        {"state": "returned", "nil": True, **CONFIRMED},
    ):
        with refused("return_of_a_closed_collection"):
            change(row, **values)
    with refused("return_of_a_closed_collection"):
        ReturnCountFactory(school_return=row)


def test_a_return_of_a_closed_collection_is_not_reopened():
    row = SchoolReturnFactory(returned=True)
    close(row.collection)
    with refused("return_of_a_closed_collection"):
        change(row, state="in_progress")


def test_the_council_goes_on_asking_and_accepting_after_closing():
    row = SchoolReturnFactory(returned=True)
    close(row.collection)
    for state in ("queried", "returned", "accepted"):
        change(row, state=state)


def test_counts_of_a_closed_collection_stay():
    row = SchoolReturnFactory(state="in_progress", counts={"victim_gender, Male": 2})
    close(row.collection)
    count = row.counts.get()
    for what in (lambda: change(count, count=3), lambda: remove(count)):
        with refused("return_of_a_closed_collection"):
            what()
