"""Changing what was confirmed: a school asks, the council decides, the reasons stay."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from incidents.acts_on_returns import (
    ask_to_reopen,
    decline_to_reopen,
    make_return,
    reopen_return,
    save_return,
)
from incidents.figures import Figures
from incidents.models import ReopeningRequest, SchoolReturn
from tests.accounts.people import everybody_but
from tests.factories import (
    ReopeningRequestFactory,
    SchoolReturnFactory,
)
from tests.incidents.answering import HEAD, close, saved, the_act

pytestmark = pytest.mark.django_db
NOT_MADE = [{}, {"in_progress": True}]
MADE = [{"returned": True}, {"nil_return": True}, {"queried": True}, {"accepted": True}]


class TestAskingToReopen:
    @pytest.mark.parametrize("state", MADE)
    def test_the_school_asks_and_says_why(self, school, respondent, officer, letters, state):
        row = SchoolReturnFactory(school=school, **state)
        told = letters(lambda: ask_to_reopen(row, " One is missing ", actor=respondent))
        request = ReopeningRequest.objects.get()
        assert (request.reason, request.asked_by_name) == ("One is missing", "Ruth Ackroyd")
        assert request.granted is None
        assert list(told) == [officer.email]
        assert told[officer.email].subject == "Tanyard Primary School asks to reopen its return"
        assert the_act("return.reopening_asked").note == "One is missing"

    def test_only_the_school_asks(self, made, officer):
        for somebody in [officer, *everybody_but()]:
            with pytest.raises(PermissionDenied):
                ask_to_reopen(made, "One is missing", actor=somebody)

    @pytest.mark.parametrize("state", NOT_MADE)
    def test_what_was_not_confirmed_needs_no_reopening(self, school, respondent, state):
        row = SchoolReturnFactory(school=school, **state)
        with pytest.raises(ValidationError, match="has not been confirmed"):
            ask_to_reopen(row, "One is missing", actor=respondent)

    def test_it_is_asked_once_at_a_time(self, made, respondent):
        ask_to_reopen(made, "One is missing", actor=respondent)
        with pytest.raises(ValidationError, match="asked already"):
            ask_to_reopen(made, "Two are missing", actor=respondent)

    @pytest.mark.parametrize(
        ("reason", "words"),
        [("", "Enter why"), ("Ring 0113 496 0123", "looks like a telephone number")],
    )
    def test_the_reason_is_given_and_identifies_nobody(self, made, respondent, reason, words):
        with pytest.raises(ValidationError, match=words):
            ask_to_reopen(made, reason, actor=respondent)


class TestDeciding:
    def test_reopened_the_figures_stay_and_may_change(self, school, officer, respondent, letters):
        row = SchoolReturnFactory(school=school, returned=True, counts={"victim_gender, Male": 2})
        request = ReopeningRequestFactory(school_return=row)
        told = letters(lambda: reopen_return(row, "As you asked", actor=officer))
        assert saved(row) == ("in_progress", 3, {"victim_gender, Male": 2})
        request.refresh_from_db()
        assert (request.granted, request.decision) == (True, "As you asked")
        assert request.decided_by_name == "Tamsin Ridley"
        assert list(told) == [respondent.email]
        assert "As you asked" in told[respondent.email].body
        kept = SchoolReturn.objects.get()
        assert (kept.confirmed_by, kept.confirmed_post, kept.returned_at) == ("", "", None)
        save_return(row, Figures(4), actor=respondent)
        make_return(row, HEAD, actor=respondent)
        assert saved(row) == ("returned", 4, {})

    def test_the_council_reopens_by_its_own_wish(self, made, officer):
        reopen_return(made, "Two places are missing", actor=officer)
        entry = the_act("return.reopened")
        assert (entry.sentence, entry.note) == (
            "Tamsin Ridley reopened the return of Tanyard Primary School, racist incidents 2026/27",
            "Two places are missing",
        )

    def test_a_nil_return_is_no_longer_one_when_it_is_reopened(self, officer, school, respondent):
        row = SchoolReturnFactory(school=school, nil_return=True)
        reopen_return(row, "One was on a bus", actor=officer)
        kept = SchoolReturn.objects.get()
        assert (kept.state, kept.nil, kept.incidents) == ("in_progress", False, None)

    @pytest.mark.parametrize("reason", ["", "  "])
    def test_it_is_reopened_for_a_reason(self, made, officer, reason):
        with pytest.raises(ValidationError) as refused:
            reopen_return(made, reason, actor=officer)
        assert list(refused.value.message_dict) == ["reason"]
        assert saved(made)[0] == "returned"

    @pytest.mark.parametrize("state", NOT_MADE)
    def test_what_is_open_is_not_reopened(self, officer, state):
        with pytest.raises(ValidationError, match="has not been confirmed"):
            reopen_return(SchoolReturnFactory(**state), "x", actor=officer)

    def test_after_closing_the_collection_is_reopened_first(self, made, officer):
        close(made)
        with pytest.raises(ValidationError, match="Reopen it first"):
            reopen_return(made, "x", actor=officer)

    def test_declined_it_stays_and_the_school_is_told_why(self, made, officer, respondent, letters):
        request = ReopeningRequestFactory(school_return=made)
        told = letters(lambda: decline_to_reopen(request, "It counts in May", actor=officer))
        request.refresh_from_db()
        assert (request.granted, request.decision) == (False, "It counts in May")
        assert saved(made)[0] == "returned"
        assert told[respondent.email].subject.startswith("Your return stays as it is")
        assert the_act("return.reopening_declined").note == "It counts in May"
        with pytest.raises(ValidationError, match="decided already"):
            decline_to_reopen(request, "Still", actor=officer)

    def test_it_is_declined_for_a_reason(self, officer):
        with pytest.raises(ValidationError, match="Enter why the return stays"):
            decline_to_reopen(ReopeningRequestFactory(), " ", actor=officer)
