"""Reading a plan: the whole document, its risks, its warnings and its history."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from accounts.access import SignedInRequest
from accounts.capabilities import Capability
from core.models import AuditAct
from plans.access import plan_page
from plans.models import Plan
from plans.reading import PlanReading
from plans.remarks import Remarks
from plans.status import STATUS_COLOURS
from plans.warnings import warnings_in


def plan_context(request: SignedInRequest, plan: Plan, **more: Any) -> dict[str, Any]:
    """What every page of a plan shows: its head, and what this person may do with it."""
    may_edit = plan.allows(request.user, Capability.EDIT_PLANS)
    pages = [("Plan", "plans:plan", True), ("Risks", "plans:risks", True)]
    may_write = may_edit and not plan.is_approved
    pages += [
        ("Write", "plans:write", may_write),
        ("Readiness", "plans:readiness", may_edit),
        ("Details", "plans:details", may_write),
        ("Route to approval", "plans:route", plan.allows(request.user, Capability.MOVE_PLANS)),
        ("History", "plans:history", plan.allows(request.user, Capability.READ_PLANS)),
    ]
    menu = [
        {
            "label": label,
            "url": (url := reverse(name, args=[plan.pk])),
            "current": url == request.path or (label == "Write" and request.path.startswith(url)),
        }
        for label, name, shown in pages
        if shown
    ]
    return {
        "plan": plan,
        "status_colour": STATUS_COLOURS[plan.status],
        "menu": menu,
        "may_edit": may_edit,
        **more,
    }


@plan_page()
def plan(request: SignedInRequest, plan: Plan) -> HttpResponse:
    """The plan as a document one can read from top to bottom."""
    reading = PlanReading(plan)
    context = plan_context(request, plan, reading=reading)
    if context["may_edit"]:
        context["warning_count"] = len(warnings_in(reading))
    return render(request, "plans/plan.html", context)


@plan_page()
def risks(request: SignedInRequest, plan: Plan) -> HttpResponse:
    """The risk matrix with the risks behind each cell."""
    context = plan_context(request, plan, reading=PlanReading(plan))
    return render(request, "plans/risks.html", context)


@plan_page(Capability.EDIT_PLANS)
def readiness(request: SignedInRequest, plan: Plan) -> HttpResponse:
    """What looks wrong, and what the committee will ask, each with a link to its place."""
    remarks = Remarks(PlanReading(plan), writing=not plan.is_approved)
    return render(request, "plans/readiness.html", plan_context(request, plan, remarks=remarks))


@plan_page(Capability.READ_PLANS)
def history(request: SignedInRequest, plan: Plan) -> HttpResponse:
    """What was done to the plan, and its route to approval."""
    acts = AuditAct.objects.filter(target_model="plans.plan", target_id=plan.pk)[:200]
    steps = plan.route_steps.all()
    return render(
        request, "plans/history.html", plan_context(request, plan, acts=acts, steps=steps)
    )
