"""Importing a plan: upload, preview of what will change, confirm."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.access import SignedInRequest, requires
from accounts.capabilities import Capability
from core.faults import FaultyFile
from plans.acts import confirm_import, discard_import, keep_for_preview
from plans.exchange.document import PlanDocument
from plans.exchange.files import read_plan_file
from plans.exchange.importing import preview_plan
from plans.exchange.xlsx_write import write_template
from plans.forms.plan_upload import PlanUploadForm
from plans.models import PlanImport
from plans.views.plan_export import XLSX


@requires(Capability.EDIT_PLANS)
def upload(request: SignedInRequest) -> HttpResponse:
    """Upload a plan file; every fault is told at once, with its place."""
    form = PlanUploadForm(request.POST or None, request.FILES or None)
    faults = []
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        replace_draft = form.cleaned_data["replace_draft"]
        try:
            document = read_plan_file(file.name, file.read())
            preview_plan(document, actor=request.user, replace_draft=replace_draft)
        except FaultyFile as faulty:
            faults = faulty.faults
            form.add_error("file", "Nothing was imported. The faults of the file are listed below")
        else:
            kept = keep_for_preview(
                document, file_name=file.name, replace_draft=replace_draft, actor=request.user
            )
            return redirect("plans:import_preview", kept.pk)
    return render(request, "plans/import_upload.html", {"form": form, "faults": faults})


@requires(Capability.EDIT_PLANS)
def preview(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the import will make, with what is new to the system and what looks wrong."""
    kept = get_object_or_404(PlanImport, pk=pk, uploaded_by=request.user)
    document = PlanDocument.model_validate(kept.document)
    faults, result = [], None
    try:
        if request.method == "POST":
            result = confirm_import(kept, actor=request.user)
            messages.success(request, "Plan imported")
            return redirect(result.plan)
        result = preview_plan(document, actor=request.user, replace_draft=kept.replace_draft)
    except FaultyFile as faulty:
        faults = faulty.faults
    context = {"kept": kept, "document": document, "result": result, "faults": faults}
    return render(request, "plans/import_preview.html", context)


@require_POST
def _discard(request: SignedInRequest, pk: int) -> HttpResponse:
    discard_import(
        get_object_or_404(PlanImport, pk=pk, uploaded_by=request.user), actor=request.user
    )
    messages.success(request, "Nothing was imported")
    return redirect("home")


discard = requires(Capability.EDIT_PLANS)(_discard)
"""Leave a preview without importing."""


@requires(Capability.EDIT_PLANS)
def template(request: SignedInRequest) -> HttpResponse:
    """The blank workbook, with guidance, for a plan of the coming year."""
    today = timezone.localdate()
    first_year = today.year + 1 if today.month >= 10 else today.year
    return HttpResponse(
        write_template(first_year),
        content_type=XLSX,
        headers={"Content-Disposition": 'attachment; filename="plan-template.xlsx"'},
    )
