"""Reporting how an action stands, and what was reported of it before."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.access import SignedInRequest
from plans.access import may_follow, may_report, plan_page
from plans.brag import brag
from plans.evidence import content_type_of
from plans.forms.progress import ProgressForm
from plans.models import CriticalAction, Evidence, Plan, ProgressUpdate
from plans.parts import KINDS
from plans.reporting.acts_on_updates import report_progress
from plans.reporting.timeline import timeline
from plans.views.plan import plan_context


@plan_page()
def action_progress(request: SignedInRequest, plan: Plan, part_pk: int) -> HttpResponse:
    """The updates of one action, and a form for those who write the plan or are named."""
    action = get_object_or_404(KINDS["action"].parts_of(plan), pk=part_pk)
    if not may_follow(request.user, action, plan):
        raise PermissionDenied
    periods = list(plan.reporting_periods.open())
    form = None
    if may_report(request.user, action, plan):
        form = ProgressForm(
            request.POST if request.method == "POST" else None,
            request.FILES or None,
            action=action,
            periods=periods,
            user=request.user,
            initial={"status": action.status},
        )
        if form.is_valid() and (update := _saved(request, form, plan, action)):
            return redirect(
                f"{reverse('plans:action_progress', args=[plan.pk, action.pk])}#update-{update.pk}"
            )
    elif request.method == "POST":
        raise PermissionDenied
    context = plan_context(
        request,
        plan,
        form=form,
        action=action,
        stands=brag(action, timezone.localdate()),
        periods=periods,
        timeline=timeline(action),
    )
    return render(request, "plans/reporting/action.html", context)


def _saved(
    request: SignedInRequest, form: ProgressForm, plan: Plan, action: CriticalAction
) -> ProgressUpdate | None:
    """The new update; None, with the reason on the form, where the period closed meanwhile."""
    try:
        update = report_progress(
            action, form.report, plan=plan, period=form.cleaned_data["period"], actor=request.user
        )
    except ValidationError as error:
        form.add_error(None, error)
        return None
    messages.success(request, f"Progress of action {action.ref} is reported".replace("  ", " "))
    return update


@plan_page()
def evidence(request: SignedInRequest, plan: Plan, evidence_pk: int) -> FileResponse:
    """A file of evidence, to be saved and never shown within a page of ours."""
    of_plan = Evidence.objects.exclude(file="").select_related("update__action")
    kept = get_object_or_404(
        of_plan.filter(update__action__in=KINDS["action"].parts_of(plan)), pk=evidence_pk
    )
    if not may_follow(request.user, kept.update.action, plan):
        raise PermissionDenied
    return FileResponse(
        kept.file.open(),
        as_attachment=True,
        filename=kept.file_name,
        content_type=content_type_of(kept.file_name),
    )
