"""The pages of who collects: preparing, opening, every school at a glance, chasing, closing."""

from datetime import date

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from council.models import School
from incidents.models import Collection, IncidentType, SchoolReturn
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


def day(name: str, value: date) -> dict[str, int]:
    return {f"{name}_{part}": getattr(value, part) for part in ("day", "month", "year")}


def prepared(**changes) -> dict:
    """What a browser sends of a collection."""
    return {
        "period": "financial",
        "name": "2026/27",
        **day("start", date(2026, 4, 1)),
        **day("finish", date(2027, 3, 31)),
        **day("due_on", date(2027, 4, 30)),
        "note": "",
        **changes,
    }


def rows(client, collection, **query) -> list[SchoolReturn]:
    table = client.get(page("collection", collection.pk), query).context["table"]
    return list(table.page.object_list.data)


def cells(client, collection, **query) -> list[dict[str, str]]:
    table = client.get(page("collection", collection.pk), query).context["table"]
    return [{column.name: str(cell) for column, cell in row.items()} for row in table.page]


class TestPreparing:
    def test_a_financial_year(self, council):
        response = council.post(page("collection_add"), prepared())
        made = Collection.objects.get()
        assert response.url == made.get_absolute_url()
        assert (made.period, made.name, made.due_on) == (
            "financial",
            "2026/27",
            date(2027, 4, 30),
        )
        assert [each.key for each in made.types.all()] == ["racist"]

    @pytest.mark.parametrize(
        ("period", "name"), [("school", "School year 2026/27"), ("term", "Autumn term 2026")]
    )
    def test_a_school_year_or_a_term_with_other_kinds_of_incident(self, council, period, name):
        sexist = IncidentType.objects.get(key="sexist")
        council.post(
            page("collection_add"),
            prepared(period=period, name=name, types=[sexist.pk], **day("start", date(2026, 9, 1))),
        )
        made = Collection.objects.get()
        assert (made.period, made.name) == (period, name)
        assert {each.key for each in made.types.all()} == {"racist", "sexist"}

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({"name": ""}, "Enter the period"),
            ({"name": "2026"}, "Enter a financial year such as 2026/27"),
            ({"name": "this year"}, "Enter a financial year such as 2026/27"),
            ({"name": "2027/28"}, "2027/28 begins on 1 April 2027"),
            (day("start", date(2026, 4, 2)), "2026/27 begins on 1 April 2026"),
            (day("finish", date(2026, 3, 31)), "The last day is before the first"),
            (day("due_on", date(2026, 3, 31)), "Returns are due before the period begins"),
            ({"due_on_day": ""}, "Returns due must include a day"),
            ({"period": "decade"}, "must be one of the choices"),
        ],
    )
    def test_what_is_wrong_is_told_at_its_field(self, council, changes, words):
        response = council.post(page("collection_add"), prepared(**changes))
        assert words in text_of(response)
        assert not Collection.objects.exists()

    def test_a_period_is_collected_once(self, council, collection):
        response = council.post(page("collection_add"), prepared())
        assert "There is a collection for this period already" in text_of(response)

    def test_once_it_is_open_only_due_date_and_note_change(self, council, collection):
        form = council.get(page("collection_edit", collection.pk)).context["form"]
        assert set(form.fields) == {"due_on", "note", "revision"}
        sent = prepared(name="2027/28", note="Schools were closed", revision=2)
        sent |= day("due_on", date(2027, 5, 31))
        council.post(page("collection_edit", collection.pk), sent)
        kept = Collection.objects.get()
        assert (kept.name, kept.due_on, kept.note) == (
            "2026/27",
            date(2027, 5, 31),
            "Schools were closed",
        )

    def test_the_second_to_save_sees_both_versions(self, council):
        collection = CollectionFactory()
        sexist = IncidentType.objects.get(key="sexist")
        sent = prepared(revision=collection.revision)
        address = page("collection_edit", collection.pk)
        council.post(address, sent | {"note": "First", "types": [sexist.pk]})
        response = council.post(address, sent | {"note": "Second"})
        told = {(d.label, d.typed, d.saved) for d in response.context["form"].differences}
        assert told == {
            ("Note on comparing", "Second", "First"),
            ("Also ask for (optional)", "", "Sexist incidents"),
        }
        assert Collection.objects.get().note == "First"

    def test_it_is_removed_until_it_is_opened(self, council):
        made = CollectionFactory()
        assert council.post(page("collection_remove", made.pk)).url == page("collections")
        opened = CollectionFactory(opened=True)
        response = council.post(page("collection_remove", opened.pk), follow=True)
        assert "was opened, so it stays" in text_of(response)
        assert list(Collection.objects.all()) == [opened]


