"""Reporting how an action stands."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.access import SignedInRequest
from core.conflicts import row_to_edit
from plans.access import plan_page
from plans.acts_on_progress import may_report, report_status
from plans.brag import brag
from plans.forms.progress import StatusForm
from plans.models import Plan
from plans.parts import KINDS
from plans.views.plan import plan_context


@plan_page()
def action_status(request: SignedInRequest, plan: Plan, part_pk: int) -> HttpResponse:
    """The status of one action, for officers of the plan and for those named in the action."""
    back = f"{plan.get_absolute_url()}#action-{part_pk}"
    with row_to_edit(request, KINDS["action"].parts_of(plan), pk=part_pk) as action:
        if not may_report(request.user, action, plan):
            raise PermissionDenied
        stands = brag(action, timezone.localdate())
        form = StatusForm(request.POST if request.method == "POST" else None, instance=action)
        saved = form.is_valid() and report_status(form, plan=plan, actor=request.user)
    if saved:
        messages.success(request, f"Action {saved.ref}: {saved.get_status_display()}".strip())
        return redirect(back)
    context = plan_context(
        request, plan, form=form, action=action, stands=stands, title="Status", cancel_url=back
    )
    return render(request, "plans/action_status.html", context)
