"""The list of recommendations: a public record, filtered, saved as a file."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.accounts.people import browser_of, everybody_but
from tests.factories.papers import RecommendationFactory
from tests.papers.recommendations.responding import respond

pytestmark = pytest.mark.django_db
LIST = reverse("papers:recommendations")


@pytest.fixture
def late(meeting, directorate, owner, today):
    return RecommendationFactory(
        meeting=meeting,
        directorate=directorate,
        owner=owner.person,
        number=2,
        text="Publish the survey.",
        due=today - timedelta(days=1),
    )


@pytest.fixture
def elsewhere(today):
    """One of another committee, directorate, owner and year that was rejected."""
    row = RecommendationFactory(
        number=9, meeting__day=today - timedelta(days=800), due=today - timedelta(days=700)
    )
    respond(row, "rejected")
    return row


def shown(user, query):
    response = browser_of(user).get(f"{LIST}?{query}")
    return {row.record.reference for row in response.context["table"].rows}


def test_everybody_signed_in_reads_it(recommendation, client):
    for user in everybody_but():
        assert recommendation.reference in browser_of(user).get(LIST).content.decode()
    assert client.get(LIST).status_code == 302


def test_it_is_filtered(recommendation, late, elsewhere, owner):
    first, second, other = (row.reference for row in (recommendation, late, elsewhere))
    respond(recommendation, "done")
    expected = {
        f"committee={late.committee_id}": {first, second},
        f"directorate={elsewhere.directorate_id}": {other},
        f"owner={owner.person_id}": {first, second},
        f"year={elsewhere.year}": {other},
        "state=unfinished": {second, other},
        "state=done": {first},
        "state=rejected": {other},
        "overdue=true": {second},
        "overdue=false": {first, other},
        "words=survey": {second},
        "words=dale": {first, second},
    }
    assert {query: shown(owner, query) for query in expected} == expected


def test_overdue_stands_in_words(late, owner):
    assert ">Overdue</strong>" in browser_of(owner).get(LIST).content.decode()
    assert ">Overdue</strong>" in browser_of(owner).get(late.get_absolute_url()).content.decode()


def test_a_rejected_or_paused_one_waits_for_the_committee_and_is_not_overdue(elsewhere, owner):
    page = browser_of(owner).get(elsewhere.get_absolute_url()).content.decode()
    assert ">Rejected</strong>" in page
    assert ">Overdue</strong>" not in page


def test_it_is_saved_as_a_file_with_its_states_in_words(late, owner):
    response = browser_of(owner).get(f"{LIST}?_export=csv")
    text = b"".join(response).decode("utf-8-sig")
    assert late.reference in text
    assert "Open, overdue" in text


def test_it_asks_the_same_number_of_questions_for_any_length(late, owner):
    browser = browser_of(owner)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            browser.get(LIST)
        return len(queries)

    asked()
    before = asked()
    for number in range(3, 9):
        RecommendationFactory(meeting=late.meeting, number=number)
    assert asked() == before
