"""What everybody has: an account, and the right to know how accessible the product is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.access import SignedInRequest, public, signed_in
from accounts.roles import ROLES
from core import navigation


@signed_in
def home(request: SignedInRequest) -> HttpResponse:
    """Where a person lands: on the work that waits for them, else where they read."""
    return redirect(navigation.landing_of(request.user))


@signed_in
def account(request: SignedInRequest) -> HttpResponse:
    """Who one is here, and what one's roles allow."""
    user = request.user
    facts = [
        ("Name", user.name),
        ("Email address", user.email),
        ("In plans you are", str(user.person) if user.person else "Not named"),
    ]
    held = [(ROLES[a.role], a.scope_name) for a in user.assignments]
    return render(request, "accounts/account.html", {"facts": facts, "held": held})


@public
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement that UK public bodies must publish."""
    return render(request, "accounts/accessibility.html")
