"""The pages of a return beside its form: what a school sees first, nil and confirming, what is
asked and answered."""

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incidents.models import ReopeningRequest, ReturnQuery, SchoolReturn
from tests.factories import (
    CollectionFactory,
    IncidentFactory,
    ReopeningRequestFactory,
    ReturnQueryFactory,
    SchoolFactory,
    SchoolReturnFactory,
)
from tests.incidents.answering import CONFIRMED, page, saved, text_of

pytestmark = pytest.mark.django_db
WORDS = {"reason": "Because of the bus"}


def shown(client, name, *args) -> str:
    return text_of(client.get(page(name, *args)))


class TestNil:
    def test_it_is_said_on_the_first_page_and_confirmed_on_the_next(
        self, at_school, school, school_return
    ):
        assert page("nil", school_return.pk) in shown(at_school, "school")
        words = shown(at_school, "nil", school_return.pk)
        assert "There were no incidents" in words
        assert "1 April 2026 to 31 March 2027: nothing was recorded" in words
        response = at_school.post(page("nil", school_return.pk), CONFIRMED, follow=True)
        assert "The nil return is made" in text_of(response)
        assert SchoolReturn.objects.get().nil

    def test_whoever_confirmed_last_stands_in_the_boxes(self, at_school, school, school_return):
        SchoolReturnFactory(
            school=school,
            collection=CollectionFactory(first_year=2025, opened=True),
            nil_return=True,
            confirmed_by="David Lund",
            confirmed_post="deputy",
        )
        form = at_school.get(page("nil", school_return.pk)).context["form"]
        assert (form["name"].value(), form["post"].value()) == ("David Lund", "deputy")

    @pytest.mark.parametrize(
        ("answers", "words"),
        [
            ({"name": "", "post": "head"}, "Enter the name of the head or deputy"),
            ({"name": "Ruth Ackroyd"}, "Select their post"),
            ({"name": "Ruth Ackroyd", "post": "import"}, "post"),
        ],
    )
    def test_it_is_confirmed_by_a_named_head_or_deputy(
        self, at_school, school_return, answers, words
    ):
        response = at_school.post(page("nil", school_return.pk), answers)
        assert words in text_of(response)
        assert not SchoolReturn.objects.get().nil

    def test_it_is_refused_where_counts_were_filled_in(self, at_school, school):
        row = SchoolReturnFactory(school=school, in_progress=True)
        response = at_school.post(page("nil", row.pk), CONFIRMED)
        assert "Empty the boxes before you make a nil return" in text_of(response)


class TestConfirming:
    def test_the_figures_are_shown_once_more(self, at_school, school):
        row = SchoolReturnFactory(
            school=school, in_progress=True, counts={"victim_gender, Male": 2}
        )
        words = shown(at_school, "confirm", row.pk)
        assert "2 of 3 recorded; 1 not recorded" in words
        response = at_school.post(page("confirm", row.pk), CONFIRMED, follow=True)
        assert "The return is made. Thank you" in text_of(response)
        assert "Confirmed by Ruth Ackroyd, headteacher, on 10 May 2027" in text_of(response)
        assert saved(row)[0] == "returned"

    def test_without_a_total_one_is_told_to_enter_it(self, at_school, school_return):
        response = at_school.post(page("confirm", school_return.pk), CONFIRMED)
        assert "Enter the total number of incidents first" in text_of(response)


