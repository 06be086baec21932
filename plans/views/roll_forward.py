"""Making next year's plan from this one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.access import SignedInRequest
from accounts.capabilities import Capability
from plans.access import plan_page
from plans.forms.roll_forward import RollForwardForm
from plans.models import Plan
from plans.reading import PlanReading
from plans.rolling.acts import RolledForward, roll_forward
from plans.views.plan import plan_context


@plan_page(Capability.EDIT_PLANS)
def roll_plan_forward(request: SignedInRequest, plan: Plan) -> HttpResponse:
    """What is carried, and into which period; what is unfinished is chosen already."""
    reading = PlanReading(plan)
    form = RollForwardForm(request.POST if request.method == "POST" else None, reading=reading)
    if form.is_valid() and (rolled := roll_forward(form, reading, actor=request.user)):
        messages.success(request, _carried(rolled))
        if rolled.unscored:
            messages.warning(
                request,
                f"{len(rolled.unscored)} of the risks must be scored anew: the risk scale in "
                "force has other steps than that of the old plan",
            )
        return redirect("plans:write", rolled.plan.pk)
    already = Plan.objects.readable_by(request.user).filter(carried_from=plan)
    context = plan_context(
        request, plan, form=form, already=already, cancel_url=plan.get_absolute_url()
    )
    return render(request, "plans/roll_forward.html", context)


def _carried(rolled: RolledForward) -> str:
    counts = [
        f"{number:,} {what}{'' if number == 1 else 's'}" for what, number in rolled.counts.items()
    ]
    return f"The plan for {rolled.plan.year} is begun. Carried: {', '.join(counts)}"
