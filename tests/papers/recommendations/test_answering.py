"""Who owns a recommendation answers it, its committee closes it, and nothing said is lost."""

from threading import Barrier, Thread

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from council.models import Absence
from reports.models import Recommendation, RecommendationResponse
from reports.recommendations import answering
from reports.recommendations.answering import Overtaken, last_seen
from tests.accounts.people import browser_of, everybody_but
from tests.factories import PersonFactory, UserFactory
from tests.factories.papers import (
    PackFactory,
    RecommendationFactory,
    freeze_pack,
)
from tests.papers.recommendations.responding import PAGES, answered, at, page_of, respond
from tests.plain_rows import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def deputy(owner, today):
    """Somebody without a role who stands in for the owner."""
    user = UserFactory(person=PersonFactory())
    Absence.objects.create(person=owner.person, deputy=user.person, first_day=today, last_day=today)
    return user


def test_everybody_signed_in_reads_it_with_its_whole_history(recommendation, client):
    respond(recommendation, "rejected", "There is no money for it.", by="Sam Reed")
    respond(recommendation, "accepted", "The money was found.", by="Ines Gardner")
    for user in everybody_but():
        page = page_of(user, recommendation)
        assert page.index("There is no money for it.") < page.index("The money was found.")
        assert "Sam Reed" in page
    assert client.get(recommendation.get_absolute_url()).status_code == 302


def test_the_paper_it_was_made_on_is_linked_for_whom_may_read_it(
    meeting, directorate, officer, member, owner
):
    pack = PackFactory(meeting=meeting, committee=meeting.committee, directorate=directorate)
    paper = freeze_pack(pack)
    row = RecommendationFactory(meeting=meeting, directorate=directorate, pack=pack, number=3)
    assert paper.get_absolute_url() in page_of(officer, row)
    assert paper.get_absolute_url() not in page_of(member, row)
    assert pack.title in page_of(owner, row)


@pytest.mark.parametrize("who", ["owner", "deputy", "officer", "lead"])
def test_it_is_answered_by_owner_deputy_officer_and_lead(who, recommendation, request):
    user = request.getfixturevalue(who)
    browser = browser_of(user)
    assert at("answer", recommendation) in page_of(user, recommendation)
    response = browser.post(at("answer", recommendation), answered(recommendation))
    assert response["Location"] == recommendation.get_absolute_url()
    recommendation.refresh_from_db()
    assert recommendation.state == "accepted"
    said = recommendation.responses.get()
    assert (said.text, said.given_by_name) == ("We asked 40 pupils.", str(user))


def test_nobody_else_answers_it(recommendation, clerk, member, elsewhere):
    for user in [clerk, member, *everybody_but("officer", "plan_lead"), elsewhere]:
        address = at("answer", recommendation)
        assert address not in page_of(user, recommendation)
        assert browser_of(user).get(address).status_code == 403
        assert browser_of(user).post(address, answered(recommendation)).status_code == 403
        with pytest.raises(PermissionDenied):
            answering.answer(recommendation, "No", "rejected", seen=0, actor=user)
    assert not recommendation.responses.exists()


@pytest.mark.parametrize(
    ("state", "told"),
    [("rejected", "Enter why it is rejected"), ("paused", "Enter why it is paused")],
)
def test_who_rejects_or_pauses_it_says_why(state, told, recommendation, owner):
    browser = browser_of(owner)
    page = browser.post(
        at("answer", recommendation), answered(recommendation, state=state, text="")
    )
    assert told in page.content.decode()
    reason = answered(recommendation, state=state, text="No money.")
    assert browser.post(at("answer", recommendation), reason).status_code == 302
    recommendation.refresh_from_db()
    assert recommendation.state == state


def test_an_answer_needs_words_and_what_is_answered(recommendation, owner):
    browser = browser_of(owner)
    page = browser.post(at("answer", recommendation), answered(recommendation, text=" ", state=""))
    assert "Enter your answer in words" in page.content.decode()
    assert "Select what you answer" in page.content.decode()
    assert not recommendation.responses.exists()


def test_progress_leaves_it_as_it_stands(recommendation, owner):
    browser_of(owner).post(at("answer", recommendation), answered(recommendation, state="progress"))
    recommendation.refresh_from_db()
    assert recommendation.state == "open"
    assert recommendation.responses.get().text == "We asked 40 pupils."


@pytest.mark.parametrize("state", ["done", "open"])
def test_an_answer_never_closes_it_nor_takes_an_answer_back(state, recommendation, owner):
    page = browser_of(owner).post(
        at("answer", recommendation), answered(recommendation, state=state)
    )
    assert "Select what you answer" in page.content.decode()
    with pytest.raises(ValidationError):
        answering.answer(recommendation, "Done", state, seen=0, actor=owner)
    assert not recommendation.responses.exists()


def test_who_answers_second_sees_what_was_said_meanwhile(recommendation, owner, officer):
    first = answered(recommendation, text="First answer.")
    second = answered(recommendation, text="Second answer.", state="progress")
    assert browser_of(owner).post(at("answer", recommendation), first).status_code == 302
    browser = browser_of(officer)
    page = browser.post(at("answer", recommendation), second).content.decode()
    assert f"{owner} answered while you wrote" in page
    assert "First answer." in page
    assert "Second answer." in page
    assert recommendation.responses.count() == 1
    again = second | {"seen": last_seen(recommendation)}
    assert browser.post(at("answer", recommendation), again).status_code == 302
    assert [each.text for each in recommendation.responses.all()] == [
        "First answer.",
        "Second answer.",
    ]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_answer_at_the_same_moment_one_is_stored_and_one_is_told(
    recommendation, owner, officer
):
    start, outcomes = Barrier(2), []

    def say(actor, text):
        try:
            start.wait()
            answering.answer(recommendation, text, "accepted", seen=0, actor=actor)
            outcomes.append("stored")
        except Overtaken as overtaken:
            outcomes.append(f"told of {overtaken.last.text}")
        finally:
            connection.close()

    threads = [Thread(target=say, args=each) for each in [(owner, "One"), (officer, "Two")]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["stored", f"told of {RecommendationResponse.objects.get().text}"]


def test_the_database_moves_it_by_a_response_only(recommendation):
    with refused("moves by its steps only"):
        Recommendation.objects.filter(pk=recommendation.pk).update(state="done")
    respond(recommendation, "done")
    with refused("the recommendation is done"):
        respond(recommendation, "accepted")


def test_no_page_of_it_opens_without_signing_in(recommendation, client):
    for name in PAGES:
        assert client.get(at(name, recommendation)).status_code == 302
