"""Who may read which version of the framework, and who edits them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404

from accounts.access import SignedInRequest, View, public, requires
from accounts.capabilities import Capability
from thresholds.models import Framework


def readable_by(user: Any) -> Any:
    """The versions that somebody may read: who edits them all, who is signed in those in use,
    everybody else those that the partnership shows to all."""
    if user.is_authenticated and user.can(Capability.EDIT_THRESHOLDS):
        return Framework.objects.all()
    if user.is_authenticated:
        return Framework.objects.readable()
    return Framework.objects.for_everybody()


def reader_page(view: View) -> View:
    """A view for readers, `view(request, framework)`, of the version in force or of the one
    that the address names. Who has not signed in is asked to where nothing is public."""

    @wraps(view)
    def found(request: HttpRequest, version: int | None = None, **kwargs: Any) -> HttpResponseBase:
        readable = readable_by(request.user)
        if version is None:
            framework = readable.in_force()
            if framework is None and not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            return view(request, framework, **kwargs)
        return view(request, get_object_or_404(readable, pk=version), **kwargs)

    return public(found)


def editor_page(*, of_draft: bool = False) -> Callable[[View], View]:
    """A view on one version, `view(request, framework)`, for who edits them. `of_draft`: only
    what is still a draft is found."""

    def decorate(view: View) -> View:
        @requires(Capability.EDIT_THRESHOLDS)
        @wraps(view)
        def found(request: SignedInRequest, pk: int, **kwargs: Any) -> HttpResponseBase:
            framework = get_object_or_404(Framework, pk=pk)
            if of_draft and not framework.is_draft:
                raise Http404
            return view(request, framework, **kwargs)

        return found

    return decorate
