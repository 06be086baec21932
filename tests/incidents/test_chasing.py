"""Returns that schools still owe: the daily reminders, and writing to all of them at once."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import Reminder
from accounts.reminders.sending import Outcome, send_due
from core.models import AuditAct
from incidents.acts_on_collections import close_collection
from incidents.acts_on_returns import make_nil_return
from incidents.chasing import chase, returns_waiting
from incidents.models import IncidentType
from tests.accounts.people import everybody_but, somebody_who_is
from tests.factories import CollectionFactory, SchoolFactory, SchoolReturnFactory
from tests.incidents.answering import HEAD

pytestmark = pytest.mark.django_db
TODAY = date(2027, 5, 10)


def names(schools) -> list[str]:
    return [school.name for school in schools]


@pytest.fixture
def office(collection):
    """A return of a school that is only reached by its office."""
    school = SchoolFactory(name="Fell View", email="office@fellview.example")
    return SchoolReturnFactory(collection=collection, school=school)


@pytest.fixture
def silent(collection):
    """A return of a school of which no address is known."""
    return SchoolReturnFactory(collection=collection, school=SchoolFactory(name="Marsh Lane"))


class TestChasing:
    def test_every_school_that_owes_a_return_is_written_to(
        self, collection, school_return, respondent, office, officer
    ):
        made = [{"returned": True}, {"nil_return": True}, {"queried": True}, {"accepted": True}]
        for number, state in enumerate(made):
            school = SchoolFactory(email=f"office{number}@made.example")
            SchoolReturnFactory(collection=collection, school=school, **state)
        told = chase(collection, today=TODAY, actor=officer)
        assert names(told.written) == ["Fell View", "Tanyard Primary School"]
        assert {letter.to[0] for letter in mail.outbox} == {
            respondent.email,
            "office@fellview.example",
        }
        assert told.in_words() == "2 schools were written to"

    def test_the_letter_says_what_is_missing_and_that_nil_is_easy(
        self, school_return, respondent, officer
    ):
        chase(school_return.collection, today=TODAY, actor=officer)
        [letter] = mail.outbox
        assert letter.subject == "1 thing waits for you, and it is late"
        assert (
            "The return of Tanyard Primary School, racist incidents 2026/27 (due 30 April 2027)"
            in letter.body
        )
        assert "a nil return takes two clicks" in letter.body
        assert f"http://127.0.0.1:8000{school_return.get_absolute_url()}" in letter.body

    def test_it_is_in_the_trail_with_a_line_for_each_mail(
        self, school_return, respondent, office, silent, officer
    ):
        chase(school_return.collection, today=TODAY, actor=officer)
        entry = AuditAct.objects.get(action="collection.chased")
        assert (entry.sentence, entry.note) == (
            "Tamsin Ridley chased schools for the Incident returns 2026/27",
            "3 schools",
        )
        assert AuditAct.objects.filter(action="reminder.sent").count() == 2

    def test_twice_on_a_day_writes_nothing_twice(self, school_return, respondent, office, officer):
        chase(school_return.collection, today=TODAY, actor=officer)
        again = chase(school_return.collection, today=TODAY, actor=officer)
        assert len(mail.outbox) == Reminder.objects.count() == 2
        assert again.in_words() == (
            "0 schools were written to. Had a mail today already: Fell View, Tanyard Primary School"
        )
        chase(school_return.collection, today=TODAY + timedelta(days=1), actor=officer)
        assert len(mail.outbox) == 4

    def test_somebody_reminded_this_morning_gets_no_second_mail(
        self, school_return, respondent, officer
    ):
        list(send_due(TODAY))
        told = chase(school_return.collection, today=TODAY, actor=officer)
        assert names(told.told_already) == ["Tanyard Primary School"]
        assert len(mail.outbox) == 1

    def test_and_the_other_way_round(self, school_return, respondent, officer):
        chase(school_return.collection, today=TODAY, actor=officer)
        assert list(send_due(TODAY)) == []
        assert list(send_due(TODAY + timedelta(days=6))) == []
        assert [outcome for _, outcome in send_due(TODAY + timedelta(days=7))] == [Outcome.SENT]

    def test_a_school_without_an_address_is_told_to_the_officer(
        self, office, silent, officer, collection
    ):
        told = chase(collection, today=TODAY, actor=officer)
        assert told.in_words() == (
            "1 school was written to. No address is known, so telephone: Marsh Lane"
        )

    def test_a_mail_that_fails_is_told_and_tried_again(
        self, office, officer, collection, monkeypatch
    ):
        def broken(*_args):
            raise OSError

        with monkeypatch.context() as patch:
            patch.setattr("accounts.reminders.sending.send_mail", broken)
            told = chase(collection, today=TODAY, actor=officer)
        assert told.in_words() == (
            "0 schools were written to. The mail could not be sent: Fell View"
        )
        assert not Reminder.objects.exists()
        assert names(chase(collection, today=TODAY, actor=officer).written) == ["Fell View"]

    def test_a_school_of_two_respondents_is_one_school_and_two_mails(
        self, school_return, respondent, officer
    ):
        somebody_who_is("school_respondent", school=school_return.school)
        told = chase(school_return.collection, today=TODAY, actor=officer)
        assert told.in_words() == "1 school was written to"
        assert len(mail.outbox) == 2

    def test_a_school_that_owes_two_returns_has_one_mail_of_both(self, officer):
        kinds = IncidentType.objects.filter(key="religion")
        collection = CollectionFactory(opened=True, types=kinds)
        school = SchoolFactory(email="office@fellview.example")
        for kind in collection.types.all():
            SchoolReturnFactory(collection=collection, school=school, type=kind)
        told = chase(collection, today=TODAY, actor=officer)
        assert told.in_words() == "1 school was written to"
        [letter] = mail.outbox
        assert letter.subject == "2 things wait for you, 2 are late"

    def test_somebody_who_answers_for_two_schools_has_one_mail(
        self, school_return, respondent, officer, collection
    ):
        another = SchoolFactory(name="Fell View")
        respondent.role_assignments.create(role="school_respondent", school=another)
        SchoolReturnFactory(collection=collection, school=another)
        told = chase(collection, today=TODAY, actor=officer)
        assert names(told.written) == ["Fell View", "Tanyard Primary School"]
        assert len(mail.outbox) == 1

    def test_who_wishes_no_reminders_is_written_to_by_a_person_all_the_same(
        self, school_return, respondent, officer
    ):
        respondent.reminders_every = 0
        respondent.save()
        assert list(send_due(TODAY)) == []
        assert len(chase(school_return.collection, today=TODAY, actor=officer).written) == 1

    def test_a_return_made_at_the_last_moment_is_not_chased(
        self, office, silent, officer, collection, monkeypatch
    ):
        """Between the page with the names and the mail, a school may have answered."""
        from incidents import chasing

        real = chasing.send_now

        def later(items, today):
            make_nil_return(office, HEAD, actor=officer)
            return real(items, today)

        monkeypatch.setattr(chasing, "send_now", later)
        told = chase(collection, today=TODAY, actor=officer)
        assert mail.outbox == []
        assert told.in_words() == (
            "0 schools were written to. No address is known, so telephone: Marsh Lane"
        )

    @pytest.mark.parametrize("state", [{}, {"closed": True}])
    def test_only_an_open_collection_is_chased(self, officer, state):
        with pytest.raises(ValidationError, match="not open"):
            chase(CollectionFactory(**state), today=TODAY, actor=officer)

    def test_where_every_return_is_made_nobody_is_chased(self, officer, collection):
        SchoolReturnFactory(collection=collection, nil_return=True)
        with pytest.raises(ValidationError, match="Every school has made its return"):
            chase(collection, today=TODAY, actor=officer)
        assert not AuditAct.objects.filter(action="collection.chased").exists()

    def test_only_who_collects_chases(self, office, respondent):
        for somebody in [respondent, *everybody_but("returns_officer")]:
            with pytest.raises(PermissionDenied):
                chase(office.collection, today=TODAY, actor=somebody)
        assert mail.outbox == []


class TestReminders:
    def test_a_missing_return_is_among_what_waits(self, school_return, respondent):
        [item] = returns_waiting(TODAY)
        assert (item.recipient.email, item.due_on) == (respondent.email, date(2027, 4, 30))
        assert [outcome for _, outcome in send_due(TODAY)] == [Outcome.SENT]
        assert "racist incidents 2026/27" in mail.outbox[0].body
        assert "10 days late" in mail.outbox[0].body

    def test_nothing_is_said_more_than_a_week_before_it_is_due(self, school_return, respondent):
        assert list(send_due(date(2027, 4, 22))) == []
        assert [outcome for _, outcome in send_due(date(2027, 4, 23))] == [Outcome.SENT]

    def test_what_was_begun_waits_still(self, respondent, school):
        SchoolReturnFactory(school=school, in_progress=True)
        assert len(list(returns_waiting(TODAY))) == 1

    @pytest.mark.parametrize("state", ["returned", "nil_return", "queried", "accepted"])
    def test_what_was_made_waits_no_more(self, respondent, school, state):
        SchoolReturnFactory(school=school, **{state: True})
        assert list(returns_waiting(TODAY)) == []

    def test_nor_what_is_not_asked_for_any_more(self, school_return, respondent, officer):
        waiting = list(returns_waiting(TODAY))
        close_collection(school_return.collection, actor=officer)
        assert list(returns_waiting(TODAY)) == []
        assert not waiting[0].still_waits()

    def test_made_meanwhile_it_is_left_out_at_the_moment_of_sending(
        self, school_return, respondent
    ):
        [item] = returns_waiting(TODAY)
        assert item.still_waits()
        make_nil_return(school_return, HEAD, actor=respondent)
        assert not item.still_waits()

    def test_the_number_of_queries_does_not_grow_with_the_schools(
        self, collection, django_assert_max_num_queries
    ):
        for number in range(6):
            school = SchoolFactory(email=f"office{number}@school.example")
            SchoolReturnFactory(collection=collection, school=school)
        with django_assert_max_num_queries(2):
            assert len(list(returns_waiting(TODAY))) == 6
