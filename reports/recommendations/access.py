"""Who may do what with a recommendation: everybody signed in reads it.

Recommendations are made at public meetings and are public records. Who owns one, and who
stands in for them, may answer it whatever their roles; the committee alone closes it, and its
clerk does not.
"""

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
from reports.meetings.access import keeps_meetings_of
from reports.models import Recommendation

May = Callable[[User, Recommendation], bool]


def may_correct(user: User, recommendation: Recommendation) -> bool:
    """The committee's clerk corrects its words."""
    return keeps_meetings_of(user, recommendation.committee_id)


def may_answer(user: User, recommendation: Recommendation) -> bool:
    """Its owner, who stands in for the owner, and who writes papers of the directorate."""
    return recommendation.owner_id in user.stands_for or _of_directorate(user, recommendation)


def may_hand_over(user: User, recommendation: Recommendation) -> bool:
    """The committee's clerk, and who writes papers of the directorate."""
    return may_correct(user, recommendation) or _of_directorate(user, recommendation)


def may_close(user: User, recommendation: Recommendation) -> bool:
    """The members of the committee, and nobody else."""
    return recommendation.committee_id in user.reach(Capability.CLOSE_RECOMMENDATIONS).committees


def _of_directorate(user: User, recommendation: Recommendation) -> bool:
    reach = user.reach(Capability.WRITE_PAPERS)
    return reach.covers_directorate(recommendation.directorate_id)


def recommendation_page(may: May | None = None) -> Callable[[View], View]:
    """A view on one recommendation, `view(request, recommendation)`, for whom the rule lets."""

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: SignedInRequest, pk: int, **kwargs: Any) -> HttpResponseBase:
            rows = Recommendation.objects.select_related(
                "committee", "directorate", "owner", "meeting__committee", "pack"
            )
            recommendation = get_object_or_404(rows, pk=pk)
            if may is not None and not may(request.user, recommendation):
                raise PermissionDenied
            return view(request, recommendation, **kwargs)

        return access_rule(f"signed in{f'; {may.__name__}' if may else ''}")(checked)

    return decorate
