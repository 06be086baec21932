"""Adding, changing and removing a meeting, and recording what it resolved."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import ProtectedError
from django.utils import timezone

from accounts.models import User
from core.audit import act
from core.dates import in_words
from reports.meetings.access import keeps_meetings_of
from reports.meetings.audit_actions import (
    MEETING_ADDED,
    MEETING_CHANGED,
    MEETING_REMOVED,
    RESOLUTION_CORRECTED,
    RESOLUTION_RECORDED,
)
from reports.models import Meeting, Paper, Recommendation, Resolution


def add_meeting(meeting: Meeting, *, actor: User) -> Meeting:
    """Add a meeting of a committee of which one is clerk."""
    _require_clerk(actor, meeting.committee_id)
    with act(MEETING_ADDED, actor=actor) as entry:
        meeting.save()
        entry.about(meeting)
    return meeting


def change_meeting(meeting: Meeting, *, actor: User) -> Meeting:
    """Save a meeting as changed. The database refuses another day or committee where it stays."""
    was = Meeting.objects.get(pk=meeting.pk)
    _require_clerk(actor, was.committee_id)
    _require_clerk(actor, meeting.committee_id)
    with act(MEETING_CHANGED, actor=actor, target=meeting):
        meeting.save()
    return meeting


def day_stays(meeting: Meeting) -> bool:
    """Whether something was printed or decided that names the day of a meeting: the database
    keeps it then (trigger `reports_keep_meeting`)."""
    return any(
        rows.filter(meeting=meeting).exists()
        for rows in (Paper.objects, Resolution.objects, Recommendation.objects)
    )


def remove_meeting(meeting: Meeting, *, actor: User) -> None:
    """Remove a meeting. Raises ValidationError once anything hangs on it."""
    _require_clerk(actor, meeting.committee_id)
    with act(MEETING_REMOVED, actor=actor, target=meeting):
        try:
            meeting.delete()
        except ProtectedError:
            raise ValidationError(
                f"Papers, resolutions or recommendations belong to the meeting of "
                f"{in_words(meeting.day)}, so it stays"
            ) from None


def record_resolution(resolution: Resolution, *, actor: User) -> Resolution:
    """Record, or correct, what a meeting resolved on papers that were before it.

    Raises ValidationError before the day of the meeting, and for papers that were not frozen
    for it.
    """
    meeting = resolution.meeting
    _require_clerk(actor, meeting.committee_id)
    is_new = resolution.pk is None
    action = RESOLUTION_RECORDED if is_new else RESOLUTION_CORRECTED
    with act(action, actor=actor, target=resolution.pack, note=str(meeting)):
        require_taken_place(meeting)
        if not Paper.objects.filter(meeting=meeting, pack=resolution.pack_id).exists():
            raise ValidationError("These papers were not frozen for this meeting")
        resolution.save()
    return resolution


def has_come(meeting: Meeting) -> bool:
    """Whether the day of a meeting is here."""
    return meeting.day <= timezone.localdate()


def require_taken_place(meeting: Meeting) -> None:
    """Raises ValidationError before the day of a meeting, and of one that was cancelled."""
    if meeting.is_cancelled:
        raise ValidationError("This meeting did not take place")
    """Nothing is decided before the day of a meeting."""
    if not has_come(meeting):
        raise ValidationError(f"This meeting takes place on {in_words(meeting.day)}")


def _require_clerk(actor: User, committee_id: int) -> None:
    if not keeps_meetings_of(actor, committee_id):
        raise PermissionDenied