class TestOpening:
    def test_every_school_that_was_there_is_ticked(self, council):
        there = [SchoolFactory(), SchoolFactory(closed_on=date(2026, 4, 1))]
        SchoolFactory(closed_on=date(2026, 3, 31))
        form = council.get(page("collection_open", CollectionFactory().pk)).context["form"]
        assert set(form["schools"].value()) == {school.pk for school in there}
        assert set(form.fields["schools"].queryset) == set(there)

    def test_the_schools_that_stay_ticked_are_asked(self, council):
        first, second = SchoolFactory.create_batch(2)
        collection = CollectionFactory()
        response = council.post(
            page("collection_open", collection.pk), {"schools": [first.pk]}, follow=True
        )
        assert "1 return asked for" in text_of(response)
        assert [each.school for each in collection.returns.all()] == [first]
        form = council.get(page("collection_ask_more", collection.pk)).context["form"]
        assert list(form.fields["schools"].queryset) == [second]
        assert not form["schools"].value()
        council.post(page("collection_ask_more", collection.pk), {"schools": [second.pk]})
        assert collection.returns.count() == 2

    def test_none_at_all_is_told(self, council):
        SchoolFactory()
        response = council.post(
            page("collection_open", CollectionFactory().pk), {"csrfmiddlewaretoken": "x"}
        )
        assert "Select at least one school" in text_of(response)

    def test_what_stands_against_it_is_told(self, council, collection):
        school = SchoolFactory()
        response = council.post(page("collection_open", collection.pk), {"schools": [school.pk]})
        assert "This collection was opened already" in text_of(response)


@pytest.fixture
def of_every_state(collection):
    """A return of each state, by what the list says of it."""
    return {
        words: SchoolReturnFactory(
            collection=collection, school=SchoolFactory(name=f"School {place}"), **state
        )
        for place, (words, state) in enumerate(
            {
                "Not started": {},
                "In progress": {"in_progress": True},
                "Nil return": {"nil_return": True},
                "Returned": {"returned": True},
                "Queried": {"queried": True},
                "Accepted": {"accepted": True},
                "Accepted, nil": {"accepted": True, "nil": True, "total": 0},
            }.items()
        )
    }


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


class TestChasing:
    def test_who_is_written_to_is_shown_first(self, council, school_return, respondent):
        words = text_of(council.get(page("collection_chase", school_return.collection_id)))
        assert "Tanyard Primary School" in words
        assert mail.outbox == []

    def test_then_all_are_written_to_in_one_go(self, council, school_return, respondent):
        silent = SchoolReturnFactory(collection=school_return.collection)
        address = page("collection_chase", school_return.collection_id)
        response = council.post(address, follow=True)
        assert (
            "1 school was written to. No address is known, so telephone: "
            f"{silent.school.name}" in text_of(response)
        )
        response = council.post(address, follow=True)
        assert "Had a mail today already: Tanyard Primary School" in text_of(response)
        assert len(mail.outbox) == 1

    def test_where_nobody_is_missing_it_says_so(self, council, collection):
        SchoolReturnFactory(collection=collection, returned=True)
        address = page("collection_chase", collection.pk)
        assert "Every school has made its return" in text_of(council.get(address))
        assert "Every school has made its return" in text_of(council.post(address, follow=True))


class TestClosing:
    def test_who_has_not_returned_is_shown_first(self, council, collection, of_every_state):
        words = text_of(council.get(page("collection_close", collection.pk)))
        assert "not the same as a nil return" in words
        assert "School 0" in words
        assert "School 1 (in progress)" in words
        assert "School 2" not in words
        response = council.post(page("collection_close", collection.pk), follow=True)
        assert "is closed. 2 returns were not made" in text_of(response)
        response = council.post(page("collection_close", collection.pk), follow=True)
        assert "This collection is not open" in text_of(response)

    def test_one_return_that_was_not_made_is_said_in_good_english(self, council, school_return):
        response = council.post(page("collection_close", school_return.collection_id), follow=True)
        assert "is closed. 1 return was not made" in text_of(response)

    def test_it_is_reopened_with_a_reason(self, council):
        collection = CollectionFactory(closed=True)
        address = page("collection_reopen", collection.pk)
        assert "Enter why the collection is reopened" in text_of(
            council.post(address, {"reason": ""})
        )
        response = council.post(address, {"reason": "Snow"}, follow=True)
        assert "is open again" in text_of(response)
        assert "This collection is not closed" in text_of(council.post(address, {"reason": "x"}))


def test_all_that_wait_are_accepted_at_once(council, collection, of_every_state):
    address = page("collection_accept", collection.pk)
    assert "2 returns accepted" in text_of(council.post(address, follow=True))
    assert "No return waits to be accepted" in text_of(council.post(address, follow=True))


def test_the_page_offers_what_fits_its_state(council):
    acts = ["open", "chase", "close", "ask_more", "reopen", "remove", "edit", "accept"]
    for values, expected in (
        ({"first_year": 2020}, {"open", "remove", "edit"}),
        ({"first_year": 2021, "opened": True}, {"close", "ask_more", "edit"}),
        ({"first_year": 2022, "closed": True}, {"reopen", "edit"}),
    ):
        collection = CollectionFactory(**values)
        words = text_of(council.get(page("collection", collection.pk)))
        offered = {act for act in acts if page(f"collection_{act}", collection.pk) in words}
        assert offered == expected, values
    SchoolReturnFactory(collection=CollectionFactory(first_year=2023, opened=True))
    SchoolReturnFactory(collection=Collection.objects.get(name="2023/24"), returned=True)
    collection = Collection.objects.get(name="2023/24")
    words = text_of(council.get(page("collection", collection.pk)))
    assert page("collection_chase", collection.pk) in words
    assert page("collection_accept", collection.pk) in words
