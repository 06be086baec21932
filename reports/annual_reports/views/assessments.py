"""The equality impact assessments that an annual report lists."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.access import SignedInRequest
from core.conflicts import row_to_edit
from reports.annual_reports import acts
from reports.annual_reports.access import annual_writing_page
from reports.annual_reports.forms import AssessmentForm
from reports.models import AnnualReport, ReportedAssessment


def _place(report: AnnualReport) -> str:
    return f"{report.get_absolute_url()}#assessments"


@annual_writing_page
def add(request: SignedInRequest, report: AnnualReport) -> HttpResponse:
    """List one more assessment."""
    form = AssessmentForm(request.POST or None, instance=ReportedAssessment(report=report))
    if form.is_valid():
        try:
            added = acts.add_assessment(form.save(False), actor=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"{added} is added"[:200])
            return redirect(_place(report))
    return _form_page(request, report, form, "Add an equality impact assessment")


@annual_writing_page
def change(request: SignedInRequest, report: AnnualReport, assessment_pk: int) -> HttpResponse:
    """Change an assessment of the list."""
    saved = None
    with row_to_edit(request, report.assessments.all(), pk=assessment_pk) as row:
        row.report = report
        form = AssessmentForm(request.POST or None, instance=row)
        if form.is_valid():
            try:
                saved = acts.change_assessment(form.save(False), actor=request.user)
            except ValidationError as error:
                form.add_error(None, error)
    if saved is not None:
        messages.success(request, f"{saved} is saved"[:200])
        return redirect(_place(report))
    return _form_page(request, report, form, "Change an equality impact assessment")


@require_POST
@annual_writing_page
def move(
    request: SignedInRequest, report: AnnualReport, assessment_pk: int, way: str
) -> HttpResponse:
    """Let an assessment change places with the one above or below."""
    assessment = _of(report, assessment_pk)
    try:
        acts.move_assessment(assessment, up=way == "up", actor=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(_place(report))


@annual_writing_page
def remove(request: SignedInRequest, report: AnnualReport, assessment_pk: int) -> HttpResponse:
    """Ask whether an assessment shall be taken off the list, and take it off."""
    assessment = _of(report, assessment_pk)
    if request.method == "POST":
        try:
            acts.remove_assessment(assessment, actor=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, f"{assessment} is removed"[:200])
        return redirect(_place(report))
    context = {
        "report": report,
        "assessment": assessment,
        "title": "Remove this assessment",
        "cancel_url": _place(report),
    }
    return render(request, "papers/annual_reports/remove.html", context)


def _of(report: AnnualReport, assessment_pk: int) -> ReportedAssessment:
    assessment = get_object_or_404(report.assessments, pk=assessment_pk)
    assessment.report = report
    return assessment


def _form_page(
    request: SignedInRequest, report: AnnualReport, form: AssessmentForm, title: str
) -> HttpResponse:
    context = {"form": form, "report": report, "title": title, "cancel_url": _place(report)}
    return render(request, "papers/annual_reports/form.html", context)
