"""Access is denied unless a rule grants it.

Every view carries a rule: `public`, `signed_in`, or `requires(capability)`; apps with
rights on single objects build their own with `access_rule`. A view without a rule is
refused to everybody by the middleware, so that forgetting one shows at once.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from accounts.capabilities import Capability
from accounts.models import User

View = Callable[..., HttpResponseBase]


class SignedInRequest(HttpRequest):
    """A request behind an access rule: who makes it has signed in."""

    user: User


def access_rule(words: str) -> Callable[[View], View]:
    """Mark a view as having a rule of its own, said in words."""

    def mark(view: View) -> View:
        view.access_rule = words  # type: ignore[attr-defined]
        return view

    return mark


def public(view: View) -> View:
    """Anybody may open it, signed in or not."""
    return access_rule("public")(view)


def signed_in(view: View) -> View:
    """Everybody who has signed in may open it."""
    return access_rule("signed in")(view)


def requires(capability: Capability) -> Callable[[View], View]:
    """Whoever has the capability anywhere may open it; others are told that they may not."""

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.can(capability):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return access_rule(f"requires: {capability}")(checked)

    return decorate


SIGNED_OUT = (
    "You had been signed out, so nothing was saved. What you typed may still be there: sign in "
    "in a new tab, then go back in this one."
)


def _asked_by_script(request: HttpRequest) -> bool:
    """Whether a script waits for the answer: a sign-in page would land in the midst of a form."""
    headers = request.headers
    return headers.get("HX-Request") == "true" or headers.get("Accept") == "application/json"


class DenyByDefaultMiddleware:
    """Refuses each view without a rule, and sends those not signed in to the sign-in page.

    A script is told by the status 401, and keeps what was typed on the page.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, _args: Any, _kwargs: Any
    ) -> HttpResponseBase | None:
        rule = getattr(view, "access_rule", None)
        if rule == "public":
            return None
        if not request.user.is_authenticated:
            if _asked_by_script(request):
                return HttpResponse("Signed out", status=401, content_type="text/plain")
            if request.method == "POST":
                messages.warning(request, SIGNED_OUT)
            return redirect_to_login(request.get_full_path())
        if rule is None:
            raise PermissionDenied("This page has no access rule.")
        return None
