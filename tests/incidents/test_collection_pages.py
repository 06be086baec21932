"""The pages of who collects: preparing, opening, every school at a glance, chasing, closing."""

from datetime import date

import pytest
from django.core import mail

from incidents.models import Collection, IncidentType
from tests.factories import (
    CollectionFactory,
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
