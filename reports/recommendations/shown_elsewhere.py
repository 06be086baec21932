"""Where recommendations and resolutions show besides their own pages, and whom they wait for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse

from accounts.models import User
from accounts.reminders.waiting import Recipient, Waiting
from core.dates import in_words
from core.page_parts import PagePlace, offer_part
from council.models import Person
from plans.models import Plan
from plans.reporting.reminders import deputies_on, recipients_of, short
from reports.models import Paper, Recommendation
from reports.recommendations.access import may_hand_over
from reports.recommendations.open_ones import of_directorate, of_owners, rows_of

_FOLDER = "papers/recommendations"


def offer_parts() -> None:
    """Called once, when the app is ready."""
    offer_part(PagePlace.PLAN_DASHBOARD, f"{_FOLDER}/on_dashboard.html", _on_dashboard)
    offer_part(PagePlace.MY_WORK, f"{_FOLDER}/on_my_work.html", _on_my_work)
    offer_part(PagePlace.HANDOVER, f"{_FOLDER}/on_handover.html", _on_handover)
    offer_part(PagePlace.PAPER, f"{_FOLDER}/on_paper.html", _on_paper)


def _on_dashboard(_user: User, plan: Plan) -> dict[str, Any] | None:
    rows = of_directorate(plan.directorate)
    return {"rows": rows, "directorate": plan.directorate} if rows else None


def _on_my_work(user: User, _about: User) -> dict[str, Any] | None:
    rows = of_owners(user.stands_for)
    return {"rows": rows} if rows else None


def _on_handover(user: User, person: Person) -> dict[str, Any] | None:
    """What a leaver owns and this user may hand over."""
    rows = [
        row for row in of_owners(frozenset({person.pk})) if may_hand_over(user, row.recommendation)
    ]
    return {"rows": rows} if rows else None


def _on_paper(_user: User, paper: Paper) -> dict[str, Any] | None:
    """What was resolved and recommended on a paper at its meeting."""
    resolution = paper.pack.resolutions.filter(meeting=paper.meeting_id).first()
    made = Recommendation.objects.filter(pack=paper.pack_id, meeting=paper.meeting_id)
    rows = rows_of(made.order_by("year", "number"))
    return {"resolution": resolution, "rows": rows} if resolution or rows else None


def recommendations_waiting(today: date) -> Iterator[Waiting]:
    """Each recommendation that is open or accepted, for its owner or who stands in.

    One that was rejected or paused waits for the committee.
    """
    waiting = (Recommendation.State.OPEN, Recommendation.State.ACCEPTED)
    rows = Recommendation.objects.filter(state__in=waiting)
    deputies = deputies_on(today)
    for each in rows.select_related("owner__user", "directorate", "committee"):
        for recipient in recipients_of([[each.owner]], each.directorate, deputies, today):
            yield _waiting(each, recipient)


def _waiting(recommendation: Recommendation, recipient: Recipient) -> Waiting:
    def still_waits() -> bool:
        return Recommendation.objects.filter(
            pk=recommendation.pk, state=recommendation.state, owner=recommendation.owner_id
        ).exists()

    return Waiting(
        recipient=recipient,
        what=f"Recommendation {short(recommendation.reference, recommendation.text)} "
        f"({recommendation.committee}, due {in_words(recommendation.due)}).",
        path=reverse("papers:recommendation", args=[recommendation.pk]),
        due_on=recommendation.due,
        still_waits=still_waits,
    )
