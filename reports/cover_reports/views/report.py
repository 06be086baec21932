"""Beginning a cover report, reading it as it will be printed, changing what it states."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.access import SignedInRequest
from core.conflicts import row_to_edit
from reports.access import pack_writing_page
from reports.cover_reports import acts
from reports.cover_reports.access import cover_report_page, cover_writing_page, may_write
from reports.cover_reports.forms.beginning import BeginForm
from reports.cover_reports.forms.report import FACTS
from reports.cover_reports.obstacles import missing
from reports.cover_reports.reading import CoverReading
from reports.models import CoverReport, Pack


@pack_writing_page
def add(request: SignedInRequest, pack: Pack) -> HttpResponse:
    """Begin a cover report from a template, filled from a plan."""
    packs = Pack.objects.select_related("committee", "directorate", "meeting")
    with row_to_edit(request, packs, pk=pack.pk) as row:
        form = BeginForm(request.POST or None, pack=row, user=request.user)
        report = _begun(form, row, request) if form.is_valid() else None
    if report is not None:
        messages.success(request, "The cover report is begun. It is the first part of the pack")
        return redirect(address_of(report))
    context = {
        "form": form,
        "pack": pack,
        "others": pack.cover_reports.all(),
        "title": "Begin a cover report",
    }
    return render(request, "papers/cover_reports/begin.html", context)


def _begun(form: BeginForm, pack: Pack, request: SignedInRequest) -> CoverReport | None:
    chosen = form.cleaned_data
    try:
        return acts.begin(pack, chosen["template"], chosen["plan"], actor=request.user)
    except ValidationError as error:
        form.add_error("template", error)
        return None


@cover_report_page
def show(request: SignedInRequest, report: CoverReport) -> HttpResponse:
    """The report as it will be printed, with what is missing and the ways to change it."""
    context = {
        "report": report,
        "pack": report.pack,
        "reading": CoverReading(report),
        "missing": missing(report),
        "may_write": may_write(request.user, report.pack),
        "title": report.title,
    }
    return render(request, "papers/cover_reports/report.html", context)


@cover_writing_page
def change(request: SignedInRequest, report: CoverReport, facts: str) -> HttpResponse:
    """Change what the report states of itself."""
    if facts not in FACTS:
        raise Http404
    about = FACTS[facts]
    with row_to_edit(request, CoverReport.objects.all(), pk=report.pk) as row:
        form = about.form(request.POST or None, instance=row)
        saved = form.is_valid() and bool(
            form.save_or_explain(
                lambda: acts.save_report(form.save(commit=False), actor=request.user)
            )
        )
    back = f"{address_of(report)}#{about.anchor}"
    if saved:
        messages.success(request, f"Saved: {about.title}")
        return redirect(back)
    context = {"form": form, "report": report, "title": about.title, "cancel_url": back}
    return render(request, "papers/cover_reports/form.html", context)


def address_of(report: CoverReport) -> str:
    """The page on which a report is read and changed."""
    return reverse("papers:cover_report", args=[report.pk])
