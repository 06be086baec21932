"""Granting roles to users and withdrawing them."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from accounts import acts
from accounts.access import SignedInRequest, requires, signed_in
from accounts.capabilities import Capability
from accounts.forms import RoleForm
from accounts.models import RoleAssignment, User
from accounts.roles import ROLES
from core.forms import GovukForm


@signed_in
def role_table(request: SignedInRequest) -> HttpResponse:
    """What each role is for and what it allows: the table by which the product decides."""
    rows = [
        (
            str(capability)[:1].upper() + str(capability)[1:],
            [(role.name, capability in role.capabilities) for role in ROLES.values()],
        )
        for capability in Capability
    ]
    context = {"roles": ROLES.values(), "rows": rows}
    return render(request, "accounts/role_table.html", context)


@requires(Capability.MANAGE_USERS)
def roles(request: SignedInRequest, pk: int) -> HttpResponse:
    """The roles there are, each with what it allows: choose one to grant."""
    user = get_object_or_404(User, pk=pk)
    context = {"shown": user, "roles": ROLES.values()}
    return render(request, "accounts/roles.html", context)


@requires(Capability.MANAGE_USERS)
def grant(request: SignedInRequest, pk: int, key: str) -> HttpResponse:
    """Grant a role, for the directorate, committee or school that it is a role of."""
    user = get_object_or_404(User, pk=pk)
    if key not in ROLES:
        raise Http404
    role = ROLES[key]
    form = RoleForm(request.POST if request.method == "POST" else None, user=user, role=role)
    if form.is_valid() and (granted := acts.grant_role(form, actor=request.user)):
        messages.success(request, f"Granted: {granted}")
        return redirect("accounts:user", pk)
    context = {
        "form": form,
        "shown": user,
        "role": role,
        "title": f"Grant the role “{role.name}” to {user}",
        "submit_label": "Grant this role",
        "cancel_url": reverse("accounts:user", args=[pk]),
    }
    return render(request, "accounts/grant.html", context)


@requires(Capability.MANAGE_USERS)
def withdraw(request: SignedInRequest, pk: int, assignment_pk: int) -> HttpResponse:
    """Withdraw a role, once the administrator is sure."""
    form = GovukForm(request.POST if request.method == "POST" else None)
    held = RoleAssignment.objects.select_related("user", "directorate", "committee", "school")
    assignment = get_object_or_404(held, pk=assignment_pk, user=pk)
    if form.is_valid():
        try:
            acts.withdraw_role(assignment, actor=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"Withdrawn: {assignment}")
            return redirect("accounts:user", pk)
    context = {
        "form": form,
        "shown": assignment.user,
        "title": f"Withdraw the role “{assignment}” from {assignment.user}?",
        "submit_label": "Withdraw this role",
        "cancel_url": reverse("accounts:user", args=[pk]),
    }
    return render(request, "accounts/withdraw.html", context)
