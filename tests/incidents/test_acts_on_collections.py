"""Preparing, opening, closing and reopening a collection, and which schools it asks."""

from datetime import date

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError

from core.models import AuditAct
from incidents.acts_on_collections import (
    ask_more_schools,
    begin_collection,
    change_collection,
    close_collection,
    no_longer_ask,
    open_collection,
    remove_collection,
    reopen_collection,
)
from incidents.acts_on_returns import keep_draft
from incidents.models import CategoryList, Collection, IncidentType, SchoolReturn
from tests.accounts.people import everybody_but
from tests.factories import (
    CategoryListFactory,
    CollectionFactory,
    ReturnQueryFactory,
    SchoolFactory,
    SchoolReturnFactory,
)

pytestmark = pytest.mark.django_db


def a_year(first: int = 2026) -> Collection:
    return Collection(
        name=f"{first}/{(first + 1) % 100:02}",
        start=date(first, 4, 1),
        finish=date(first + 1, 3, 31),
        due_on=date(first + 1, 4, 30),
    )


def told(action: str) -> tuple[str, str]:
    """The sentence of an act in the trail, and its note."""
    entry = AuditAct.objects.get(action=action)
    return entry.sentence, entry.note


ACTS = {
    "begin": lambda made, actor: begin_collection(a_year(2027), [], actor=actor),
    "change": lambda made, actor: change_collection(made.collection, [], actor=actor),
    "remove": lambda made, actor: remove_collection(made.collection, actor=actor),
    "open": lambda made, actor: open_collection(made.collection, [made.school], actor=actor),
    "ask more": lambda made, actor: ask_more_schools(
        made.collection, [SchoolFactory()], actor=actor
    ),
    "ask no longer": lambda made, actor: no_longer_ask(made, actor=actor),
    "close": lambda made, actor: close_collection(made.collection, actor=actor),
    "reopen": lambda made, actor: reopen_collection(made.collection, reason="x", actor=actor),
}


@pytest.mark.parametrize("name", ACTS)
def test_only_who_collects_returns_does_it(name, school_return):
    for somebody in everybody_but("returns_officer"):
        with pytest.raises(PermissionDenied):
            ACTS[name](school_return, somebody)
    assert not AuditAct.objects.filter(action__startswith="collection.").exists()


class TestPreparing:
    def test_its_form_asks_by_the_lists_that_hold_on_its_first_day(self, officer):
        before, after = a_year(2021), a_year(2022)
        for collection, groups in ((before, "Broad groups"), (after, "Census of 2021")):
            begin_collection(collection, [], actor=officer)
            chosen = {each.dimension: each.list.name for each in collection.category_lists.all()}
            assert chosen == {
                "support": "Support given",
                "ethnicity": groups,
                "age": "Age bands",
                "gender": "Female and male",
                "location": "Supervision",
            }

    def test_racist_incidents_are_always_asked_for(self, officer):
        collection = begin_collection(a_year(), [], actor=officer)
        assert [each.key for each in collection.types.all()] == ["racist"]
        change_collection(collection, IncidentType.objects.filter(key="disability"), actor=officer)
        assert {each.key for each in collection.types.all()} == {"racist", "disability"}

    def test_a_change_of_its_days_changes_the_categories_too(self, officer):
        collection = begin_collection(a_year(2022), [], actor=officer)
        collection.start = date(2022, 3, 31)
        change_collection(collection, [], actor=officer)
        chosen = collection.category_lists.get(dimension="ethnicity")
        assert chosen.list.name == "Broad groups"

    def test_it_is_told_in_the_trail(self, officer):
        collection = begin_collection(a_year(), [], actor=officer)
        change_collection(collection, [], actor=officer)
        assert told("collection.begun")[0] == (
            "Tamsin Ridley prepared the Incident returns 2026/27"
        )
        assert told("collection.changed")[0] == (
            "Tamsin Ridley changed the Incident returns 2026/27"
        )

    def test_it_may_be_removed_until_it_is_opened(self, officer):
        collection = CollectionFactory()
        remove_collection(collection, actor=officer)
        assert not Collection.objects.exists()
        assert told("collection.removed")[0].startswith("Tamsin Ridley removed the Incident")
        opened = CollectionFactory(opened=True)
        with pytest.raises(ValidationError, match="was opened, so it stays"):
            remove_collection(opened, actor=officer)
        assert Collection.objects.exists()


