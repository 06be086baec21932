"""What a school does with its return, and the council with it: one function each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import F
from django.utils import timezone

from accounts.capabilities import Capability
from accounts.models import User
from core.audit import act
from incidents.audit_actions import (
    NIL_RETURN_MADE,
    QUERY_ANSWERED,
    REOPENING_ASKED,
    REOPENING_DECLINED,
    RETURN_ACCEPTED,
    RETURN_MADE,
    RETURN_QUERIED,
    RETURN_REOPENED,
    RETURN_SAVED,
    RETURN_TYPED_IN,
    RETURNS_ACCEPTED,
)
from incidents.figures import Figures, save_figures
from incidents.identifying import refuse_what_identifies
from incidents.models import (
    Collection,
    ReopeningRequest,
    ReturnDraft,
    ReturnQuery,
    SchoolReturn,
)
from incidents.return_mails import tell_collectors, tell_school

State = SchoolReturn.State
NOT_OPEN = "The collection is closed, so the return was not saved. What you typed is kept here"
CONFIRMED = "This return has been confirmed. Ask the council to reopen it"


@dataclass(frozen=True)
class Confirmation:
    """Who confirms a return for the school: the head or a deputy, by name."""

    name: str
    post: str


def save_return(
    school_return: SchoolReturn, figures: Figures, *, actor: User, from_log: bool = False
) -> SchoolReturn:
    """Keep what a school has filled in so far; the council may type it in from paper."""
    with _filling_in(school_return, actor, RETURN_SAVED) as locked:
        locked.nil = False
        locked.from_log = from_log
        locked.state = State.NOT_STARTED if figures.is_empty else State.IN_PROGRESS
        save_figures(locked, figures)
        locked.save()
        _forget_draft(locked)
    return locked


def make_return(
    school_return: SchoolReturn, confirmation: Confirmation, *, actor: User
) -> SchoolReturn:
    """Make the return as it is filled in. Raises ValidationError without a total."""
    with _filling_in(school_return, actor, RETURN_MADE, note=confirmation.name) as locked:
        if locked.total is None:
            raise ValidationError("Enter the total number of incidents first")
        if not Figures.of(locked).count_anything:
            raise ValidationError("A return without incidents is made as a nil return")
        _confirm(locked, confirmation)
    return locked


def make_nil_return(
    school_return: SchoolReturn, confirmation: Confirmation, *, actor: User
) -> SchoolReturn:
    """Say that there were no incidents. Raises ValidationError where counts were filled in."""
    with _filling_in(school_return, actor, NIL_RETURN_MADE, note=confirmation.name) as locked:
        if Figures.of(locked).count_anything:
            raise ValidationError(
                "Incidents have been filled in for this return. Empty the boxes before you make "
                "a nil return"
            )
        save_figures(locked, Figures(0, {}))
        locked.nil = True
        _confirm(locked, confirmation)
    return locked


def _confirm(school_return: SchoolReturn, confirmation: Confirmation) -> None:
    # A query that waited when the return was reopened waits for its answer still.
    asked = school_return.queries.filter(answered_at=None).exists()
    school_return.state = State.QUERIED if asked else State.RETURNED
    school_return.confirmed_by = confirmation.name.strip()
    school_return.confirmed_post = confirmation.post
    school_return.returned_at = timezone.now()
    school_return.save()
    _forget_draft(school_return)


def keep_draft(school_return: SchoolReturn, typed: dict[str, str], *, actor: User) -> None:
    """Keep what somebody types before it is saved, also when the collection is closed
    meanwhile. It is nobody's return until it is saved."""
    if not _may_fill_in(school_return, actor):
        raise PermissionDenied
    ReturnDraft.objects.update_or_create(
        school_return=school_return, defaults={"typed": typed, "typed_by": actor}
    )


def _forget_draft(school_return: SchoolReturn) -> None:
    ReturnDraft.objects.filter(school_return=school_return).delete()


@contextmanager
def _filling_in(
    school_return: SchoolReturn, actor: User, action: str, *, note: str = ""
) -> Iterator[SchoolReturn]:
    """An act on a return's figures, the return and its collection locked in that order.

    Raises PermissionDenied for whoever answers for another school, and ValidationError once
    it is confirmed or the collection is closed.
    """
    if not _may_fill_in(school_return, actor):
        raise PermissionDenied
    by_council = not school_return.may_be_made_by(actor)
    if by_council:
        note = f"{note}, from paper" if note else ""
        action = RETURN_TYPED_IN if action == RETURN_SAVED else action
    with act(action, actor=actor, target=school_return, note=note):
        Collection.objects.select_for_update().get(pk=school_return.collection_id)
        locked = SchoolReturn.objects.select_for_update().get(pk=school_return.pk)
        if refused := why_not_filled_in(locked):
            raise ValidationError(refused)
        locked.on_paper = by_council
        yield locked


def why_not_filled_in(school_return: SchoolReturn) -> str:
    """Why a return cannot be filled in now, in words; empty where it can."""
    if school_return.is_made:
        return CONFIRMED
    return "" if school_return.collection.is_open else NOT_OPEN


def _may_fill_in(school_return: SchoolReturn, actor: User) -> bool:
    return school_return.may_be_made_by(actor) or actor.can(Capability.COLLECT_RETURNS)


# What the council does with a return that was made


def query_return(school_return: SchoolReturn, question: str, *, actor: User) -> ReturnQuery:
    """Ask a school about its return; the return counts meanwhile."""
    if not question.strip():
        raise ValidationError({"question": "Enter what you want to ask the school"})
    with _judging(school_return, actor, RETURN_QUERIED, note=question) as locked:
        if locked.state == State.QUERIED:
            raise ValidationError("A query waits for the school’s answer already")
        if not locked.is_made:
            raise ValidationError("Only a return that was made can be queried")
        query = ReturnQuery.objects.create(
            school_return=locked, question=question.strip(), asked_by_name=str(actor)
        )
        locked.state = State.QUERIED
        locked.save()
        tell_school(locked, "The council asks about your return", question, actor)
    return query


