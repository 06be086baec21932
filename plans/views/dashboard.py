"""Dashboards of a plan, of a directorate and of the council."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.access import SignedInRequest, signed_in
from accounts.capabilities import Capability
from council.models import Directorate
from plans.access import plan_page
from plans.dashboard.past import stood_then
from plans.dashboard.since import Since, SinceOfPlan
from plans.dashboard.standing import Standing
from plans.models import Plan
from plans.reporting.course import Course
from plans.views.plan import plan_context


@plan_page()
def plan_dashboard(request: SignedInRequest, plan: Plan) -> HttpResponse:
    """How a plan stands, what changed since its last closed period, and who has not reported;
    with `?on=2027-03-17` how it stood at the end of that day."""
    today = timezone.localdate()
    if (day := _past_day(request, today)) is not None:
        then = stood_then(plan, day, request.user)
        return render(request, "plans/dashboard/past.html", plan_context(request, plan, then=then))
    standing = Standing([plan], _lists_of(plan), today, request.user)
    since = None
    if plan.allows(request.user, Capability.READ_PLANS):
        course = Course(standing.actions, today).of(plan.pk)
        since = SinceOfPlan(plan, course, _lists_of(plan))
    context = plan_context(request, plan, standing=standing, since=since, today=today)
    return render(request, "plans/dashboard/plan.html", context)


@signed_in
def council_dashboard(request: SignedInRequest) -> HttpResponse:
    """The approved plans that run today and that one may read: all, or those of a directorate.

    What changed and what is not reported is told of those that one follows.
    """
    today = timezone.localdate()
    running = Plan.objects.readable_by(request.user).in_force(today)
    plans = list(
        running.select_related("directorate", "rag_definition").order_by(
            "directorate__name", "start"
        )
    )
    directorates = {plan.directorate_id: plan.directorate for plan in plans}
    query = {"plans": "current"}
    chosen = _chosen(request, directorates)
    if chosen is not None:
        plans = [plan for plan in plans if plan.directorate_id == chosen.pk]
        query["directorate"] = str(chosen.pk)
    standing = Standing(plans, query, today, request.user)
    course = Course(standing.actions, today)
    followed = [plan for plan in plans if plan.allows(request.user, Capability.READ_PLANS)]
    since = [SinceOfPlan(plan, course.of(plan.pk), _lists_of(plan)) for plan in followed]
    context = {
        "directorates": list(directorates.values()),
        "chosen": chosen,
        "standing": standing,
        "rows": [(plan, Standing([plan], _lists_of(plan), today, request.user)) for plan in plans],
        "since": since,
        "since_all": Since([each.course for each in since], query) if len(since) > 1 else None,
        "today": today,
    }
    return render(request, "plans/dashboard/council.html", context)


def _chosen(request: SignedInRequest, directorates: dict[int, Directorate]) -> Directorate | None:
    typed = request.GET.get("directorate", "")
    if not typed:
        return None
    chosen = directorates.get(int(typed)) if typed.isdecimal() else None
    if chosen is None:
        raise Http404
    return chosen


def _past_day(request: SignedInRequest, today: date) -> date | None:
    """The past day that the address names; not found where it names none that can be."""
    typed = request.GET.get("on", "")
    if not typed:
        return None
    try:
        day = date.fromisoformat(typed)
    except ValueError as error:
        raise Http404 from error
    if day > today:
        raise Http404
    return day if day < today else None


def _lists_of(plan: Plan) -> dict[str, str]:
    """The filter by which a list shows the parts of one plan."""
    return {"plan": str(plan.pk)}
