"""Two people at the same moment: real threads, each with a connection of its own."""

import threading
import time

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from incidents.acts_on_collections import close_collection
from incidents.acts_on_returns import make_nil_return, make_return, query_return, save_return
from incidents.chasing import chase
from incidents.figures import Figures
from incidents.importing.returns import import_returns
from incidents.models import Collection, ReturnDraft, ReturnQuery, SchoolReturn
from tests.accounts.people import browser_of, somebody_who_is
from tests.factories import SchoolFactory, SchoolReturnFactory
from tests.incidents.answering import CONFIRMED, HEAD, figures, page, saved, typed
from tests.incidents.test_chasing import TODAY
from tests.plans.exchange.test_concurrent_imports import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def refused(outcomes) -> list[ValidationError]:
    others = [each for each in outcomes if isinstance(each, Exception)]
    assert all(isinstance(each, ValidationError) for each in others), others
    return others


def fresh(row: SchoolReturn) -> SchoolReturn:
    return SchoolReturn.objects.select_related("collection", "school", "type").get(pk=row.pk)


def test_of_a_school_that_makes_its_return_twice_at_once_one_counts(school_return, respondent):
    save_return(school_return, Figures(3), actor=respondent)
    outcomes = at_once(*[lambda: make_return(fresh(school_return), HEAD, actor=respondent)] * 4)
    assert len(refused(outcomes)) == 3
    assert saved(school_return) == ("returned", 3, {})


def test_nil_and_not_nil_at_once_is_one_of_the_two(school_return, respondent, officer):
    two = {"victim_gender, Male": 2}
    outcomes = at_once(
        lambda: save_return(
            fresh(school_return), figures(school_return.collection, 3, **two), actor=respondent
        ),
        lambda: make_nil_return(fresh(school_return), HEAD, actor=officer),
    )
    assert len(refused(outcomes)) == 1
    assert saved(school_return) in [("in_progress", 3, two), ("returned", 0, {})]


def test_of_two_who_save_at_once_the_second_is_told(respondent, school_return):
    colleague = somebody_who_is("school_respondent", school=school_return.school)
    clients = [browser_of(user) for user in (respondent, colleague)]
    sent = [typed(client, school_return, total=n) for n, client in enumerate(clients, start=1)]

    def save(client: Client, answers) -> HttpResponse:
        return client.post(page("fill_in", school_return.pk), answers)

    outcomes = at_once(*(lambda c=c, a=a: save(c, a) for c, a in zip(clients, sent, strict=True)))
    assert sorted(each.status_code for each in outcomes) == [200, 302]
    [late] = [each for each in outcomes if each.status_code == 200]
    assert "saved this while you had it open" in late.content.decode()
    assert saved(school_return)[1] in (1, 2)


@pytest.mark.parametrize("turn", range(5))
def test_saving_on_the_page_and_a_nil_return_never_wait_for_each_other_for_ever(
    turn, respondent, council, school_return
):
    """Both lock the collection first, then the return."""
    client = browser_of(respondent)
    answers = typed(client, school_return, total=3)
    outcomes = at_once(
        lambda: client.post(page("fill_in", school_return.pk), answers),
        lambda: council.post(page("nil", school_return.pk), CONFIRMED),
    )
    assert all(isinstance(each, HttpResponse) for each in outcomes), outcomes
    assert sorted(each.status_code for each in outcomes) == [200, 302]
    assert saved(school_return) in [("in_progress", 3, {}), ("returned", 0, {})]


@pytest.mark.parametrize("turn", range(3))
def test_a_collection_closed_while_a_school_saves_takes_all_or_keeps_what_was_typed(
    turn, respondent, officer, school_return
):
    client = browser_of(respondent)
    answers = typed(client, school_return, total=3, **{"victim_gender, Male": 2})
    collection = Collection.objects.get()
    response, missing = at_once(
        lambda: client.post(page("fill_in", school_return.pk), answers),
        lambda: close_collection(collection, actor=officer),
    )
    assert missing == 1
    assert Collection.objects.get().is_closed
    if response.status_code == 302:
        assert saved(school_return) == ("in_progress", 3, {"victim_gender, Male": 2})
    else:
        assert saved(school_return) == ("not_started", None, {})
        assert ReturnDraft.objects.get().typed["total"] == "3"


@pytest.mark.parametrize("name", ["save", "nil"])
def test_a_school_that_answers_while_the_collection_is_being_closed_waits_and_is_told(
    name, respondent, officer, school_return
):
    answer = {
        "save": lambda: save_return(fresh(school_return), Figures(3), actor=respondent),
        "nil": lambda: make_nil_return(fresh(school_return), HEAD, actor=respondent),
    }[name]
    closed = threading.Event()

    def close() -> None:
        with transaction.atomic():
            close_collection(Collection.objects.get(), actor=officer)
            closed.set()
            time.sleep(0.5)  # not committed yet

    def answer_meanwhile() -> object:
        closed.wait(timeout=20)
        return answer()

    _, outcome = at_once(close, answer_meanwhile)
    assert "The collection is closed" in str(outcome)
    assert saved(school_return) == ("not_started", None, {})


def test_two_officers_who_query_at_once_ask_once(officer):
    row = SchoolReturnFactory(returned=True)
    outcomes = at_once(*[lambda: query_return(fresh(row), "Where?", actor=officer)] * 3)
    assert len(refused(outcomes)) == 2
    assert ReturnQuery.objects.count() == 1


def test_two_officers_who_chase_at_once_write_one_mail(officer, collection, mailoutbox):
    school = SchoolFactory(email="office@fellview.example")
    SchoolReturnFactory(collection=collection, school=school)
    outcomes = at_once(*[lambda: chase(collection, today=TODAY, actor=officer)] * 3)
    assert not refused(outcomes)
    assert sorted(len(told.written) for told in outcomes) == [0, 0, 1]
    assert len(mailoutbox) == 1


def test_a_file_and_a_school_at_once_make_one_return(school_return, respondent, officer):
    file = f"school,period,nil,section,row,count\n{school_return.school.urn},2026/27,no,,Total,9\n"
    outcomes = at_once(
        lambda: import_returns(file.encode(), "r.csv", actor=officer),
        lambda: make_nil_return(fresh(school_return), HEAD, actor=respondent),
    )
    assert sum(isinstance(each, Exception) for each in outcomes) == 1
    assert saved(school_return) in [("returned", 9, {}), ("returned", 0, {})]


def test_two_drafts_at_once_are_one(respondent, council, school_return):
    client = browser_of(respondent)
    address = page("draft", school_return.pk)
    outcomes = at_once(*(lambda c=c: c.post(address, {"total": "3"}) for c in (client, council)))
    assert [each.status_code for each in outcomes] == [200, 200]
    assert ReturnDraft.objects.count() == 1
