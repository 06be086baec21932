"""Correcting a person's name wherever open plans print it."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.access import SignedInRequest
from council.models import Person
from council.reference import KINDS as REFERENCE_KINDS
from council.succession import NameStaysError
from plans.forms.correct_name import PrintedNameForm
from plans.handover import (
    OpenPart,
    correct_name,
    counted,
    former_name,
    parts_printing,
    plans_to_hand_over,
)
from plans.views.handover import hands_over


@hands_over
def correct(request: SignedInRequest, person_pk: int) -> HttpResponse:
    """Which parts print the name otherwise, and one button that corrects them all."""
    person = get_object_or_404(Person, pk=person_pk)
    asked = {"printed": former_name(person)} | request.GET.dict() | request.POST.dict()
    form = PrintedNameForm(asked if asked["printed"] else None)
    parts: list[OpenPart] = []
    if form.is_valid():
        was = form.cleaned_data["printed"]
        saving = request.method == "POST"
        try:
            with transaction.atomic():
                plans = plans_to_hand_over(request.user)
                parts = parts_printing(person, was, plans, lock=saving)
                if saving and parts:
                    correct_name(person, was, parts, actor=request.user)
        except NameStaysError:
            form.add_error(
                "printed", "The name stands in a cell in a way that you must change there"
            )
        else:
            if saving and parts:
                messages.success(request, f"{person} is printed now: {counted(parts)}")
                return redirect(REFERENCE_KINDS["people"].url)
    context = {
        "person": person,
        "form": form,
        "parts": parts,
        "title": f"Correct the name of {person}",
        "people_url": REFERENCE_KINDS["people"].url,
    }
    return render(request, "plans/correct_name.html", context)