class TestOpening:
    def test_a_return_of_each_kind_is_asked_of_each_school(self, officer):
        collection = CollectionFactory(types=IncidentType.objects.filter(key="religion"))
        schools = SchoolFactory.create_batch(3)
        assert open_collection(collection, schools[:2], actor=officer) == 4
        asked = SchoolReturn.objects.values_list("school", "type__key", "state")
        assert set(asked) == {
            (school.pk, kind, "not_started")
            for school in schools[:2]
            for kind in ("racist", "religion")
        }
        assert Collection.objects.get().is_open
        assert told("collection.opened") == (
            "Tamsin Ridley opened the Incident returns 2026/27",
            "2 schools asked",
        )

    def test_it_asks_somebody(self, officer):
        with pytest.raises(ValidationError, match="Select at least one school"):
            open_collection(CollectionFactory(), [], actor=officer)
        assert not Collection.objects.open().exists()

    def test_it_is_opened_once(self, officer, collection):
        with pytest.raises(ValidationError, match="opened already"):
            open_collection(collection, [SchoolFactory()], actor=officer)
        assert not SchoolReturn.objects.exists()

    def test_it_is_not_opened_with_half_a_form(self, officer):
        CategoryList.objects.filter(dimension__in=["age", "gender"]).update(
            valid_until=date(2026, 3, 31)
        )
        with pytest.raises(ValidationError, match="first day for: Age, Gender"):
            open_collection(CollectionFactory(), [SchoolFactory()], actor=officer)

    def test_a_list_that_ends_later_stays_its_form(self, officer):
        """Returns of a year keep the categories of its first day."""
        collection = CollectionFactory(opened=True)
        ethnicity = CategoryList.objects.get(name="Census of 2021")
        ethnicity.valid_until = date(2026, 12, 31)
        ethnicity.save()
        CategoryListFactory(valid_from=date(2027, 1, 1), valid_until=None)
        assert [each.name for each in Collection.objects.get().lists["ethnicity"]][:2] == [
            "Indian",
            "Pakistani",
        ]
        assert collection.category_lists.get(dimension="ethnicity").list == ethnicity


class TestAsking:
    def test_more_schools_are_asked_while_it_is_open(self, officer, school_return):
        collection, another = school_return.collection, SchoolFactory(name="Fell View")
        assert ask_more_schools(collection, [another], actor=officer) == 1
        assert collection.returns.get(school=another).state == "not_started"
        assert told("collection.schools_asked")[1] == "Fell View"

    def test_nobody_is_no_school(self, officer, collection):
        with pytest.raises(ValidationError, match="Select at least one school"):
            ask_more_schools(collection, [], actor=officer)

    @pytest.mark.parametrize("state", [{}, {"closed": True}])
    def test_no_school_is_asked_unless_it_is_open(self, officer, state):
        with pytest.raises(ValidationError, match="not open"):
            ask_more_schools(CollectionFactory(**state), [SchoolFactory()], actor=officer)

    def test_a_school_that_was_asked_by_mistake_is_no_longer_asked(self, officer, school_return):
        no_longer_ask(school_return, actor=officer)
        assert not SchoolReturn.objects.exists()
        assert told("collection.school_not_asked") == (
            "Tamsin Ridley no longer asks a school for the Incident returns 2026/27",
            "Tanyard Primary School",
        )

    @pytest.mark.parametrize("state", ["in_progress", "returned", "queried", "accepted"])
    def test_a_school_that_has_begun_stays(self, officer, state):
        row = SchoolReturnFactory(**{state: True}, school__name="Fell View")
        with pytest.raises(ValidationError, match="Fell View has begun its return"):
            no_longer_ask(row, actor=officer)
        assert SchoolReturn.objects.exists()

    def test_a_school_that_is_typing_has_begun(self, officer, respondent, school_return):
        keep_draft(school_return, {"total": "3"}, actor=respondent)
        with pytest.raises(ValidationError, match="has begun its return"):
            no_longer_ask(school_return, actor=officer)
        assert school_return.draft

    def test_what_was_asked_of_a_school_is_not_thrown_away(self, officer, school_return):
        ReturnQueryFactory(school_return=school_return)
        with pytest.raises(ValidationError, match="has begun its return"):
            no_longer_ask(school_return, actor=officer)


