from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.access import SignedInRequest
from plans.access import plan_page
from plans.forms.route_step import RouteStepForm
from plans.models import Plan
from plans.reading import PlanReading
from plans.remarks import Remarks
from plans.route import CAPABILITIES, record_step
from plans.views.plan import plan_context


@plan_page(*CAPABILITIES)
def route(request: SignedInRequest, plan: Plan) -> HttpResponse:
    """Record the next step of the plan's route to approval: those this person may record."""
    form = RouteStepForm(request.POST or None, plan=plan, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            recorded = record_step(
                plan,
                form.chosen,
                decided_by=form.cleaned_data["decided_by"],
                decided_on=form.cleaned_data["decided_on"],
                meeting=form.cleaned_data.get("meeting", ""),
                note=form.cleaned_data["note"],
                digest=form.cleaned_data.get("digest", ""),
                actor=request.user,
            )
        except ValidationError as error:
            form.add_error(None, error)
            form.show_once_more()
        else:
            messages.success(request, f"Recorded: {recorded.get_to_status_display().lower()}")
            return redirect(plan)
    context = plan_context(request, plan, form=form, steps=plan.route_steps.all())
    if plan.is_written:
        context["remarks"] = Remarks(PlanReading(plan), writing=True)
    return render(request, "plans/route.html", context)
