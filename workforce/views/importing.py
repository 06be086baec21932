"""Importing percentages as published: upload, preview of what will change, confirm."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.access import SignedInRequest, requires
from accounts.capabilities import Capability
from core.faults import Fault, FaultyFile
from workforce.forms.importing import PercentagesFileForm
from workforce.importing.acts import confirm_file, discard_file, keep_file, preview_file
from workforce.models import KeptPercentages, StaffGroup


@requires(Capability.KEEP_WORKFORCE)
def upload(request: SignedInRequest) -> HttpResponse:
    """Percentages of any number of organisations and days from a file."""
    form = PercentagesFileForm(request.POST or None, request.FILES or None)
    faults: list[Fault] = []
    if form.is_valid():
        file = form.cleaned_data["file"]
        kept = KeptPercentages(
            name=file.name[:255], source=form.cleaned_data["source"], content=file.read()
        )
        try:
            preview_file(kept, actor=request.user)
        except FaultyFile as faulty:
            faults = faulty.faults
            form.add_error("file", "Nothing was imported. The faults of the file are listed below")
        else:
            keep_file(kept, actor=request.user)
            return redirect("workforce:import_preview", kept.pk)
    context = {
        "form": form,
        "faults": faults,
        "groups": StaffGroup.objects.all(),
        "title": "Import percentages",
        "cancel_url": reverse("workforce:snapshots"),
    }
    return render(request, "workforce/import_percentages.html", context)


@requires(Capability.KEEP_WORKFORCE)
def preview(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the import will make, and what looks wrong in it."""
    kept = get_object_or_404(KeptPercentages, pk=pk, kept_for=request.user)
    faults: list[Fault] = []
    result = None
    try:
        if request.method == "POST":
            messages.success(request, confirm_file(kept, actor=request.user).words)
            return redirect("workforce:snapshots")
        result = preview_file(kept, actor=request.user)
    except FaultyFile as faulty:
        faults = faulty.faults
    context = {
        "kept": kept,
        "result": result,
        "faults": faults,
        "discard_url": reverse("workforce:import_discard", args=[kept.pk]),
        "title": "Preview of the import",
    }
    return render(request, "workforce/import_preview.html", context)


@requires(Capability.KEEP_WORKFORCE)
@require_POST
def discard(request: SignedInRequest, pk: int) -> HttpResponse:
    """Leave a preview without importing."""
    kept = get_object_or_404(KeptPercentages, pk=pk, kept_for=request.user)
    discard_file(kept, actor=request.user)
    messages.success(request, "Nothing was imported")
    return redirect("workforce:snapshots")
