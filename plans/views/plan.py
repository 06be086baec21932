"""Reading a plan: the whole document, its risks and its warnings."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.access import SignedInRequest
from accounts.capabilities import Capability
from core.date_fields import DateInput
from plans.access import kpis_followed, plan_page, risks_followed
from plans.amending.as_approved import AsApproved
from plans.comments import may_discuss
from plans.forms.risk_review import DayForm
from plans.models import Plan, RouteStep
from plans.reading import PlanReading
from plans.remarks import Remarks
from plans.rolling.provenance import Provenance
from plans.route import CAPABILITIES
from plans.status import STATUS_COLOURS
from plans.warnings import warnings_in

_WITH_PAGES_BELOW = ("Write", "Reporting", "Comments", "History", "Amendments")


def plan_context(request: SignedInRequest, plan: Plan, **more: Any) -> dict[str, Any]:
    """What every page of a plan shows: its head, and what this person may do with it."""
    may_edit = plan.allows(request.user, Capability.EDIT_PLANS)
    may_write = may_edit and plan.is_written
    reads_all = plan.allows(request.user, Capability.READ_PLANS)
    pages = [
        # What is done every day stands first, what is done once a year last.
        ("Plan", "plans:plan", True),
        ("Dashboard", "plans:dashboard", True),
        ("Write", "plans:write", may_write),
        ("Readiness", "plans:readiness", may_edit),
        ("Reporting", "plans:periods", reads_all),
        ("KPI figures", "plans:kpi_figures", may_edit),
        ("Comments", "plans:comments", may_discuss(request.user, plan)),
        ("Risks", "plans:risks", True),
        ("As approved", "plans:as_approved", plan.is_approved),
        ("Amendments", "plans:amendments", reads_all and plan.is_approved),
        ("Compare", "plans:compare", True),
        ("History", "plans:history", reads_all),
        (
            "Route to approval",
            "plans:route",
            any(plan.allows(request.user, each) for each in CAPABILITIES),
        ),
        ("Details", "plans:details", may_write),
        ("Roll forward", "plans:roll_forward", may_edit),
    ]
    waiting = plan.amendments.waiting().count() if reads_all and plan.is_approved else 0
    menu = [
        {
            "label": label,
            "count": waiting if label == "Amendments" else 0,
            "url": (url := reverse(name, args=[plan.pk])),
            "current": url == request.path
            or (label in _WITH_PAGES_BELOW and request.path.startswith(url))
            # The page of one risk stands beside the page of all.
            or (label == "Risks" and request.path.startswith(f"{url.removesuffix('s/')}/")),
        }
        for label, name, shown in pages
        if shown
    ]
    return {
        "plan": plan,
        "status_colour": STATUS_COLOURS[plan.status],
        "menu": menu,
        "may_edit": may_edit,
        "may_write": may_write,
        "provenance": Provenance(plan, request.user),
        "stopped_by": _stopped_by(plan, reads_all),
        **more,
    }


def _stopped_by(plan: Plan, reads_all: bool) -> RouteStep | None:
    """The step that withdrew the plan or sent it back, for those who work on it."""
    if not reads_all or plan.status not in (Plan.Status.DRAFT, Plan.Status.WITHDRAWN):
        return None
    return plan.route_steps.last()


@plan_page()
def plan(request: SignedInRequest, plan: Plan) -> HttpResponse:
    """The plan as a document one can read from top to bottom."""
    reading = PlanReading(plan)
    beside = AsApproved(plan) if plan.is_approved else None
    context = plan_context(
        request,
        plan,
        reading=reading,
        followed=risks_followed(request.user, plan),
        kpis_followed=kpis_followed(request.user, plan),
        beside=beside,
        closed_periods=plan.reporting_periods.reports_readable_by(request.user).exclude(
            closed_at=None
        ),
    )
    if context["may_edit"]:
        context["warning_count"] = len(warnings_in(reading))
    return render(request, "plans/plan.html", context)


@plan_page()
def risks(request: SignedInRequest, plan: Plan) -> HttpResponse:
    """The risk matrix with the risks behind each cell, as of today or of a day before."""
    asked = any(box in request.GET for box in DateInput().names("on"))
    form = DayForm(request.GET) if asked else DayForm()
    if form.is_valid():
        return redirect(f"{request.path}?on={form.cleaned_data['on'].isoformat()}")
    day = _past_day(request.GET.get("on", ""))
    if day is not None:
        form.initial["on"] = day
    reading = PlanReading(plan, on=day)
    context = plan_context(
        request,
        plan,
        reading=reading,
        day=day,
        day_form=form,
        followed=risks_followed(request.user, plan),
    )
    return render(request, "plans/risks.html", context)


def _past_day(typed: str) -> date | None:
    """The day in an address; None for today, for a day to come and for what is no day."""
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return None
    return day if day < timezone.localdate() else None


@plan_page(Capability.EDIT_PLANS)
def readiness(request: SignedInRequest, plan: Plan) -> HttpResponse:
    """What looks wrong, and what the committee will ask, each with a link to its place."""
    remarks = Remarks(PlanReading(plan), writing=plan.is_written)
    return render(request, "plans/readiness.html", plan_context(request, plan, remarks=remarks))
