"""Users: their list, adding and changing one, taking the sign-in and giving it back."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts import acts
from accounts.access import SignedInRequest, requires
from accounts.capabilities import Capability
from accounts.filters import UserFilter
from accounts.forms import UserForm
from accounts.models import RoleAssignment, User
from accounts.roles import ROLES
from accounts.tables import UserTable
from core.conflicts import row_to_edit
from core.dates import in_words
from core.forms import GovukForm
from core.lists import list_page
from council.reference import row_links

manages_users = requires(Capability.MANAGE_USERS)


@manages_users
def users(request: SignedInRequest) -> HttpResponseBase:
    """Everybody who has, or had, a sign-in."""
    held = RoleAssignment.objects.select_related("directorate", "committee", "school")
    return list_page(
        request,
        queryset=User.objects.prefetch_related(Prefetch("role_assignments", held)),
        table_class=UserTable,
        filterset_class=UserFilter,
        template_name="accounts/users.html",
        context={"title": "Users"},
        export_name="Users",
    )


@manages_users
def user(request: SignedInRequest, pk: int) -> HttpResponse:
    """One user: details, roles, and what can be done."""
    user = get_object_or_404(User.objects.select_related("person"), pk=pk)
    edit = reverse("accounts:user_edit", args=[pk])
    facts = [
        ("Name", user.name, edit),
        ("Email address", user.email, edit),
        ("In plans", str(user.person) if user.person else "Not named", edit),
        ("May sign in", "Yes" if user.is_active else "No"),
        ("Password", "Set" if user.has_usable_password() else "Not set yet"),
        ("Last sign-in", in_words(user.last_login.date()) if user.last_login else "Never"),
    ]
    held = [(assignment, ROLES[assignment.role]) for assignment in user.assignments]
    context = {
        "shown": user,
        "facts": facts,
        "held": held,
        "links": row_links(user.person, request.user) if user.person else [],
        "may_read_audit": request.user.can(Capability.READ_AUDIT),
    }
    return render(request, "accounts/user.html", context)


@manages_users
def add(request: SignedInRequest) -> HttpResponse:
    """A new user, who is mailed the link by which a password is set."""
    form = UserForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and (user := acts.add_user(form, actor=request.user)):
        messages.success(request, f"Added: {user}")
        _mail_link(request, user)
        return redirect("accounts:roles", user.pk)
    context = {"form": form, "title": "Add a user", "cancel_url": reverse("accounts:users")}
    return render(request, "accounts/user_form.html", context)


@manages_users
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change a user's details."""
    with row_to_edit(request, User.objects.all(), pk=pk) as user:
        name = str(user)
        form = UserForm(request.POST if request.method == "POST" else None, instance=user)
        saved = form.is_valid() and acts.change_user(form, actor=request.user)
    if saved:
        messages.success(request, f"Saved: {saved}")
        return redirect("accounts:user", pk)
    context = {"form": form, "title": name, "cancel_url": reverse("accounts:user", args=[pk])}
    return render(request, "accounts/user_form.html", context)


@manages_users
def activation(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take the sign-in from a user, or give it back, once the administrator is sure."""
    form = GovukForm(request.POST if request.method == "POST" else None)
    with row_to_edit(request, User.objects.all(), pk=pk) as user:
        was_active = user.is_active
        if form.is_valid():
            try:
                change = acts.deactivate if was_active else acts.reactivate
                change(user, actor=request.user)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(
                    request,
                    f"{user} can no longer sign in" if was_active else f"{user} can sign in again",
                )
                return redirect("accounts:user", pk)
    context = {
        "form": form,
        "was_active": was_active,
        "links": row_links(user.person, request.user) if was_active and user.person else [],
        "title": f"Take the sign-in from {user}?" if was_active else f"Let {user} sign in again?",
        "submit_label": "Take the sign-in" if was_active else "Give the sign-in back",
        "cancel_url": reverse("accounts:user", args=[pk]),
    }
    return render(request, "accounts/activation.html", context)


@manages_users
@require_POST
def send_link(request: SignedInRequest, pk: int) -> HttpResponse:
    """Mail a user the link by which a password is set, once more."""
    user = get_object_or_404(User, pk=pk, is_active=True)
    if _mail_link(request, user):
        messages.success(request, f"Link sent to {user.email}")
    return redirect("accounts:user", pk)


def _mail_link(request: SignedInRequest, user: User) -> bool:
    try:
        acts.send_link(user, actor=request.user, request=request)
    except OSError:
        messages.warning(
            request,
            f"The link to set a password could not be sent to {user.email}. Ask whoever looks "
            "after this system, then send it again from the user’s page",
        )
        return False
    return True