class TestClosing:
    def test_it_tells_how_many_returns_were_not_made(self, officer, collection):
        for state in ({}, {"in_progress": True}, {"returned": True}, {"nil_return": True}):
            SchoolReturnFactory(collection=collection, **state)
        assert close_collection(collection, actor=officer) == 2
        assert Collection.objects.get().state == "Closed"
        assert told("collection.closed")[0] == ("Tamsin Ridley closed the Incident returns 2026/27")

    @pytest.mark.parametrize("state", [{}, {"closed": True}])
    def test_only_an_open_one_is_closed(self, officer, state):
        with pytest.raises(ValidationError, match="not open"):
            close_collection(CollectionFactory(**state), actor=officer)

    def test_it_is_reopened_for_a_reason_that_stays(self, officer):
        collection = CollectionFactory(closed=True)
        reopen_collection(collection, reason=" Two schools were snowed in ", actor=officer)
        assert Collection.objects.get().is_open
        assert told("collection.reopened") == (
            "Tamsin Ridley reopened the Incident returns 2026/27",
            "Two schools were snowed in",
        )

    @pytest.mark.parametrize("reason", ["", "  \n"])
    def test_without_a_reason_it_stays_closed(self, officer, reason):
        with pytest.raises(ValidationError) as refused:
            reopen_collection(CollectionFactory(closed=True), reason=reason, actor=officer)
        assert list(refused.value.message_dict) == ["reason"]
        assert Collection.objects.get().is_closed

    @pytest.mark.parametrize("state", [{}, {"opened": True}])
    def test_only_a_closed_one_is_reopened(self, officer, state):
        with pytest.raises(ValidationError, match="not closed"):
            reopen_collection(CollectionFactory(**state), reason="x", actor=officer)


def test_nobody_is_written_to_when_a_collection_opens(officer, django_capture_on_commit_callbacks):
    """The reminders tell schools, a week before the returns are due."""
    with django_capture_on_commit_callbacks(execute=True):
        open_collection(CollectionFactory(), [SchoolFactory(email="a@b.example")], actor=officer)
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("values", "year"),
    [
        ({"period": "financial", "name": "2026/27"}, "2026/27"),
        ({"period": "financial", "name": "2026"}, "2026"),
        ({"period": "school", "name": "School year", "start": date(2026, 9, 1)}, "2026/27"),
        ({"period": "term", "name": "Spring term 2027", "start": date(2027, 1, 5)}, "2026/27"),
        ({"period": "term", "name": "Summer term 2027", "start": date(2027, 4, 20)}, "2027/28"),
        ({"period": "term", "name": "Autumn 1999", "start": date(1999, 9, 1)}, "1999/00"),
    ],
)
def test_rates_are_worked_out_by_the_roll_of_the_year_it_begins_in(values, year):
    assert Collection(**values).roll_year == year


@pytest.mark.parametrize(
    ("today", "state", "late"),
    [
        (date(2027, 4, 30), {"opened": True}, 0),
        (date(2027, 5, 1), {"opened": True}, 1),
        (date(2027, 5, 10), {"opened": True}, 10),
        (date(2027, 4, 1), {"opened": True}, 0),
        (date(2027, 5, 10), {}, 0),
        (date(2027, 5, 10), {"closed": True}, 0),
    ],
)
def test_days_late_are_counted_from_the_due_day_while_it_is_open(today, state, late):
    collection = CollectionFactory(**state)
    assert collection.days_late(today) == late
    assert SchoolReturn(collection=collection).days_late(today) == late
    assert SchoolReturn(collection=collection, state="returned").days_late(today) == 0
