"""What a school sees first: its returns, those that wait before the others."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.access import SignedInRequest, requires
from accounts.capabilities import Capability
from council.models import School
from incidents.models import SchoolReturn


@requires(Capability.MAKE_RETURNS)
def home(request: SignedInRequest) -> HttpResponse:
    """The returns of the schools one answers for."""
    schools = request.user.reach(Capability.MAKE_RETURNS).schools
    returns = (
        SchoolReturn.objects.filter(school__in=schools)
        .readable_by(request.user)
        .select_related("collection", "school", "type")
        .prefetch_related("queries", "reopening_requests")
        .order_by("-collection__start", "school__name", "type__position")
    )
    waiting = [
        each
        for each in returns
        if each.may_be_filled_in or each.state == SchoolReturn.State.QUERIED
    ]
    today = timezone.localdate()
    context = {
        "title": "Incident returns",
        "schools": School.objects.filter(pk__in=schools),
        "waiting": [(each, each.days_late(today)) for each in waiting],
        "earlier": [each for each in returns if each not in waiting],
    }
    return render(request, "incidents/school.html", context)
