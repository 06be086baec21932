"""Private notes on papers: whoever wrote one reads it, and nobody else, whatever their role."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import F, QuerySet

from accounts.models import User
from core.audit import act
from core.conflicts import RevisedModelForm
from core.forms import Look
from reports.committee.audit_actions import NOTE_ADDED, NOTE_CHANGED, NOTE_REMOVED
from reports.models import Paper, PaperNote


class NoteForm(RevisedModelForm):
    """A note, and the page of the paper that it is about."""

    looks = {"text": Look(called="the note"), "page": Look(width="4", called="the page")}

    class Meta:
        model = PaperNote
        fields = ("text", "page")
        help_texts = {"text": "Nobody but you can read it.", "page": "Its number in the PDF."}


def notes_of(user: User) -> QuerySet[PaperNote]:
    """Somebody's own notes, by paper and page; those on no page first."""
    return (
        PaperNote.objects.filter(user=user)
        .select_related("paper")
        .defer("paper__data")
        .order_by("-paper__meeting_day", "paper_id", F("page").asc(nulls_first=True), "pk")
    )


def by_paper(notes: QuerySet[PaperNote]) -> list[tuple[Paper, list[PaperNote]]]:
    """Each paper with the notes on it."""
    grouped = groupby(notes, key=lambda note: note.paper)
    return [(paper, list(of_paper)) for paper, of_paper in grouped]


def save_note(form: Any, *, actor: User) -> PaperNote:
    """A new note, or a change to one's own. A form sent back as it was is no act."""
    note: PaperNote = form.instance
    if note.user_id != actor.pk:
        raise PermissionDenied
    if not form.has_changed():
        return note
    with act(NOTE_CHANGED if note.pk else NOTE_ADDED, actor=actor):
        saved: PaperNote = form.save()
    return saved


def remove_note(note: PaperNote, *, actor: User) -> None:
    """Take one's own note away for good."""
    if note.user_id != actor.pk:
        raise PermissionDenied
    with act(NOTE_REMOVED, actor=actor):
        note.delete()
