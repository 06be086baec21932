"""Who may open which page of a meeting: everybody signed in reads, its committee's clerk keeps."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404

from accounts.access import SignedInRequest, View, access_rule
from accounts.capabilities import Capability
from accounts.models import User
from reports.models import Meeting


def keeps_meetings_of(user: User, committee_id: int | None) -> bool:
    """Whether a user is clerk of a committee."""
    return committee_id in user.reach(Capability.PUBLISH_PAPERS).committees


def meeting_page(*, of_clerk: bool = False) -> Callable[[View], View]:
    """A view on one meeting, `view(request, meeting)`; `of_clerk`: only for who keeps it."""

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: SignedInRequest, pk: int, **kwargs: Any) -> HttpResponseBase:
            meeting = get_object_or_404(Meeting.objects.select_related("committee"), pk=pk)
            if of_clerk and not keeps_meetings_of(request.user, meeting.committee_id):
                raise PermissionDenied
            return view(request, meeting, **kwargs)

        return access_rule(f"signed in{'; keeps the meeting' if of_clerk else ''}")(checked)

    return decorate