class TestFirstPage:
    def test_what_waits_stands_before_the_others_with_how_late_it_is(
        self, at_school, school, school_return
    ):
        for year, state in (
            (2025, {"queried": True}),
            (2024, {"accepted": True}),
            (2023, {"nil_return": True}),
        ):
            collection = CollectionFactory(first_year=year, opened=True)
            SchoolReturnFactory(school=school, collection=collection, **state)
        SchoolReturnFactory(school=SchoolFactory(name="Another School"))
        context = at_school.get(page("school")).context
        assert [(str(r), late) for r, late in context["waiting"]] == [
            ("Tanyard Primary School, racist incidents 2026/27", 10),
            ("Tanyard Primary School, racist incidents 2025/26", 0),
        ]
        assert [each.collection.name for each in context["earlier"]] == ["2024/25", "2023/24"]
        words = shown(at_school, "school")
        assert "10 days late" in words
        assert "Answer the query" in words
        assert "Another School" not in words

    def test_where_nothing_waits_it_says_so(self, at_school):
        assert "No return waits for you" in shown(at_school, "school")

    def test_the_number_of_queries_does_not_grow_with_the_years(self, at_school, school):
        counts = []
        for first_year in (2010, 2011, 2012):
            SchoolReturnFactory(
                school=school, collection=CollectionFactory(first_year=first_year, opened=True)
            )
            with CaptureQueriesContext(connection) as queries:
                at_school.get(page("school"))
            counts.append(len(queries))
        assert counts[0] == counts[-1]


class TestReading:
    @pytest.mark.parametrize(
        ("state", "words"),
        [
            ({}, "Not started"),
            ({"in_progress": True}, "In progress"),
            ({"returned": True}, "Returned"),
            ({"nil_return": True}, "Nil return"),
            ({"queried": True}, "Queried"),
            ({"accepted": True}, "Accepted"),
            ({"accepted": True, "nil": True, "total": 0}, "Accepted, nil"),
        ],
    )
    def test_how_it_stands_is_said_in_a_word(self, at_school, school, state, words):
        row = SchoolReturnFactory(school=school, **state)
        assert row.stands == words
        assert f">{words}<" in shown(at_school, "return", row.pk)

    def test_what_was_not_made_is_neither_0_nor_nil(self, at_school, school_return):
        words = shown(at_school, "return", school_return.pk)
        assert "Nothing has been filled in yet" in words
        assert "There were no incidents." not in words
        assert school_return.incidents is None

    def test_where_it_came_from_is_marked(self, council):
        row = SchoolReturnFactory(returned=True, on_paper=True, from_log=True)
        words = shown(council, "return", row.pk)
        assert "Typed in from paper by the council" in words
        assert "Counted from the incident log" in words

    def test_it_is_printed_without_its_buttons(self, at_school, school_return):
        words = shown(at_school, "return", school_return.pk)
        buttons = words.index("Fill in the return")
        group = words[words.rindex("<div", 0, buttons) : buttons]
        assert group.startswith('<div class="govuk-button-group">')
        hidden = (settings.BASE_DIR / "static/scss/_print.scss").read_text(encoding="utf-8")
        assert ".govuk-button-group,\n" in hidden

    @pytest.mark.parametrize(
        ("state", "by_council", "by_school"),
        [
            ({}, {"fill_in", "nil", "not_asked"}, {"fill_in", "nil"}),
            ({"in_progress": True}, {"fill_in", "nil"}, {"fill_in", "nil"}),
            ({"returned": True}, {"accept", "query", "return_reopen"}, {"ask_reopening"}),
            ({"queried": True}, {"query", "return_reopen"}, {"ask_reopening"}),
            ({"accepted": True}, {"query", "return_reopen"}, {"ask_reopening"}),
        ],
    )
    def test_it_offers_what_one_may_do_next(
        self, council, at_school, school, state, by_council, by_school
    ):
        row = SchoolReturnFactory(school=school, **state)
        acts = (
            "fill_in nil not_asked accept query return_reopen ask_reopening decline answer"
        ).split()
        for client, expected in ((council, by_council), (at_school, by_school)):
            words = shown(client, "return", row.pk)
            assert {name for name in acts if f'"{page(name, row.pk)}"' in words} == expected

    def test_counting_from_the_log_is_offered_to_the_school_only(
        self, council, at_school, school, school_return
    ):
        address = page("count_from_log", school_return.pk)
        assert address not in shown(at_school, "return", school_return.pk)
        IncidentFactory(school=school)
        IncidentFactory()  # of another school
        assert "Count it from the log (1)" in shown(at_school, "return", school_return.pk)
        assert "Count it from the log" not in shown(council, "return", school_return.pk)


