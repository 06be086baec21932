"""Beginning a plan and changing its details."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.access import SignedInRequest, requires
from accounts.capabilities import Capability
from plans.access import writing_page
from plans.acts import begin_plan, change_details
from plans.forms.plan_details import PlanDetailsForm
from plans.models import Plan
from plans.views.plan import plan_context


@requires(Capability.EDIT_PLANS)
def new_plan(request: SignedInRequest) -> HttpResponse:
    """Begin a plan with its title page."""
    form = PlanDetailsForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            plan = begin_plan(form, actor=request.user)
        if plan:
            messages.success(request, "Plan begun")
            return redirect(plan)
    return render(request, "plans/plan_details.html", {"form": form})


@writing_page
def edit_details(request: SignedInRequest, plan: Plan) -> HttpResponse:
    """Change the title page of a plan that may be written."""
    if request.method != "POST":
        form = PlanDetailsForm(instance=plan, user=request.user)
    else:
        with transaction.atomic():
            locked = Plan.objects.select_for_update().get(pk=plan.pk)
            if why_not := locked.why_not_written:
                raise PermissionDenied(why_not)
            form = PlanDetailsForm(request.POST, instance=locked, user=request.user)
            saved = form.is_valid() and change_details(form, actor=request.user)
        if saved:
            messages.success(request, "Details saved")
            return redirect(plan)
    return render(request, "plans/plan_details.html", plan_context(request, plan, form=form))
