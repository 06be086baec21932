"""A framework from a file and as a file: upload, preview of what it will make, confirm; export."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_POST

from accounts.access import SignedInRequest, requires
from accounts.capabilities import Capability
from core.faults import Fault, FaultyFile
from thresholds.access import editor_page
from thresholds.exchange.exporting import export_framework
from thresholds.exchange.json_file import write_json
from thresholds.exchange.waiting import confirm_file, discard_file, keep_file, preview_file
from thresholds.forms.upload import FrameworkFileForm
from thresholds.models import Framework, KeptFramework


@requires(Capability.EDIT_THRESHOLDS)
def upload(request: SignedInRequest) -> HttpResponse:
    """A new draft from a file."""
    form = FrameworkFileForm(request.POST or None, request.FILES or None)
    faults: list[Fault] = []
    if form.is_valid():
        file = form.cleaned_data["file"]
        kept = KeptFramework(name=file.name[:255], content=file.read())
        try:
            preview_file(kept, actor=request.user)
        except FaultyFile as faulty:
            faults = faulty.faults
            form.add_error("file", "Nothing was imported. The faults of the file are listed below")
        else:
            keep_file(kept, actor=request.user)
            return redirect("thresholds:import_preview", kept.pk)
    context = {
        "form": form,
        "faults": faults,
        "title": "Import a threshold framework",
        "cancel_url": reverse("thresholds:versions"),
    }
    return render(request, "thresholds/edit/import.html", context)


@requires(Capability.EDIT_THRESHOLDS)
def preview(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the import will make, and what looks wrong in it."""
    kept = get_object_or_404(KeptFramework, pk=pk, kept_for=request.user)
    faults: list[Fault] = []
    result = None
    try:
        if request.method == "POST":
            imported = confirm_file(kept, actor=request.user)
            messages.success(request, imported.words)
            return redirect("thresholds:framework", imported.record)
        result = preview_file(kept, actor=request.user)
    except FaultyFile as faulty:
        faults = faulty.faults
    context = {
        "kept": kept,
        "result": result,
        "faults": faults,
        "discard_url": reverse("thresholds:import_discard", args=[kept.pk]),
        "title": "Preview of the import",
    }
    return render(request, "thresholds/edit/import_preview.html", context)


@requires(Capability.EDIT_THRESHOLDS)
@require_POST
def discard(request: SignedInRequest, pk: int) -> HttpResponse:
    """Leave a preview without importing."""
    kept = get_object_or_404(KeptFramework, pk=pk, kept_for=request.user)
    discard_file(kept, actor=request.user)
    messages.success(request, "Nothing was imported")
    return redirect("thresholds:versions")


@editor_page()
def export(request: SignedInRequest, framework: Framework) -> HttpResponse:
    """A version as a file that can be imported again."""
    day = framework.in_force_from
    name = slugify(f"{framework.title} {day.isoformat() if day else 'draft'}")
    return HttpResponse(
        write_json(export_framework(framework)),
        content_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="{name}.json"'},
    )
