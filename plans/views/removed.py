"""What one sees of a part that somebody removed while one had it open."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from accounts.access import SignedInRequest
from plans.audit_actions import PART_REMOVED
from plans.facts import Facts
from plans.forms.of_part import form_of
from plans.models import Plan
from plans.parts import PartKind
from plans.views.plan import plan_context


def show_removed(
    request: SignedInRequest,
    plan: Plan,
    removed: PartKind,
    pk: int,
    *,
    typed_for: PartKind | None = None,
) -> HttpResponse:
    """Who removed a part and when, and what was typed into the form of it or under it.

    Raises Http404 where there never was such a part.
    """
    entry = removed.removal(plan, pk)
    if entry is None:
        raise Http404
    typed: Facts = []
    if typed_for is not None and request.method == "POST":
        typed = typed_in(form_of(typed_for, plan, request.POST, part=typed_for.model()))
    undo = reverse("plans:part_undo", args=[plan.pk, entry.pk])
    in_place = request.headers.get("HX-Request") == "true"
    context = plan_context(
        request,
        plan,
        entry=entry,
        kind=removed,
        typed=typed,
        undo_url=undo if entry.action == PART_REMOVED else "",
        in_place=in_place,
    )
    template = "removed_in_place.html" if in_place else "removed.html"
    # A script puts only what was found in place of the form.
    status = 200 if in_place else 410
    return render(request, f"plans/write/{template}", context, status=status)


def typed_in(form: Any) -> Facts:
    """What somebody typed into a form that cannot be saved, by the names of its boxes."""
    return [
        (str(field.label), words)
        for field in form.visible_fields()
        if (words := _words(field, field.data))
    ]


def _words(field: Any, typed: Any) -> str:
    choices = getattr(field.field, "choices", None)
    if choices is None:
        return str(typed or "").strip()
    return next((str(label) for key, label in choices if str(key) == typed and typed), "")
