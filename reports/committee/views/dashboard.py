"""The dashboard of a directorate as it stood when a paper was frozen, or when it was met about."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.access import SignedInRequest
from reports.access import paper_page
from reports.committee.standing import days_of, plans_then
from reports.models import Paper


@paper_page
def dashboard(request: SignedInRequest, paper: Paper) -> HttpResponse:
    """How the plans stood, those that the paper prints first."""
    days = days_of(paper, timezone.localdate())
    which = request.GET.get("day", "frozen")
    day = next((each for each in days if each.key == which), None)
    if day is None:
        raise Http404
    context = {
        "paper": paper,
        "days": [each for each in days if each != day],
        "day": day,
        "plans": plans_then(paper, day.day, request.user),
    }
    return render(request, "papers/committee/dashboard.html", context)
