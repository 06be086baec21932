"""Reporting periods of a plan: setting them up, opening, closing and reopening."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.access import SignedInRequest
from accounts.capabilities import Capability
from core.conflicts import row_to_edit
from plans.access import plan_page
from plans.forms.reporting import PeriodForm, ReasonForm
from plans.models import Plan, ReportingPeriod
from plans.reporting import acts_on_periods as acts
from plans.reporting.calendar import suggested_periods
from plans.reporting.kpi_figures import missing_figures
from plans.reporting.standing import PeriodReports
from plans.views.plan import plan_context


@plan_page(Capability.READ_PLANS)
def periods(request: SignedInRequest, plan: Plan) -> HttpResponse:
    """The reporting periods and how each stands; suggested ones where there are none."""
    laid_out = list(plan.reporting_periods.all())
    context = plan_context(
        request,
        plan,
        periods=[(period, PeriodReports(period)) for period in laid_out],
        suggested=[] if laid_out else suggested_periods(plan),
        leads=plan.allows(request.user, Capability.LEAD_REPORTING),
        today=timezone.localdate(),
    )
    return render(request, "plans/reporting/periods.html", context)


@require_POST
@plan_page(Capability.LEAD_REPORTING)
def lay_out(request: SignedInRequest, plan: Plan) -> HttpResponse:
    """Set up the suggested periods."""
    return _done(
        request,
        plan,
        lambda: acts.lay_out(plan, suggested_periods(plan), actor=request.user),
        "The reporting periods are set up",
    )


@plan_page(Capability.LEAD_REPORTING)
def add(request: SignedInRequest, plan: Plan) -> HttpResponse:
    """One more period, for a council whose year is divided otherwise."""
    form = PeriodForm(request.POST or None, plan=plan)
    if form.is_valid():
        added = form.save_or_explain(lambda: acts.add_period(form.save(False), actor=request.user))
        if added:
            messages.success(request, f"{added.name} is added")
            return redirect("plans:periods", plan.pk)
    return _form_page(request, plan, form, "Add a reporting period")


@plan_page(Capability.LEAD_REPORTING)
def edit(request: SignedInRequest, plan: Plan, period_pk: int) -> HttpResponse:
    """The name, the days and the due date of a period that is not closed."""
    rows = plan.reporting_periods.filter(closed_at=None)
    with row_to_edit(request, rows, pk=period_pk) as period:
        form = PeriodForm(request.POST or None, instance=period, plan=plan)
        changed = None
        if form.is_valid():
            changed = form.save_or_explain(
                lambda: acts.change_period(form.save(False), actor=request.user)
            )
    if changed:
        messages.success(request, f"{changed.name} is saved")
        return redirect("plans:periods", plan.pk)
    return _form_page(request, plan, form, "Change a reporting period")


@require_POST
@plan_page(Capability.LEAD_REPORTING)
def remove(request: SignedInRequest, plan: Plan, period_pk: int) -> HttpResponse:
    """Remove a period that was never opened."""
    period = _period(plan, period_pk)
    return _done(
        request,
        plan,
        lambda: acts.remove_period(period, actor=request.user),
        f"{period.name} is removed",
    )


@require_POST
@plan_page(Capability.LEAD_REPORTING)
def open_period(request: SignedInRequest, plan: Plan, period_pk: int) -> HttpResponse:
    """Let officers report for a period."""
    period = _period(plan, period_pk)
    return _done(
        request,
        plan,
        lambda: acts.open_period(period, actor=request.user),
        f"{period.name} is open: officers can report until you close it",
    )


@plan_page(Capability.LEAD_REPORTING)
def close(request: SignedInRequest, plan: Plan, period_pk: int) -> HttpResponse:
    """Show what would be carried unreported, and close the period."""
    period = _period(plan, period_pk)
    if request.method == "POST":
        return _done(
            request,
            plan,
            lambda: acts.close_period(period, actor=request.user),
            f"{period.name} is closed",
        )
    context = plan_context(
        request,
        plan,
        period=period,
        reports=PeriodReports(period),
        missing_figures=missing_figures(period),
    )
    return render(request, "plans/reporting/close.html", context)


@plan_page(Capability.LEAD_REPORTING)
def reopen(request: SignedInRequest, plan: Plan, period_pk: int) -> HttpResponse:
    """Open a closed period again, for a reason that stays."""
    period = _period(plan, period_pk)
    form = ReasonForm(
        request.POST or None,
        label=f"Why is {period.name} reopened?",
        hint="The reason is kept with the period. What its report showed is kept too.",
        called="why the period is reopened",
    )
    if form.is_valid():
        return _done(
            request,
            plan,
            lambda: acts.reopen_period(
                period, reason=form.cleaned_data["reason"], actor=request.user
            ),
            f"{period.name} is open again",
        )
    return _form_page(request, plan, form, f"Reopen {period.name}", "Reopen")


def _period(plan: Plan, period_pk: int) -> ReportingPeriod:
    period = get_object_or_404(plan.reporting_periods, pk=period_pk)
    period.plan = plan
    return period


def _done(request: SignedInRequest, plan: Plan, do: Callable[[], Any], words: str) -> HttpResponse:
    """Do it and say so; say why not where the period stands otherwise by now."""
    try:
        do()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, words)
    return redirect("plans:periods", plan.pk)


def _form_page(
    request: SignedInRequest, plan: Plan, form: Any, title: str, submit_label: str = "Save"
) -> HttpResponse:
    context = plan_context(
        request,
        plan,
        form=form,
        title=title,
        submit_label=submit_label,
        cancel_url=reverse("plans:periods", args=[plan.pk]),
    )
    return render(request, "plans/reporting/form.html", context)
