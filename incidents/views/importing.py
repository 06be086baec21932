"""Importing returns of schools and old totals: upload, preview of what will change, confirm."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.access import SignedInRequest, requires
from accounts.capabilities import Capability
from core.faults import Fault, FaultyFile
from incidents.forms.importing import ReturnsFileForm, TotalsFileForm
from incidents.importing.acts import confirm_file, discard_file, keep_file, preview_file
from incidents.models import KeptFile


@requires(Capability.COLLECT_RETURNS)
def returns(request: SignedInRequest) -> HttpResponse:
    """The returns of schools from a file; the collections that they answer must be open."""
    form = ReturnsFileForm(request.POST or None, request.FILES or None)
    return _upload(request, form, KeptFile.Holds.RETURNS, "incidents/import_returns.html")


@requires(Capability.COLLECT_RETURNS)
def totals(request: SignedInRequest) -> HttpResponse:
    """Totals of the borough of years before returns were collected here."""
    form = TotalsFileForm(request.POST or None, request.FILES or None)
    return _upload(request, form, KeptFile.Holds.TOTALS, "incidents/import_totals.html")


def _upload(
    request: SignedInRequest, form: ReturnsFileForm, holds: KeptFile.Holds, template: str
) -> HttpResponse:
    faults: list[Fault] = []
    if form.is_valid():
        told = form.cleaned_data
        kept = KeptFile(
            holds=holds,
            type=told["kind"],
            name=told["file"].name[:255],
            source=told.get("source", ""),
            content=told["file"].read(),
        )
        try:
            preview_file(kept, actor=request.user)
        except FaultyFile as faulty:
            faults = faulty.faults
            form.add_error("file", "Nothing was imported. The faults of the file are listed below")
        else:
            keep_file(kept, actor=request.user)
            return redirect("incidents:import_preview", kept.pk)
    context = {
        "form": form,
        "faults": faults,
        "title": f"Import {holds.label.lower()}",
        "cancel_url": reverse("incidents:collections"),
    }
    return render(request, template, context)


@requires(Capability.COLLECT_RETURNS)
def preview(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the import will make, and what looks wrong in it."""
    kept = get_object_or_404(KeptFile, pk=pk, kept_for=request.user)
    faults: list[Fault] = []
    result = None
    try:
        if request.method == "POST":
            messages.success(request, confirm_file(kept, actor=request.user).words)
            is_returns = kept.holds == KeptFile.Holds.RETURNS
            return redirect("incidents:collections" if is_returns else "incidents:analysis")
        result = preview_file(kept, actor=request.user)
    except FaultyFile as faulty:
        faults = faulty.faults
    context = {
        "kept": kept,
        "result": result,
        "faults": faults,
        "discard_url": reverse("incidents:import_discard", args=[kept.pk]),
        "title": "Preview of the import",
    }
    return render(request, "incidents/import_preview.html", context)


@requires(Capability.COLLECT_RETURNS)
@require_POST
def discard(request: SignedInRequest, pk: int) -> HttpResponse:
    """Leave a preview without importing."""
    discard_file(get_object_or_404(KeptFile, pk=pk, kept_for=request.user), actor=request.user)
    messages.success(request, "Nothing was imported")
    return redirect("incidents:collections")
