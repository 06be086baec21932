"""One's own notes. A note of somebody else is not found, whoever asks."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.access import SignedInRequest, signed_in
from core.conflicts import row_to_edit
from core.forms import GovukForm
from reports.access import paper_page
from reports.committee.notes import NoteForm, by_paper, notes_of, remove_note, save_note
from reports.models import Paper, PaperNote


@signed_in
def notes(request: SignedInRequest) -> HttpResponse:
    """All notes that one wrote, by paper and page."""
    papers = by_paper(notes_of(request.user))
    return render(request, "papers/committee/notes.html", {"papers": papers})


@paper_page
def paper_notes(request: SignedInRequest, paper: Paper) -> HttpResponse:
    """One's notes on a paper and on its other versions, and a form for another one."""
    note = PaperNote(user=request.user, paper=paper)
    form = NoteForm(request.POST or None, instance=note)
    if form.is_valid():
        save_note(form, actor=request.user)
        messages.success(request, "Your note is saved")
        return redirect("papers:paper_notes", paper.pk)
    context = {
        "paper": paper,
        "form": form,
        "notes": notes_of(request.user).filter(paper__pack=paper.pack_id),
        "title": "My notes",
        "submit_label": "Add note",
        "cancel_url": paper.get_absolute_url(),
    }
    return render(request, "papers/committee/paper_notes.html", context)


@signed_in
def note(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change a note of one's own."""
    with row_to_edit(request, notes_of(request.user), pk=pk) as row:
        form = NoteForm(request.POST or None, instance=row)
        if form.is_valid():
            save_note(form, actor=request.user)
            messages.success(request, "Your note is saved")
            return redirect("papers:notes")
    context = {
        "form": form,
        "note": row,
        "title": "Change your note",
        "cancel_url": reverse("papers:notes"),
    }
    return render(request, "papers/committee/note.html", context)


@signed_in
def note_remove(request: SignedInRequest, pk: int) -> HttpResponse:
    """Remove a note of one's own, having been shown it once more."""
    form = GovukForm(request.POST if request.method == "POST" else None)
    with row_to_edit(request, notes_of(request.user), pk=pk) as row:
        if form.is_valid():
            remove_note(row, actor=request.user)
            messages.success(request, "Your note is removed")
            return redirect("papers:notes")
    context = {
        "form": form,
        "note": row,
        "title": "Remove your note?",
        "submit_label": "Remove",
        "cancel_url": reverse("papers:notes"),
    }
    return render(request, "papers/committee/note_remove.html", context)
