"""What the council asks of a return, what a school answers, and accepting it."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from core.models import AuditAct
from incidents.acts_on_returns import (
    accept_all,
    accept_return,
    answer_query,
    ask_to_reopen,
    decline_to_reopen,
    make_return,
    query_return,
    reopen_return,
)
from incidents.models import ReturnQuery, SchoolReturn
from tests.accounts.people import everybody_but, somebody_who_is
from tests.factories import (
    ReopeningRequestFactory,
    ReturnQueryFactory,
    RoleAssignmentFactory,
    SchoolFactory,
    SchoolReturnFactory,
)
from tests.incidents.answering import HEAD, close, saved, the_act

pytestmark = pytest.mark.django_db
NOT_MADE = [{}, {"in_progress": True}]


OF_THE_COUNCIL = {
    "query": lambda row, actor: query_return(row, "Where?", actor=actor),
    "accept": lambda row, actor: accept_return(row, actor=actor),
    "accept all": lambda row, actor: accept_all(row.collection, actor=actor),
    "reopen": lambda row, actor: reopen_return(row, "One is missing", actor=actor),
    "decline": lambda row, actor: decline_to_reopen(
        row.reopening_requests.get(), "It is right", actor=actor
    ),
}


@pytest.mark.parametrize("name", OF_THE_COUNCIL)
def test_only_who_collects_judges_a_return(name, made, respondent):
    ReopeningRequestFactory(school_return=made)
    for somebody in [respondent, *everybody_but("returns_officer")]:
        with pytest.raises(PermissionDenied):
            OF_THE_COUNCIL[name](made, somebody)
    assert saved(made) == ("returned", 3, {})
    assert not AuditAct.objects.filter(action__startswith="return.").exists()


class TestQuery:
    def test_the_return_counts_while_it_waits_for_the_answer(self, made, officer):
        query_return(made, " Where were the other two? ", actor=officer)
        row = SchoolReturn.objects.get()
        assert (row.state, row.incidents) == ("queried", 3)
        asked = ReturnQuery.objects.get()
        assert (asked.question, asked.asked_by_name) == (
            "Where were the other two?",
            "Tamsin Ridley",
        )
        assert the_act("return.queried").sentence == (
            "Tamsin Ridley queried the return of Tanyard Primary School, racist incidents 2026/27"
        )

    def test_the_school_is_written_to(self, made, officer, respondent, letters):
        [(address, letter)] = letters(
            lambda: query_return(made, "Where were the other two?", actor=officer)
        ).items()
        assert address == respondent.email
        assert letter.subject == (
            "The council asks about your return: Tanyard Primary School, racist incidents 2026/27"
        )
        assert "Where were the other two?" in letter.body
        assert f"http://127.0.0.1:8000{made.get_absolute_url()}" in letter.body
        assert "Hello Ruth Ackroyd" in letter.body

    @pytest.mark.parametrize("state", NOT_MADE)
    def test_only_a_return_that_was_made_is_queried(self, officer, state):
        with pytest.raises(ValidationError, match="Only a return that was made"):
            query_return(SchoolReturnFactory(**state), "Where?", actor=officer)

    def test_one_query_waits_at_a_time(self, made, officer):
        query_return(made, "Where?", actor=officer)
        with pytest.raises(ValidationError, match="waits for the school’s answer already"):
            query_return(made, "And when?", actor=officer)

    def test_it_asks_something(self, made, officer):
        with pytest.raises(ValidationError) as refused:
            query_return(made, " \n", actor=officer)
        assert list(refused.value.message_dict) == ["question"]

    def test_it_may_be_asked_and_answered_after_closing(self, made, officer, respondent):
        close(made)
        answer_query(query_return(made, "Where?", actor=officer), "On a bus", actor=respondent)
        assert saved(made)[0] == "returned"


class TestAnswer:
    def test_question_and_answer_are_kept(self, school, officer, respondent, letters):
        query = ReturnQueryFactory(school_return__school=school)
        told = letters(lambda: answer_query(query, " On a bus ", actor=respondent))
        kept = ReturnQuery.objects.get()
        assert (kept.answer, kept.answered_by_name) == ("On a bus", "Ruth Ackroyd")
        assert kept.question == "Where were the other two?"
        assert saved(query.school_return)[0] == "returned"
        assert list(told) == [officer.email]
        assert told[officer.email].subject == (
            "Tanyard Primary School answered the council’s query"
        )
        assert the_act("return.answered").note == "On a bus"

    def test_the_council_enters_what_the_school_told_it(self, officer, respondent, letters):
        query = ReturnQueryFactory()
        colleague = somebody_who_is("returns_officer")
        assert set(letters(lambda: answer_query(query, "On a bus", actor=officer))) == {
            colleague.email
        }
        assert ReturnQuery.objects.get().answered_by_name == "Tamsin Ridley"

    def test_nobody_else_answers(self, respondent):
        query = ReturnQueryFactory()  # of another school
        for somebody in [respondent, *everybody_but("returns_officer")]:
            with pytest.raises(PermissionDenied):
                answer_query(query, "On a bus", actor=somebody)

    def test_it_is_answered_once(self, officer):
        query = ReturnQueryFactory()
        answer_query(query, "On a bus", actor=officer)
        with pytest.raises(ValidationError, match="answered already"):
            answer_query(query, "In the yard", actor=officer)
        assert ReturnQuery.objects.get().answer == "On a bus"

    @pytest.mark.parametrize("answer", ["", "  "])
    def test_it_says_something(self, officer, answer):
        with pytest.raises(ValidationError) as refused:
            answer_query(ReturnQueryFactory(), answer, actor=officer)
        assert list(refused.value.message_dict) == ["answer"]

    def test_it_identifies_nobody(self, officer):
        with pytest.raises(ValidationError, match="looks like a date of birth"):
            answer_query(ReturnQueryFactory(), "The boy born 3 May 2015", actor=officer)

    def test_an_answer_after_the_return_was_reopened_leaves_it_open(
        self, made, officer, respondent
    ):
        query = query_return(made, "Where?", actor=officer)
        reopen_return(made, "Add the location", actor=officer)
        answer_query(query, "On a bus", actor=respondent)
        assert saved(made)[0] == "in_progress"

    def test_a_return_made_again_waits_for_the_answer_to_its_query(self, made, officer, respondent):
        query = query_return(made, "Where?", actor=officer)
        reopen_return(made, "Add the location", actor=officer)
        make_return(made, HEAD, actor=respondent)
        assert saved(made)[0] == "queried"
        answer_query(query, "On a bus", actor=respondent)
        assert saved(made)[0] == "returned"


class TestAccepting:
    def test_it_is_taken_as_it_is(self, made, officer):
        accept_return(made, actor=officer)
        assert saved(made) == ("accepted", 3, {})
        assert the_act("return.accepted").sentence.startswith("Tamsin Ridley accepted the return")

    @pytest.mark.parametrize(
        ("state", "words"),
        [
            ({}, "not started"),
            ({"in_progress": True}, "in progress"),
            ({"queried": True}, "queried"),
            ({"accepted": True}, "accepted"),
        ],
    )
    def test_what_was_not_returned_or_is_queried_is_not_accepted(self, officer, state, words):
        with pytest.raises(ValidationError, match=f"the return is “{words}”"):
            accept_return(SchoolReturnFactory(**state), actor=officer)

    def test_all_that_wait_for_nothing_else_are_accepted_at_once(self, officer):
        waiting = [SchoolReturnFactory(returned=True), SchoolReturnFactory(nil_return=True)]
        others = [SchoolReturnFactory(**state) for state in (*NOT_MADE, {"queried": True})]
        asks = ReopeningRequestFactory().school_return
        states = [saved(row)[0] for row in (*others, asks)]
        assert accept_all(asks.collection, actor=officer) == 2
        assert {saved(row)[0] for row in waiting} == {"accepted"}
        assert [saved(row)[0] for row in (*others, asks)] == states
        assert SchoolReturn.objects.get(pk=waiting[0].pk).revision == waiting[0].revision + 1
        with pytest.raises(ValidationError, match="No return waits"):
            accept_all(asks.collection, actor=officer)

    def test_they_are_accepted_after_closing_too(self, made, officer):
        close(made)
        assert accept_all(made.collection, actor=officer) == 1


class TestWhoIsWrittenTo:
    def test_everybody_who_answers_for_the_school_and_may_sign_in(self, made, officer, letters):
        first, second = (somebody_who_is("school_respondent", school=made.school) for _ in "12")
        RoleAssignmentFactory(role="school_respondent", school=made.school, user__is_active=False)
        somebody_who_is("school_respondent")
        told = letters(lambda: query_return(made, "Where?", actor=officer))
        assert set(told) == {first.email, second.email}

    def test_else_the_office_of_the_school(self, officer, letters):
        row = SchoolReturnFactory(
            returned=True,
            school=SchoolFactory(name="Fell View", email="office@fellview.example"),
        )
        [(address, letter)] = letters(lambda: query_return(row, "Where?", actor=officer)).items()
        assert address == "office@fellview.example"
        assert "Hello Fell View" in letter.body

    def test_nobody_where_no_address_is_known(self, made, officer, letters):
        assert letters(lambda: query_return(made, "Where?", actor=officer)) == {}

    def test_not_who_does_it(self, made, officer, respondent, letters):
        RoleAssignmentFactory(user=respondent, role="returns_officer")
        told = letters(lambda: ask_to_reopen(made, "One is missing", actor=respondent))
        assert set(told) == {officer.email}

    def test_nobody_when_it_is_refused(self, officer, respondent, school, letters):
        row = SchoolReturnFactory(school=school, in_progress=True)

        def refused():
            with pytest.raises(ValidationError):
                query_return(row, "Where?", actor=officer)

        assert letters(refused) == {}
