"""Every school's return of a collection at a glance, and the list of all collections."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from council.models import School
from incidents.models import SchoolReturn
from tests.factories import (
    AreaFactory,
    CollectionFactory,
    IncidentTypeFactory,
    ReopeningRequestFactory,
    SchoolFactory,
    SchoolReturnFactory,
)
from tests.incidents.answering import page, text_of

pytestmark = pytest.mark.django_db


def rows(client, collection, **query) -> list[SchoolReturn]:
    table = client.get(page("collection", collection.pk), query).context["table"]
    return list(table.page.object_list.data)


def cells(client, collection, **query) -> list[dict[str, str]]:
    table = client.get(page("collection", collection.pk), query).context["table"]
    return [{column.name: str(cell) for column, cell in row.items()} for row in table.page]


class TestAtAGlance:
    def test_every_school_says_how_it_stands_and_how_late_it_is(
        self, council, collection, of_every_state
    ):
        told = cells(council, collection, sort="school")
        words = list(of_every_state)
        assert all(f">{word}<" in row["state"] for word, row in zip(words, told, strict=True))
        assert [row["late"] for row in told] == ["10", "10", "", "", "", "", ""]
        assert [row["total"] for row in told] == ["—", "—", "0", "3", "3", "3", "0"]

    def test_a_total_that_is_not_returned_yet_is_not_shown_as_one(
        self, council, collection, of_every_state
    ):
        """What stands in a return in progress may be half of it."""
        [row] = cells(council, collection, state="in_progress")
        assert row["total"] == "—"

    def test_how_many_of_each_stand_above_the_list(self, council, collection, of_every_state):
        context = council.get(page("collection", collection.pk)).context
        assert {word: number for word, _, number, _ in context["states"]} == {
            "Not started": 1,
            "In progress": 1,
            "Returned, not accepted": 2,
            "Queried": 1,
            "Accepted": 2,
            "Nil returns among them": 2,
        }
        assert (context["missing"], context["days_late"]) == (2, 10)

    @pytest.mark.parametrize(
        ("state", "words"),
        [
            ("missing", {"Not started", "In progress"}),
            ("not_started", {"Not started"}),
            ("in_progress", {"In progress"}),
            ("nil", {"Nil return", "Accepted, nil"}),
            ("returned", {"Returned", "Nil return"}),
            ("queried", {"Queried"}),
            ("accepted", {"Accepted", "Accepted, nil"}),
            ("asks", set()),
            ("", None),
        ],
    )
    def test_it_is_filtered_by_how_a_return_stands(
        self, council, collection, of_every_state, state, words
    ):
        expected = {of_every_state[word] for word in (of_every_state if words is None else words)}
        assert set(rows(council, collection, state=state)) == expected

    def test_by_school_phase_and_area(self, council, collection):
        area = AreaFactory(name="North")
        high = SchoolFactory(
            name="Corbeck High", urn="900001", phase=School.Phase.SECONDARY, area=area
        )
        one = SchoolReturnFactory(collection=collection, school=high)
        SchoolReturnFactory(collection=collection)
        for query in (
            {"words": "corbeck"},
            {"words": "900001"},
            {"phase": "secondary"},
            {"area": area.pk},
        ):
            assert rows(council, collection, **query) == [one], query
        [row] = cells(council, collection, words="corbeck")
        assert (row["phase"], row["area"]) == ("Secondary", "North")

    def test_who_asks_to_reopen_is_found_and_marked(self, council, collection):
        row = ReopeningRequestFactory().school_return
        declined = ReopeningRequestFactory(
            school_return=SchoolReturnFactory(returned=True, on_paper=True, from_log=True),
            granted=False,
            decided_by_name="x",
            decided_at=collection.opened_at,
        ).school_return
        assert rows(council, collection, state="asks") == [row]
        notes = {cell["school"]: cell["notes"] for cell in cells(council, collection)}
        assert next(v for k, v in notes.items() if row.school.name in k) == "Asks to reopen"
        assert next(v for k, v in notes.items() if declined.school.name in k) == (
            "On paper, From the log"
        )

    def test_in_the_order_of_work(self, council, collection, of_every_state):
        states = [each.state for each in rows(council, collection, sort="state")]
        assert states == sorted(states, key=SchoolReturn.State.values.index)

    def test_other_kinds_of_incident_have_a_column_and_a_filter(self, council):
        kind = IncidentTypeFactory(name="Incidents of another kind")
        collection = CollectionFactory(opened=True, types=[kind])
        for each in collection.types.all():
            SchoolReturnFactory(collection=collection, type=each)
        assert "Asked for: racist incidents; incidents of another kind." in text_of(
            council.get(page("collection", collection.pk))
        )
        [row] = rows(council, collection, type=kind.pk)
        assert row.type == kind

    def test_it_is_downloaded(self, council, collection, of_every_state):
        address = page("collection", collection.pk)
        response = council.get(address, {"_export": "csv", "sort": "school"})
        lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
        assert len(lines) == 8
        assert "Nil return" in lines[3]
        assert "incident-returns-2026-27" in response["Content-Disposition"]

    def test_the_number_of_queries_does_not_grow_with_the_schools(self, council, collection):
        counts = []
        address = page("collection", collection.pk)
        council.get(address)
        for more in (2, 10):
            for _ in range(more):
                school = SchoolFactory(area=AreaFactory())
                SchoolReturnFactory(collection=collection, school=school, returned=True)
            with CaptureQueriesContext(connection) as queries:
                council.get(address)
            counts.append(len(queries))
        assert counts[0] == counts[1]


class TestAllCollections:
    def test_each_says_how_many_returns_were_asked_for_and_made(
        self, council, collection, of_every_state
    ):
        empty = CollectionFactory(first_year=2027)
        table = council.get(page("collections")).context["table"]
        first, second = [
            {column.name: str(cell) for column, cell in row.items()} for row in table.page
        ]
        assert "2027/28" in first["name"]
        assert [first[name] for name in ("asked", "made", "nil", "incidents")] == [
            "0",
            "0",
            "0",
            "—",
        ]
        assert [second[name] for name in ("asked", "made", "nil", "incidents")] == [
            "7",
            "5",
            "2",
            "9",
        ]
        assert ">Open<" in second["state"]
        assert empty.state == "Not opened"

    def test_the_number_of_queries_does_not_grow_with_the_collections(self, council):
        counts = []
        council.get(page("collections"))
        for years in ([2010, 2011], range(2012, 2020)):
            for first_year in years:
                collection = CollectionFactory(first_year=first_year, opened=True)
                SchoolReturnFactory(collection=collection, returned=True)
            with CaptureQueriesContext(connection) as queries:
                council.get(page("collections"))
            counts.append(len(queries))
        assert counts[0] == counts[1]
