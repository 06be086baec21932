"""Answering a recommendation, handing it over, closing it and opening it again.

Each of these is a response that stays. Who answers says which response was the last one they
read: where another one came meanwhile, nothing is stored and they are shown it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.models import User
from core.audit import act
from core.dates import in_words
from council.models import Person
from reports.models import Meeting, Recommendation, RecommendationResponse
from reports.recommendations.access import (
    May,
    may_answer,
    may_close,
    may_hand_over,
)
from reports.recommendations.audit_actions import (
    RECOMMENDATION_ANSWERED,
    RECOMMENDATION_CLOSED,
    RECOMMENDATION_HANDED_OVER,
    RECOMMENDATION_REOPENED,
)
from reports.recommendations.mails import tell_committee, tell_of_closing, tell_owner

State = Recommendation.State
ANSWERS = (State.ACCEPTED, State.REJECTED, State.PAUSED)
"""The states that an answer can move a recommendation to."""

DONE = "This recommendation is done. It can be answered once its committee has opened it again"


@dataclass
class Overtaken(Exception):
    """Somebody answered while one wrote; `last` is what they said."""

    last: RecommendationResponse

    def __str__(self) -> str:
        return (
            f"{self.last.given_by_name} answered while you wrote. Read what they said, change "
            "what you typed where it is needed, and send it again"
        )


def last_seen(recommendation: Recommendation) -> int:
    """The number of its last response, to be given back with the next one; 0 for none."""
    last = recommendation.responses.order_by("pk").last()
    return last.pk if last else 0


def answer(
    recommendation: Recommendation, text: str, state: str, *, seen: int, actor: User
) -> RecommendationResponse:
    """Answer: it is accepted, rejected or paused, or (with no state) how far it has come."""
    if state and state not in ANSWERS:
        raise ValidationError({"state": "Select what you answer"})
    with _responding(
        recommendation, RECOMMENDATION_ANSWERED, may_answer, seen=seen, actor=actor
    ) as locked:
        response = _respond(locked, text, state or locked.state, actor)
        tell_committee(response, actor)
    return response


def hand_over(
    recommendation: Recommendation, owner: Person, reason: str, *, seen: int, actor: User
) -> RecommendationResponse:
    """Make somebody else its owner; the history keeps who it was, by name, and why."""
    with _responding(
        recommendation, RECOMMENDATION_HANDED_OVER, may_hand_over, seen=seen, actor=actor
    ) as locked:
        if owner.pk == locked.owner_id:
            raise ValidationError({"owner": f"{owner} owns it already"})
        told = f"Handed over from {locked.owner_name} to {owner.name}: {reason.strip()}"
        response = _respond(locked, told, locked.state, actor)
        locked.owner, locked.owner_name = owner, owner.name
        locked.save()
        tell_owner(locked, "handed over", actor)
    return response


def close(
    recommendation: Recommendation,
    text: str,
    meeting: Meeting | None = None,
    *,
    seen: int,
    actor: User,
) -> RecommendationResponse:
    """The committee says that it is done, in words, and at which meeting if it was at one."""
    with _responding(
        recommendation, RECOMMENDATION_CLOSED, may_close, seen=seen, actor=actor
    ) as locked:
        if meeting is not None:
            _require_fitting(meeting, locked)
        response = _respond(locked, text, State.DONE, actor, meeting=meeting)
        tell_of_closing(response, actor)
    return response


def open_again(
    recommendation: Recommendation, reason: str, *, seen: int, actor: User
) -> RecommendationResponse:
    """The committee opens again what was done, for a reason."""
    with _responding(
        recommendation, RECOMMENDATION_REOPENED, may_close, seen=seen, actor=actor, of_done=True
    ) as locked:
        response = _respond(locked, reason, State.OPEN, actor)
        tell_of_closing(response, actor)
    return response


@contextmanager
def _responding(
    recommendation: Recommendation,
    action: str,
    may: May,
    *,
    seen: int,
    actor: User,
    of_done: bool = False,
) -> Iterator[Recommendation]:
    """An act on the recommendation as it is now, locked.

    Raises Overtaken where somebody answered since `seen`, ValidationError where it is done
    (or, of opening again, is not).
    """
    with act(action, actor=actor, target=recommendation):
        locked = Recommendation.objects.select_for_update(of=("self",)).get(pk=recommendation.pk)
        if not may(actor, locked):
            raise PermissionDenied
        last = locked.responses.order_by("pk").last()
        if last is not None and last.pk != seen:
            raise Overtaken(last)
        if locked.is_done != of_done:
            raise ValidationError("This recommendation is not done" if of_done else DONE)
        yield locked


def _respond(
    locked: Recommendation, text: str, state: str, actor: User, *, meeting: Meeting | None = None
) -> RecommendationResponse:
    """Store a response; a trigger moves the recommendation."""
    if not text.strip():
        raise ValidationError({"text": "Enter what you have to say"})
    return RecommendationResponse.objects.create(
        recommendation=locked,
        text=text.strip(),
        from_state=locked.state,
        to_state=state,
        meeting=meeting,
        given_by=actor,
        given_by_name=str(actor),
        given_at=timezone.now(),
    )


def _require_fitting(meeting: Meeting, recommendation: Recommendation) -> None:
    """Only a meeting of the same committee, since the one that made it, can have closed it."""
    made = recommendation.meeting.day
    of_committee = meeting.committee_id == recommendation.committee_id
    if not of_committee or not made <= meeting.day <= timezone.localdate():
        raise ValidationError(
            {"meeting": f"Select a meeting of the committee since {in_words(made)}"}
        )
