"""The list of annual reports, beginning one, its page, and the forms of its sections."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.access import SignedInRequest, requires
from accounts.capabilities import Capability
from core.conflicts import row_to_edit
from core.lists import list_page
from reports.annual_reports import acts
from reports.annual_reports.access import annual_page, annual_writing_page, for_readers
from reports.annual_reports.completeness import Completeness
from reports.annual_reports.filters import AnnualReportFilter
from reports.annual_reports.forms import BeginForm, SectionForm
from reports.annual_reports.reading import AnnualReading
from reports.annual_reports.sections import SECTIONS
from reports.annual_reports.tables import AnnualReportTable
from reports.models import AnnualReport


@for_readers
def annual_reports(request: SignedInRequest) -> HttpResponseBase:
    """The annual reports that one may read."""
    reports = AnnualReport.objects.readable_by(request.user)
    return list_page(
        request,
        queryset=reports.select_related("plan__directorate"),
        table_class=AnnualReportTable,
        filterset_class=AnnualReportFilter,
        template_name="papers/annual_reports/list.html",
        context={
            "title": "Annual reports",
            "may_begin": request.user.can(Capability.WRITE_PAPERS),
        },
        export_name="annual-reports",
    )


@requires(Capability.WRITE_PAPERS)
def begin(request: SignedInRequest) -> HttpResponse:
    """Begin the annual report on a plan of one's directorate."""
    form = BeginForm(request.POST or None, user=request.user)
    if form.is_valid():
        try:
            report = acts.begin(form.cleaned_data["plan"], actor=request.user)
        except ValidationError as error:
            form.add_error("plan", error)
        else:
            messages.success(request, f"{report} is begun")
            return redirect(report)
    context = {
        "form": form,
        "title": "Begin an annual report",
        "submit_label": "Begin",
        "cancel_url": reverse("papers:annual_reports"),
    }
    return render(request, "papers/annual_reports/begin.html", context)


@annual_page()
def annual_report(request: SignedInRequest, report: AnnualReport) -> HttpResponse:
    """An annual report as it will be printed, and what is missing of it."""
    reading = AnnualReading(report)
    may_write = report.allows(request.user, Capability.WRITE_PAPERS)
    writes = may_write and report.is_draft
    context = {
        "report": report,
        "reading": reading,
        "title": report.title,
        "writes": writes,
        "may_take_back": may_write and not report.is_draft,
        "completeness": Completeness(reading) if may_write else None,
        "steps": report.steps.all(),
    }
    return render(request, "papers/annual_reports/report.html", context)


@annual_writing_page
def change(request: SignedInRequest, report: AnnualReport, section_key: str) -> HttpResponse:
    """Write one section of an annual report."""
    section = SECTIONS.get(section_key)
    if section is None:
        raise Http404
    rows = AnnualReport.objects.select_related("plan__directorate")
    saved = None
    with row_to_edit(request, rows, pk=report.pk) as row:
        form = SectionForm(request.POST or None, instance=row, section=section)
        if form.is_valid():
            try:
                saved = acts.change(form.save(False), actor=request.user, note=section.title)
            except ValidationError as error:
                form.add_error(None, error)
    if saved is not None:
        messages.success(request, f"{section.title}: saved")
        return redirect(f"{saved.get_absolute_url()}#{section.key}")
    context = {
        "form": form,
        "report": report,
        "title": section.title,
        "cancel_url": f"{report.get_absolute_url()}#{section.key}",
    }
    return render(request, "papers/annual_reports/form.html", context)
