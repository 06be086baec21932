"""Who may open which page of annual reports."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404

from accounts.access import SignedInRequest, View, access_rule
from accounts.capabilities import Capability
from reports.models import AnnualReport

READERS = (Capability.READ_PLANS, Capability.PUBLISH_PAPERS)


def for_readers(view: View) -> View:
    """A page for whoever may read any annual report at all while it is made."""

    @wraps(view)
    def checked(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not any(request.user.can(each) for each in READERS):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return access_rule(" or ".join(READERS))(checked)


def annual_page(*capabilities: Capability) -> Callable[[View], View]:
    """A view on one annual report: `view(request, report)` for who may read it.

    One that one may not read is not found; with capabilities, one needs any of them for it.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: SignedInRequest, pk: int, **kwargs: Any) -> HttpResponseBase:
            reports = AnnualReport.objects.readable_by(request.user).select_related(
                "plan__directorate__committee",
                "plan__risk_scale",
                "plan__rag_definition",
                "workforce__directorate",
                "returns__type",
            )
            report = get_object_or_404(reports, pk=pk)
            if capabilities and not any(report.allows(request.user, c) for c in capabilities):
                raise PermissionDenied
            return view(request, report, **kwargs)

        words = " or ".join(capabilities) or "no more"
        return access_rule(f"may read the annual report; {words}")(checked)

    return decorate


def annual_writing_page(view: View) -> View:
    """A page on which an annual report is written, for who writes it and while it is a draft."""

    @wraps(view)
    def checked(request: SignedInRequest, report: AnnualReport, **kwargs: Any) -> HttpResponseBase:
        if not report.is_draft:
            raise PermissionDenied(
                "This annual report was submitted. It can be changed once it is taken back."
            )
        return view(request, report, **kwargs)

    return annual_page(Capability.WRITE_PAPERS)(checked)