def answer_query(query: ReturnQuery, answer: str, *, actor: User) -> None:
    """A school's answer, or what it told the council on the telephone."""
    if not answer.strip():
        raise ValidationError({"answer": "Enter your answer"})
    refuse_what_identifies(answer)
    school_return = query.school_return
    if not _may_fill_in(school_return, actor):
        raise PermissionDenied
    with act(QUERY_ANSWERED, actor=actor, target=school_return, note=answer.strip()[:300]):
        locked = SchoolReturn.objects.select_for_update().get(pk=school_return.pk)
        query = ReturnQuery.objects.select_for_update().get(pk=query.pk)
        if query.is_answered:
            raise ValidationError("This query has been answered already")
        query.answer = answer.strip()
        query.answered_by_name = str(actor)
        query.answered_at = timezone.now()
        query.save()
        if locked.state == State.QUERIED:  # it may have been reopened meanwhile
            locked.state = State.RETURNED
            locked.save()
        tell_collectors(locked, "answered the council’s query", actor)


def accept_return(school_return: SchoolReturn, *, actor: User) -> None:
    """Take a return as it is. Raises ValidationError where it was not made or is queried."""
    with _judging(school_return, actor, RETURN_ACCEPTED) as locked:
        if locked.state != State.RETURNED:
            raise ValidationError(
                f"{locked.school}: the return is “{locked.get_state_display().lower()}”, so it "
                "cannot be accepted"
            )
        locked.state = State.ACCEPTED
        locked.save()


def accept_all(collection: Collection, *, actor: User) -> int:
    """Take every return that waits for nothing else: made, not queried, and its school does
    not ask to reopen it. Returns how many."""
    if not actor.can(Capability.COLLECT_RETURNS):
        raise PermissionDenied
    with act(RETURNS_ACCEPTED, actor=actor, target=collection):
        asks = ReopeningRequest.objects.filter(granted=None).values("school_return")
        waiting = collection.returns.filter(state=State.RETURNED).exclude(pk__in=asks)
        number = waiting.update(state=State.ACCEPTED, revision=F("revision") + 1)
        if not number:
            raise ValidationError("No return waits to be accepted")
    return number


def ask_to_reopen(school_return: SchoolReturn, reason: str, *, actor: User) -> ReopeningRequest:
    """A school asks to change what it has confirmed; the reason stays."""
    if not reason.strip():
        raise ValidationError({"reason": "Enter why the return must change"})
    refuse_what_identifies(reason)
    if not school_return.may_be_made_by(actor):
        raise PermissionDenied
    with act(REOPENING_ASKED, actor=actor, target=school_return, note=reason.strip()[:300]):
        locked = SchoolReturn.objects.select_for_update().get(pk=school_return.pk)
        if not locked.is_made:
            raise ValidationError("This return has not been confirmed, so it can be changed")
        if locked.reopening_requests.filter(granted__isnull=True).exists():
            raise ValidationError("The council has been asked already")
        request = ReopeningRequest.objects.create(
            school_return=locked, reason=reason.strip(), asked_by_name=str(actor)
        )
        tell_collectors(locked, "asks to reopen its return", actor)
    return request


def decline_to_reopen(request: ReopeningRequest, why: str, *, actor: User) -> None:
    """The council leaves a return as it is, and says why."""
    if not why.strip():
        raise ValidationError({"reason": "Enter why the return stays as it is"})
    school_return = request.school_return
    with _judging(school_return, actor, REOPENING_DECLINED, note=why) as locked:
        _decide(request, actor, granted=False, words=why.strip())
        tell_school(locked, "Your return stays as it is", why, actor)


def reopen_return(school_return: SchoolReturn, reason: str, *, actor: User) -> None:
    """Let a school change what it has confirmed, as it asked or by the council's own wish."""
    if not reason.strip():
        raise ValidationError({"reason": "Enter why the return is reopened"})
    with _judging(school_return, actor, RETURN_REOPENED, note=reason) as locked:
        if not locked.is_made:
            raise ValidationError("This return has not been confirmed, so it can be changed")
        if not locked.collection.is_open:
            raise ValidationError("The collection is closed. Reopen it first")
        for request in locked.reopening_requests.filter(granted__isnull=True):
            _decide(request, actor, granted=True, words=reason.strip())
        locked.state = State.IN_PROGRESS
        locked.nil = False
        locked.confirmed_by = locked.confirmed_post = ""
        locked.returned_at = None
        locked.save()
        tell_school(locked, "Your return is open again", reason, actor)


def _decide(request: ReopeningRequest, actor: User, *, granted: bool, words: str) -> None:
    locked = ReopeningRequest.objects.select_for_update().get(pk=request.pk)
    if locked.granted is not None:
        raise ValidationError("This request has been decided already")
    locked.granted, locked.decision = granted, words
    locked.decided_by_name, locked.decided_at = str(actor), timezone.now()
    locked.save()


@contextmanager
def _judging(
    school_return: SchoolReturn, actor: User, action: str, *, note: str = ""
) -> Iterator[SchoolReturn]:
    """An act of who collects returns; gives the return as it is now, locked."""
    if not actor.can(Capability.COLLECT_RETURNS):
        raise PermissionDenied
    with act(action, actor=actor, target=school_return, note=note.strip()[:300]):
        yield SchoolReturn.objects.select_for_update().get(pk=school_return.pk)
