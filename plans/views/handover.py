"""Handing over what a leaver still has to do."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from accounts.access import SignedInRequest, View, access_rule
from accounts.capabilities import Capability
from council.models import Person
from council.reference import KINDS as REFERENCE_KINDS
from plans.amending.cells import AMENDED_KINDS
from plans.forms.handover import HandoverForm
from plans.handover import (
    OpenPart,
    counted,
    hand_over,
    may_hand_over,
    open_parts_of,
    plans_to_hand_over,
)


def hands_over(view: View) -> Callable[..., HttpResponseBase]:
    """A page for administrators, and for whoever may edit some plan."""

    @wraps(view)
    def checked(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_hand_over(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return access_rule("administrators, and who may edit plans")(checked)


@hands_over
def handover(request: SignedInRequest, person_pk: int) -> HttpResponse:
    """The open parts that name a person: which of them to hand over, and to whom."""
    saving = request.method == "POST"
    with transaction.atomic():
        people = Person.objects.select_for_update(of=("self",)) if saving else Person.objects.all()
        person = get_object_or_404(people, pk=person_pk)
        parts = open_parts_of(person, plans_to_hand_over(request.user), lock=saving)
        form = HandoverForm(
            request.POST if saving else None,
            leaver=person,
            parts=parts,
            may_mark_as_left=request.user.can(Capability.MANAGE_REFERENCE),
        )
        if form.is_valid():
            successor = form.cleaned_data["successor"]
            left_on = form.cleaned_data.get("left_on")
            hand_over(person, successor, form.chosen, left_on=left_on, actor=request.user)
            messages.success(request, f"Handed over to {successor}: {counted(form.chosen)}")
            return redirect("plans:handover", person.pk)
    context = {
        "person": person,
        "form": form,
        "title": f"Hand over the open work of {person}",
        "plans": [
            (plan, boxes, [(part, _edit_url(request, part)) for part in by_hand])
            for plan, boxes, by_hand in form.plans()
        ],
        "people_url": REFERENCE_KINDS["people"].url,
        "person_url": _person_url(request, person),
    }
    return render(request, "plans/handover.html", context)


def _edit_url(request: SignedInRequest, part: OpenPart) -> str:
    """Where a person changes a part by hand, if this one may."""
    if not part.plan.allows(request.user, Capability.EDIT_PLANS):
        return ""
    kind, _, key = part.key.partition("-")
    if kind == "control":  # which changes in approved plans too
        return reverse("plans:control_change", args=[part.plan.pk, part.part.risk_id, int(key)])
    if part.plan.is_approved and kind in AMENDED_KINDS:
        return reverse("plans:amendment_change", args=[part.plan.pk, kind, int(key)])
    if not part.plan.is_written:
        return ""
    if kind == "risk":  # a risk is written where it stands under an objective
        link = next(iter(part.places[1:]), None)
        if link is None:
            return ""
        key = str(link.pk)
    return reverse("plans:part_edit", args=[part.plan.pk, kind, int(key)])


def _person_url(request: SignedInRequest, person: Person) -> str:
    if not request.user.can(Capability.MANAGE_REFERENCE):
        return ""
    return reverse("reference:edit", args=[REFERENCE_KINDS["people"], person.pk])
