"""Pages of a recommendation, and what is typed on them."""

from django.urls import reverse

from reports.models import Recommendation, RecommendationResponse
from reports.recommendations.answering import last_seen
from tests.accounts.people import browser_of

PAGES = ["correct", "answer", "hand_over", "close", "open_again"]


def at(name: str, row: Recommendation) -> str:
    return reverse(f"papers:recommendation_{name}", args=[row.pk])


def page_of(user, row) -> str:
    return browser_of(user).get(row.get_absolute_url()).content.decode()


def respond(
    row: Recommendation, to_state: str, text: str = "As agreed.", by: str = "Sam Reed", **more
) -> RecommendationResponse:
    """A response as if it had been given before."""
    row.refresh_from_db()
    made = RecommendationResponse.objects.create(
        recommendation=row,
        text=text,
        from_state=row.state,
        to_state=to_state,
        given_by_name=by,
        **more,
    )
    row.refresh_from_db()
    return made


def answered(row: Recommendation, **more) -> dict:
    """What is typed on the page of an answer."""
    return {"seen": last_seen(row), "text": "We asked 40 pupils.", "state": "accepted"} | more
