"""Who may open which return, and which school's log."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404

from accounts.access import SignedInRequest, View, access_rule, requires
from accounts.capabilities import Capability
from incidents.models import Collection, SchoolReturn


def collection_page(view: View) -> View:
    """A view on one collection, `view(request, collection)`, for who collects returns."""

    @requires(Capability.COLLECT_RETURNS)
    @wraps(view)
    def found(request: SignedInRequest, pk: int, **kwargs: Any) -> HttpResponseBase:
        return view(request, get_object_or_404(Collection, pk=pk), **kwargs)

    return found


def return_page(*, of_school: bool = False, of_council: bool = False) -> Callable[[View], View]:
    """A view on one return, `view(request, school_return)`, for who may read it.

    The return of another school is not found. `of_school`: only for who answers for the
    school; `of_council`: only for who collects returns.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: SignedInRequest, pk: int, **kwargs: Any) -> HttpResponseBase:
            returns = SchoolReturn.objects.readable_by(request.user).select_related(
                "collection", "school", "type"
            )
            school_return = get_object_or_404(returns, pk=pk)
            if of_school and not school_return.may_be_made_by(request.user):
                raise PermissionDenied
            if of_council and not request.user.can(Capability.COLLECT_RETURNS):
                raise PermissionDenied
            return view(request, school_return, **kwargs)

        whom = "of the school" if of_school else "of the council" if of_council else "either"
        return access_rule(f"may read the return; {whom}")(checked)

    return decorate
