"""Meetings: the list, one of them, and what its committee's clerk does."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.access import SignedInRequest, requires, signed_in
from accounts.capabilities import Capability
from core.conflicts import row_to_edit
from core.dates import in_words
from core.lists import list_page
from reports.meetings.access import keeps_meetings_of, meeting_page
from reports.meetings.acts import (
    add_meeting,
    change_meeting,
    day_stays,
    has_come,
    record_resolution,
    remove_meeting,
)
from reports.meetings.filters import MeetingFilter
from reports.meetings.forms import STAYS, MeetingForm, ResolutionForm
from reports.meetings.papers_before import items_of
from reports.meetings.tables import MeetingTable, with_unfinished
from reports.models import Meeting, Pack, Resolution
from reports.papers.clear_days import last_day_to_publish
from reports.recommendations.open_ones import rows_of


@signed_in
def meetings(request: SignedInRequest) -> HttpResponseBase:
    """The meetings of all committees."""
    return list_page(
        request,
        queryset=with_unfinished(Meeting.objects.all()),
        table_class=MeetingTable,
        filterset_class=MeetingFilter,
        template_name="papers/meetings/list.html",
        context={"title": "Meetings", "may_add": request.user.can(Capability.PUBLISH_PAPERS)},
        export_name="meetings",
    )


@meeting_page()
def meeting(request: SignedInRequest, meeting: Meeting) -> HttpResponse:
    """A meeting: its papers, what was resolved, and what of its recommendations is unfinished."""
    rows = rows_of(meeting.recommendations.order_by("year", "number"))
    context = {
        "meeting": meeting,
        "facts": facts_of(meeting),
        "items": items_of(meeting, request.user),
        "unfinished": [row for row in rows if not row.is_done],
        "done": [row for row in rows if row.is_done],
        "keeps": keeps_meetings_of(request.user, meeting.committee_id),
        "has_come": has_come(meeting),
    }
    return render(request, "papers/meetings/meeting.html", context)


def facts_of(meeting: Meeting) -> list[tuple[str, str]]:
    """What is known of a meeting, as its page lists it."""
    facts = [("Committee", str(meeting.committee)), ("Day", in_words(meeting.day))]
    if meeting.begins:
        facts.append(("Time", f"{meeting.begins:%H:%M}"))
    if meeting.place:
        facts.append(("Place", meeting.place))
    if not meeting.is_past:
        last = in_words(last_day_to_publish(meeting.day))
        facts.append(("Last day to publish its papers", last))
    return facts


@requires(Capability.PUBLISH_PAPERS)
def add(request: SignedInRequest) -> HttpResponse:
    """Add a meeting."""
    form = MeetingForm(request.POST or None, instance=Meeting(), user=request.user)
    if form.is_valid():
        added = form.save_or_explain(
            lambda: add_meeting(form.save(commit=False), actor=request.user)
        )
        if added is not None:
            messages.success(request, f"Added: {added}")
            return redirect(added)
    context = {"form": form, "title": "Add a meeting", "cancel_url": reverse("papers:meetings")}
    return render(request, "papers/meetings/form.html", context)


@meeting_page(of_clerk=True)
def edit(request: SignedInRequest, meeting: Meeting) -> HttpResponse:
    """Change a meeting; its day and committee only until papers were frozen for it."""
    with row_to_edit(request, Meeting.objects.all(), pk=meeting.pk) as row:
        form = MeetingForm(request.POST or None, instance=row, user=request.user)
        if form.is_valid():
            saved = form.save_or_explain(
                lambda: change_meeting(form.save(commit=False), actor=request.user)
            )
            if saved is not None:
                messages.success(request, f"Saved: {saved}")
                return redirect(saved)
    context = {
        "form": form,
        "title": "Change the meeting",
        "meeting": meeting,
        "intro": f"{STAYS}." if day_stays(meeting) else "",
        "cancel_url": meeting.get_absolute_url(),
    }
    return render(request, "papers/meetings/form.html", context)


@require_POST
@meeting_page(of_clerk=True)
def remove(request: SignedInRequest, meeting: Meeting) -> HttpResponse:
    """Remove a meeting on which nothing hangs."""
    try:
        remove_meeting(meeting, actor=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(meeting)
    messages.success(request, f"Removed: {meeting}")
    return redirect("papers:meetings")


@meeting_page(of_clerk=True)
def resolve(request: SignedInRequest, meeting: Meeting, pack_pk: int) -> HttpResponse:
    """Record what the meeting resolved on papers, or correct it."""
    pack = get_object_or_404(Pack.objects.filter(papers__meeting=meeting).distinct(), pk=pack_pk)
    with transaction.atomic():
        # Two who record at once take turns: the second is shown what the first wrote.
        if request.method == "POST":
            Meeting.objects.select_for_update().get(pk=meeting.pk)
        found = Resolution.objects.filter(meeting=meeting, pack=pack).first()
        form = ResolutionForm(
            request.POST or None, instance=found or Resolution(meeting=meeting, pack=pack)
        )
        if form.is_valid():
            try:
                record_resolution(form.save(commit=False), actor=request.user)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, f"Recorded what was resolved on {pack}"[:200])
                return redirect(meeting)
    context = {
        "form": form,
        "title": "Correct what was resolved" if found else "Record what was resolved",
        "meeting": meeting,
        "intro": f"{pack}, {meeting}",
        "cancel_url": meeting.get_absolute_url(),
    }
    return render(request, "papers/meetings/form.html", context)
