"""Importing returns of schools and old totals: all of a file or nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.access import SignedInRequest, requires
from accounts.capabilities import Capability
from core.faults import Fault, FaultyFile
from incidents.forms.importing import ReturnsFileForm, TotalsFileForm
from incidents.importing.returns import import_returns
from incidents.importing.totals import import_totals


@requires(Capability.COLLECT_RETURNS)
def returns(request: SignedInRequest) -> HttpResponse:
    """The returns of schools from a file; the collections that they answer must be open."""

    def run(content: bytes, name: str, told: dict[str, Any]) -> str:
        number = import_returns(content, name, actor=request.user, incident_type=told["kind"])
        return f"{number} return{'' if number == 1 else 's'} imported"

    return _import(
        request,
        ReturnsFileForm(request.POST or None, request.FILES or None),
        run,
        template="incidents/import_returns.html",
        then="incidents:collections",
        title="Import returns of schools",
    )


@requires(Capability.COLLECT_RETURNS)
def totals(request: SignedInRequest) -> HttpResponse:
    """Totals of the borough of years before returns were collected here."""

    def run(content: bytes, name: str, told: dict[str, Any]) -> str:
        years = import_totals(
            content,
            name,
            actor=request.user,
            source=told["source"],
            incident_type=told["kind"],
        )
        return f"Totals imported of {', '.join(each.year for each in years)}"

    return _import(
        request,
        TotalsFileForm(request.POST or None, request.FILES or None),
        run,
        template="incidents/import_totals.html",
        then="incidents:analysis",
        title="Import old totals",
    )


def _import(
    request: SignedInRequest,
    form: ReturnsFileForm,
    run: Callable[[bytes, str, dict[str, Any]], str],
    *,
    template: str,
    then: str,
    title: str,
) -> HttpResponse:
    faults: list[Fault] = []
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            words = run(file.read(), file.name, form.cleaned_data)
        except FaultyFile as faulty:
            faults = faulty.faults
            form.add_error("file", "Nothing was imported. The faults of the file are listed below")
        else:
            messages.success(request, words)
            return redirect(then)
    return render(request, template, {"form": form, "faults": faults, "title": title})
