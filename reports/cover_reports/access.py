"""Who may open which page of a cover report: who sees its pack, and to change it, who writes it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404

from accounts.access import SignedInRequest, View, access_rule
from accounts.capabilities import Capability
from accounts.models import User
from reports.models import CoverReport, Pack


def may_write(user: User, pack: Pack) -> bool:
    """Whether a user may change the cover report of a pack now."""
    return pack.is_draft and pack.allows(user, Capability.WRITE_PAPERS)


def cover_report_page(view: View) -> View:
    """A view on one cover report: `view(request, report)` for who may see its pack."""
    return access_rule("may see the pack")(_found(view))


def cover_writing_page(view: View) -> View:
    """A page on which a cover report is changed, for who writes its pack, while it is a draft."""

    @wraps(view)
    def checked(request: SignedInRequest, report: CoverReport, **kwargs: Any) -> HttpResponseBase:
        if not report.pack.allows(request.user, Capability.WRITE_PAPERS):
            raise PermissionDenied
        if not report.pack.is_draft:
            raise PermissionDenied(
                f"This pack is “{report.pack.get_state_display()}”. Its cover report can be "
                "changed once it has been sent back to draft."
            )
        return view(request, report, **kwargs)

    return access_rule("writes the pack, while it is a draft")(_found(checked))


def _found(view: View) -> Callable[..., HttpResponseBase]:
    @wraps(view)
    def found(request: SignedInRequest, pk: int, **kwargs: Any) -> HttpResponseBase:
        reports = CoverReport.objects.filter(
            pack__in=Pack.objects.readable_by(request.user)
        ).select_related("pack__committee", "pack__directorate", "pack__meeting", "plan")
        return view(request, get_object_or_404(reports, pk=pk), **kwargs)

    return found
