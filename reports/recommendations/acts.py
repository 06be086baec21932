"""Making a recommendation and correcting it."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.db.models import Max

from accounts.models import User
from core.audit import act
from core.dates import in_words
from reports.meetings.access import keeps_meetings_of
from reports.meetings.acts import require_taken_place
from reports.models import Meeting, Recommendation
from reports.recommendations.access import may_correct
from reports.recommendations.audit_actions import RECOMMENDATION_CORRECTED, RECOMMENDATION_MADE
from reports.recommendations.mails import tell_owner

_NUMBERS = 4_021_001
"""The lock of whoever takes the next number of a year."""

ANSWERED = "This recommendation was answered, so what it asks stays"


def make_recommendation(
    recommendation: Recommendation, *, meeting: Meeting, actor: User
) -> Recommendation:
    """Record what a meeting recommended, under the next number of its municipal year.

    The same words to the same owner at the same meeting are one: a form sent twice finds it.
    Raises ValidationError before the day of the meeting and for a due date that is not after it.
    """
    if not keeps_meetings_of(actor, meeting.committee_id):
        raise PermissionDenied
    require_taken_place(meeting)
    if recommendation.due <= meeting.day:
        raise ValidationError(
            {"due": f"The due date must be after the meeting of {in_words(meeting.day)}"}
        )
    with act(RECOMMENDATION_MADE, actor=actor) as entry:
        recommendation.meeting = meeting
        recommendation.committee_id = meeting.committee_id
        recommendation.year = meeting.year
        recommendation.number = _next_number(meeting.year)
        same = meeting.recommendations.filter(
            text=recommendation.text, owner=recommendation.owner
        ).first()
        if same is not None:
            entry.about(same)
            return same
        recommendation.owner_name = recommendation.owner.name
        recommendation.save()
        entry.about(recommendation)
        tell_owner(recommendation, "new", actor)
    return recommendation


def _next_number(year: int) -> int:
    """The number after the last one of a year; whoever asks next waits until it is stored."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_NUMBERS, year])
    last = Recommendation.objects.filter(year=year).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def correct(recommendation: Recommendation, *, actor: User) -> Recommendation:
    """Save what it asks as corrected. Once it was answered the database refuses it."""
    if not may_correct(actor, recommendation):
        raise PermissionDenied
    with act(RECOMMENDATION_CORRECTED, actor=actor, target=recommendation):
        recommendation.save()
    return recommendation
