"""Who has reported for a period, and the plan lead's word on what they reported."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.access import SignedInRequest
from accounts.capabilities import Capability
from plans.access import plan_page
from plans.forms.reporting import ReasonForm
from plans.models import Plan
from plans.reporting.acts_on_updates import Confirmed, NothingConfirmed, confirm, send_back
from plans.reporting.kpi_figures import missing_figures
from plans.reporting.standing import PeriodReports
from plans.views.plan import plan_context


@plan_page(Capability.READ_PLANS)
def period(request: SignedInRequest, plan: Plan, period_pk: int) -> HttpResponse:
    """Every action of the plan with its report; the plan lead confirms many at once."""
    of_period = get_object_or_404(plan.reporting_periods, pk=period_pk)
    of_period.plan = plan
    leads = plan.allows(request.user, Capability.LEAD_REPORTING)
    result = None
    if request.method == "POST":
        chosen = [int(value) for value in request.POST.getlist("update") if value.isdigit()]
        try:
            result = confirm(of_period, chosen, actor=request.user)
        except NothingConfirmed as nothing:
            result = nothing.result
        _tell(request, result)
        if not result.skipped:
            return redirect("plans:period", plan.pk, of_period.pk)
    context = plan_context(
        request,
        plan,
        period=of_period,
        reports=PeriodReports(of_period),
        missing_figures=missing_figures(of_period) if of_period.opened_at else [],
        events=of_period.events.all(),
        leads=leads,
        result=result,
        today=timezone.localdate(),
    )
    return render(request, "plans/reporting/period.html", context)


def _tell(request: SignedInRequest, result: Confirmed) -> None:
    number = len(result.confirmed)
    if number:
        messages.success(request, f"{number} update{'' if number == 1 else 's'} confirmed")
    elif not result.skipped:
        messages.error(request, "Select the updates to confirm")


@plan_page(Capability.LEAD_REPORTING)
def send_update_back(
    request: SignedInRequest, plan: Plan, period_pk: int, update_pk: int
) -> HttpResponse:
    """Send one update back to its officer, with a reason that stays."""
    of_period = get_object_or_404(plan.reporting_periods, pk=period_pk)
    of_period.plan = plan
    rows = PeriodReports(of_period).rows
    report = next((r for r in rows if r.update and r.update.pk == update_pk), None)
    if report is None:
        raise Http404
    back = reverse("plans:period", args=[plan.pk, of_period.pk])
    form = ReasonForm(
        request.POST or None,
        label="Why is it sent back?",
        hint="The officer sees the reason beside the update.",
        called="why the update is sent back",
    )
    if form.is_valid():
        try:
            send_back(report, plan=plan, reason=form.cleaned_data["reason"], actor=request.user)
        except ValidationError as error:
            form.add_error(None, " ".join(error.messages))
        else:
            messages.success(request, "The update is sent back")
            return redirect(back)
    context = plan_context(
        request,
        plan,
        form=form,
        report=report,
        title="Send an update back",
        submit_label="Send back",
        cancel_url=back,
    )
    return render(request, "plans/reporting/form.html", context)