class TestAskedAndAnswered:
    def test_a_query_goes_to_the_school_and_its_answer_is_kept(self, council, at_school, school):
        row = SchoolReturnFactory(school=school, returned=True)
        response = council.post(page("query", row.pk), {"reason": "Where?"}, follow=True)
        assert "The school has been asked" in text_of(response)
        assert "<strong>The council asks:</strong> Where?" in shown(at_school, "return", row.pk)
        assert "Where?" in shown(at_school, "answer", row.pk)
        response = at_school.post(page("answer", row.pk), {"reason": "On a bus"}, follow=True)
        assert "The answer is sent" in text_of(response)
        words = shown(council, "return", row.pk)
        assert "<strong>Answer:</strong> On a bus" in words
        assert at_school.get(page("answer", row.pk)).status_code == 404

    def test_a_refused_answer_is_told_at_its_page_and_stays(self, at_school, school):
        row = SchoolReturnFactory(school=school, queried=True)
        ReturnQueryFactory(school_return=row)
        response = at_school.post(page("answer", row.pk), {"reason": "Ask a@b.example"})
        assert "This looks like an email address" in text_of(response)
        assert "Ask a@b.example" in text_of(response)
        assert not ReturnQuery.objects.get().is_answered

    @pytest.mark.parametrize(
        ("name", "state", "words"),
        [
            ("query", "returned", "Enter your question"),
            ("return_reopen", "returned", "Enter why the return is reopened"),
            ("decline", "returned", "Enter why the return stays as it is"),
        ],
    )
    def test_nothing_is_decided_without_words(self, council, name, state, words):
        row = ReopeningRequestFactory().school_return
        assert words in text_of(council.post(page(name, row.pk), {"reason": " "}))
        assert saved(row)[0] == state

    def test_reopening_is_asked_and_granted(self, council, at_school, school):
        row = SchoolReturnFactory(school=school, accepted=True)
        at_school.post(page("ask_reopening", row.pk), WORDS)
        words = shown(council, "return", row.pk)
        assert "<strong>The school asks to reopen it:</strong> Because of the bus" in words
        assert page("decline", row.pk) in words
        council.post(page("return_reopen", row.pk), {"reason": "As you asked"})
        assert saved(row)[0] == "in_progress"
        words = shown(at_school, "return", row.pk)
        assert "<strong>Reopened:</strong> As you asked" in words
        assert page("fill_in", row.pk) in words

    def test_or_declined(self, council, at_school, school):
        row = SchoolReturnFactory(school=school, accepted=True)
        at_school.post(page("ask_reopening", row.pk), WORDS)
        assert "Because of the bus" in shown(council, "decline", row.pk)
        council.post(page("decline", row.pk), {"reason": "It counts in May"})
        assert ReopeningRequest.objects.get().granted is False
        assert "<strong>Left as it is:</strong> It counts in May" in shown(
            at_school, "return", row.pk
        )
        assert council.get(page("decline", row.pk)).status_code == 404

    def test_what_does_not_fit_any_more_is_told(self, council, school_return):
        response = council.post(page("accept", school_return.pk), follow=True)
        assert "so it cannot be accepted" in text_of(response)
        for name in ("query", "return_reopen"):
            response = council.post(page(name, school_return.pk), WORDS)
            assert "There is a problem" in text_of(response)

    def test_accepting_and_asking_no_longer(self, council, collection):
        made = SchoolReturnFactory(collection=collection, returned=True)
        response = council.post(page("accept", made.pk), follow=True)
        assert "is accepted" in text_of(response)
        assert saved(made)[0] == "accepted"
        idle = SchoolReturnFactory(collection=collection)
        response = council.post(page("not_asked", idle.pk), follow=True)
        assert "is no longer asked" in text_of(response)
        response = council.post(page("not_asked", made.pk), follow=True)
        assert "has begun its return, so it stays" in text_of(response)
        assert list(SchoolReturn.objects.all()) == [made]
