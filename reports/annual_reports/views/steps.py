"""Submitting an annual report, and taking it back."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.access import SignedInRequest
from accounts.capabilities import Capability
from plans.forms.reporting import ReasonForm
from reports.annual_reports import acts
from reports.annual_reports.access import annual_page, annual_writing_page
from reports.annual_reports.completeness import Completeness
from reports.annual_reports.forms import SubmitForm
from reports.annual_reports.reading import AnnualReading
from reports.models import AnnualReport


@annual_writing_page
def submit(request: SignedInRequest, report: AnnualReport) -> HttpResponse:
    """Show what is missing, and submit what lacks nothing."""
    completeness = Completeness(AnnualReading(report))
    form = SubmitForm(request.POST or None, completeness=completeness)
    if form.is_valid():
        try:
            acts.submit(report, seen=form.seen_number, actor=request.user)
        except ValidationError as error:
            form.add_error(None, error)
            form.ask_again()
        else:
            messages.success(request, f"{report} is submitted")
            return redirect(report)
    context = {
        "form": form,
        "report": report,
        "completeness": completeness,
        "title": "Submit this annual report",
        "submit_label": "Submit",
        "cancel_url": report.get_absolute_url(),
    }
    return render(request, "papers/annual_reports/submit.html", context)


@annual_page(Capability.WRITE_PAPERS)
def take_back(request: SignedInRequest, report: AnnualReport) -> HttpResponse:
    """Make a submitted report a draft again, for a reason that stays."""
    if report.is_draft:
        raise PermissionDenied("This annual report is a draft.")
    form = ReasonForm(
        request.POST or None,
        label="Why is the report taken back?",
        hint="The reason is kept with the report",
        called="why the report is taken back",
    )
    if form.is_valid():
        try:
            acts.take_back(report, reason=form.cleaned_data["reason"], actor=request.user)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, f"{report} is a draft again")
            return redirect(report)
    context = {
        "form": form,
        "report": report,
        "title": "Take this annual report back",
        "submit_label": "Take it back",
        "cancel_url": report.get_absolute_url(),
    }
    return render(request, "papers/annual_reports/form.html", context)
