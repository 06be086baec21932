"""Publishing a paper to its committee and to everybody."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.access import SignedInRequest
from reports.access import paper_page
from reports.models import Audience, Paper
from reports.papers.acts import is_late, publish, why_late, why_not_published
from reports.papers.clear_days import clear_days
from reports.papers.forms import PublishForm
from reports.papers.rights import may_publish


@paper_page
def publish_paper(request: SignedInRequest, paper: Paper) -> HttpResponse:
    """What publishing today would mean, and the button that does it."""
    if not may_publish(request.user, paper):
        raise PermissionDenied
    published = {each.audience: each for each in paper.publications.all()}
    if len(published) == len(Audience):
        return redirect(paper)
    before = published.get(Audience.COMMITTEE)
    late = why_late(paper) if before is None and is_late(paper) else ""
    typed = request.POST if request.method == "POST" else None
    form = PublishForm(typed, late=late, before=before)
    if request.method == "POST" and form.is_valid():
        texts = {name: form.cleaned_data.get(name, "") for name in ("late_reason", "urgency")}
        try:
            publish(paper, form.audiences, actor=request.user, **texts)
        except ValidationError as error:
            form.tell(error)
        else:
            messages.success(request, f"{paper} is published")
            return redirect(paper)
    today = timezone.localdate()
    context = {
        "paper": paper,
        "form": form,
        "title": "Publish to the public" if before else "Publish this paper",
        "before": before,
        "late": late,
        "why_not": why_not_published(paper),
        "today": today,
        "clear_days": clear_days(today, paper.meeting_day),
        "is_past": paper.meeting_day < today,
    }
    return render(request, "papers/papers/publish.html", context)
