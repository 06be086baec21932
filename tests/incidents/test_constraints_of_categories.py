"""What the database refuses of categories, queries, requests, the log and old totals."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection

from incidents.models import (
    BoroughTotal,
    BoroughYear,
    Category,
    CategoryList,
    IncidentType,
)
from tests.factories import (
    BoroughTotalFactory,
    BoroughYearFactory,
    CategoryFactory,
    CategoryListFactory,
    CollectionFactory,
    IncidentFactory,
    IncidentTypeFactory,
    InvolvedFactory,
    ReopeningRequestFactory,
    ReturnQueryFactory,
    SchoolReturnFactory,
    category_named,
    racist,
)
from tests.plain_rows import add, change, refused, remove, without_triggers

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 5, 10, 12, tzinfo=UTC)


# Categories


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"dimension": "shoe"}, "category_list_dimension_known"),
        ({"valid_until": date(1999, 3, 31)}, "category_list_ends_after_it_begins"),
    ],
)
def test_a_list_that_makes_no_sense_is_refused(values, rule):
    with refused(rule):
        change(CategoryListFactory(), **values)


def test_a_list_has_its_name_once_in_its_dimension():
    with refused("category_list_name_once"):
        CategoryListFactory(name="BROAD groups")
    CategoryListFactory(name="Broad groups", dimension="age")


@pytest.mark.parametrize(
    ("start", "finish", "apart"),
    [
        (date(1990, 4, 1), date(2000, 3, 31), True),
        (date(1990, 4, 1), date(2000, 4, 1), False),
        (date(2022, 3, 31), date(2022, 3, 31), False),
        (date(2030, 4, 1), None, False),
    ],
)
def test_of_one_dimension_one_list_holds_on_a_day(start, finish, apart):
    """The ready made ones hold from April 2000, the second from April 2022 on."""
    row = CategoryList(dimension="ethnicity", name="New", valid_from=start, valid_until=finish)
    if apart:
        add(row)
    else:
        with refused("category_lists_apart"):
            add(row)


def test_a_category_stands_once_in_its_list():
    first = CategoryFactory(name="Roma")
    with refused("category_name_once"):
        CategoryFactory(list=first.list, name="ROMA")
    CategoryFactory(name="Roma", list=CategoryListFactory(dimension="age"))


def test_a_place_in_a_list_is_taken_once_when_the_transaction_ends():
    first = CategoryFactory()
    with refused("category_position_once"), connection.cursor() as cursor:
        CategoryFactory(list=first.list, position=first.position)
        cursor.execute("SET CONSTRAINTS category_position_once IMMEDIATE")


def test_a_list_by_which_schools_were_asked_stays_as_it_is(collection):
    held = category_named("Indian")
    other = CategoryListFactory()
    for what in (
        lambda: change(held, name="Indian or Tamil"),
        lambda: change(held, position=99),
        lambda: change(held, list=other),
        lambda: remove(held),
        lambda: add(Category(list=held.list, name="Roma", position=99)),
        lambda: change(CategoryFactory(list=other), list=held.list),
    ):
        with refused("category_asked_by_stays"):
            what()


def test_what_a_category_counts_as_may_still_be_mended(collection):
    change(category_named("Chinese"), counts_as=category_named("Asian"))


def test_a_list_is_free_until_a_collection_is_opened():
    CollectionFactory()
    change(category_named("Indian"), name="Indian or Tamil")


def test_a_category_counts_as_one_of_another_list_of_its_kind():
    indian = category_named("Indian")
    for broad in ("Pakistani", "Male"):
        with refused("category_counts_as_one_of_another_list"):
            change(indian, counts_as=category_named(broad))
    with refused("category_counts_as_one_of_another_list"):
        change(indian, counts_as=indian)
    with without_triggers(), refused("category_counts_as_another"):
        change(indian, counts_as=indian)
    with refused("category_counts_as_one_of_another_list"):
        add(
            Category(
                list=CategoryListFactory(dimension="age"),
                name="Baby",
                position=0,
                counts_as=indian,
            )
        )


# What was asked and answered


def test_a_query_asks_something():
    with refused("query_asks_something"):
        ReturnQueryFactory(question="")


ANSWER = {"answer": "On a bus", "answered_by_name": "Ruth Ackroyd", "answered_at": NOW}


@pytest.mark.parametrize("missing", [{"answer": ""}, {"answered_by_name": ""}])
def test_an_answer_is_somebodys(missing):
    query = ReturnQueryFactory()
    with refused("query_answered_by_somebody"):
        change(query, **{**ANSWER, **missing})
    with refused("query_answered_by_somebody"):
        change(query, **{**ANSWER, "answered_at": None})


def test_one_query_of_a_return_is_open_at_a_time():
    query = ReturnQueryFactory()
    with refused("query_open_once"):
        ReturnQueryFactory(school_return=query.school_return)
    change(query, **ANSWER)
    ReturnQueryFactory(school_return=query.school_return)


@pytest.mark.parametrize(
    "values",
    [
        {"question": "Another"},
        {"asked_by_name": "Another"},
        {"asked_at": datetime(2020, 1, 1, tzinfo=UTC)},
        {"answer": "Another"},
        {"answered_by_name": "Another"},
        {"answered_at": datetime(2020, 1, 1, tzinfo=UTC)},
        {"answer": "", "answered_by_name": "", "answered_at": None},
    ],
)
def test_what_was_asked_and_answered_is_never_rewritten(values):
    query = ReturnQueryFactory()
    change(query, **ANSWER)
    with refused("query_stays"):
        change(query, **values)


def test_a_query_and_a_request_are_never_taken_away():
    with refused("query_stays"):
        remove(ReturnQueryFactory())
    with refused("request_stays"):
        remove(ReopeningRequestFactory())


def test_a_question_stays_while_it_waits():
    with refused("query_stays"):
        change(ReturnQueryFactory(), question="Another")


DECISION = {"granted": True, "decided_by_name": "Tamsin Ridley", "decided_at": NOW}


def test_a_request_to_reopen_says_why():
    with refused("reopening_request_says_why"):
        ReopeningRequestFactory(reason="")


@pytest.mark.parametrize(
    "missing", [{"granted": None}, {"decided_by_name": ""}, {"decided_at": None}]
)
def test_a_decision_is_somebodys(missing):
    with refused("reopening_decided_by_somebody"):
        change(ReopeningRequestFactory(), **{**DECISION, **missing})


def test_a_return_is_asked_to_be_reopened_once_at_a_time():
    request = ReopeningRequestFactory()
    with refused("reopening_asked_once_at_a_time"):
        ReopeningRequestFactory(school_return=request.school_return)
    change(request, **DECISION)
    ReopeningRequestFactory(school_return=request.school_return)


@pytest.mark.parametrize(
    "values",
    [{"reason": "x"}, {"asked_by_name": "x"}, {"asked_at": datetime(2020, 1, 1, tzinfo=UTC)}],
)
def test_why_a_school_asked_stays(values):
    with refused("request_stays"):
        change(ReopeningRequestFactory(), **values)


@pytest.mark.parametrize("values", [{"granted": False}, {"decision": "x"}, {"granted": None}])
def test_what_was_decided_stays(values):
    request = ReopeningRequestFactory()
    change(request, **DECISION)
    with refused("request_stays"):
        change(request, **values)


# Kinds of incident, the log, old totals


def test_a_kind_of_incident_has_its_name_once_and_is_defined():
    with refused("incident_type_name_once"):
        IncidentTypeFactory(name="RACIST incidents")
    with refused("incidents_incidenttype_key"):
        IncidentTypeFactory(key=IncidentType.RACIST)
    with refused("incident_type_defined"):
        IncidentTypeFactory(definition="")


def test_an_incident_is_of_a_kind_that_is_known():
    with refused("incident_kind_known"):
        change(IncidentFactory(), kind="silent")


def test_somebody_involved_is_a_victim_or_an_alleged_perpetrator():
    with refused("involved_part_known"):
        change(InvolvedFactory(), part="witness")


def test_old_totals_of_a_year_are_held_once():
    BoroughYearFactory()
    with refused("borough_year_once"):
        add(BoroughYear(type=racist(), year="2006/07"))


@pytest.mark.parametrize("year", ["2006-07", "06/07", "2006/7", ""])
def test_a_year_is_written_as_councils_write_it(year):
    with refused("borough_year_year"):
        BoroughYearFactory(year=year)


def test_a_cell_of_old_totals_is_held_once():
    total = BoroughTotalFactory()
    with refused("borough_cell_once"):
        BoroughTotalFactory(borough_year=total.borough_year, count=5)


@pytest.mark.parametrize(
    ("row", "breakdown", "name"),
    [
        ("category", "victim_gender", None),
        ("category", "", "Male"),
        ("category", "shoe_size", "Male"),
        ("total", "victim_gender", "Male"),
        ("nil", "", "Male"),
        ("returning", "victim_gender", None),
        ("average", "", None),
    ],
)
def test_an_old_total_is_of_a_printed_row_or_of_a_category(row, breakdown, name):
    category = category_named(name) if name else None
    with refused("borough_cell_known"):
        BoroughTotalFactory(row=row, breakdown=breakdown, category=category)


def test_an_old_total_is_never_negative():
    with refused("incidents_boroughtotal_count_check"):
        BoroughTotalFactory(count=-1)


def test_each_row_says_in_words_what_it_is():
    """As the audit trail and error pages name it."""
    row = SchoolReturnFactory(school__name="Tanyard", counts={"victim_gender, Male": 2})
    told = [
        row,
        row.counts.get(),
        ReturnQueryFactory.build(school_return=row),
        ReopeningRequestFactory.build(school_return=row),
        category_named("Indian").list,
        row.collection.category_lists.get(dimension="gender"),
        BoroughTotalFactory(),
        BoroughTotal(breakdown="victim_gender", category=category_named("Male"), count=3),
        InvolvedFactory(age=category_named("Under 8"), gender=category_named("Male")),
        InvolvedFactory(part="perpetrator"),
    ]
    assert list(map(str, told)) == [
        "Tanyard, racist incidents 2026/27",
        "Gender of victims, Male: 2",
        "Tanyard, racist incidents 2026/27: Where were the other two?",
        "Tanyard, racist incidents 2026/27: One incident was told to us late.",
        "Ethnicity: Census of 2021",
        "Incident returns 2026/27: Gender: Female and male",
        "Total number of incidents: 139",
        "Gender of victims, Male: 3",
        "Victim: Under 8, Male",
        "Alleged perpetrator: nothing known",
    ]
