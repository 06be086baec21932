"""With what a plan can be compared: other plans, and earlier states of itself."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Max, QuerySet
from django.utils import timezone

from accounts.audit_reading import moment_in_words
from accounts.models import User
from core.dates import in_words
from core.models import AuditAct
from plans.comparing.sides import may_see_states, state_of
from plans.models import Plan

Options = list[tuple[str, str]]
Groups = list[tuple[str, Options]]


def plans_offered(plan: Plan, user: User) -> Groups:
    """The other plans that a user may read, the one before this of its directorate first."""
    readable = Plan.objects.readable_by(user).exclude(pk=plan.pk).select_related("directorate")
    own = [other for other in readable if other.directorate_id == plan.directorate_id]
    others = [other for other in readable if other.directorate_id != plan.directorate_id]
    own.sort(key=lambda other: (other.start > plan.start, abs(other.start - plan.start)))
    groups = [(f"Plans of {plan.directorate.name}", own), ("Plans of other directorates", others)]
    return [
        (name, [(f"plan:{other.pk}", str(other)) for other in plans])
        for name, plans in groups
        if plans
    ]


def states_offered(plan: Plan, user: User) -> Groups:
    """The earlier states of a plan for whoever may see its history, the newest first."""
    if not may_see_states(plan, user):
        return []
    steps = [(state_of(step.recorded_at), str(step)) for step in plan.route_steps.all()]
    if begun := _begun(plan):
        steps.insert(0, (state_of(begun), f"Begun, {moment_in_words(begun)}"))
    today = timezone.localdate()
    days = [
        day.date() for day in _acts(plan).datetimes("at", "day", order="DESC") if day.date() < today
    ]
    groups = [
        ("This plan at a step of its route", steps[::-1]),
        (
            "This plan at the end of a day on which it was changed",
            [(f"state:{day.isoformat()}", in_words(day)) for day in days],
        ),
    ]
    return [(name, options) for name, options in groups if options]


def _acts(plan: Plan) -> QuerySet[AuditAct]:
    return AuditAct.objects.filter(target_model=plan._meta.label_lower, target_id=plan.pk)


def _begun(plan: Plan) -> datetime | None:
    """When the act that made the plan was done; None where it is older than the trail."""
    first = _acts(plan).order_by("pk").annotate(done=Max("changes__at")).values_list("done").first()
    return first[0] if first else None
