"""The mails of the route: who is told of a step, and in which words."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q

from accounts.models import User
from accounts.telling import tell
from plans.models import Plan, RouteStep


def tell_of_step(step: RouteStep, label: str, roles: Collection[str], actor: User) -> None:
    """Mail those whom a step concerns, once it is stored; not who recorded it."""
    context = {"step": step, "plan": step.plan, "label": label}
    tell(
        holders(step.plan, roles),
        f"{label}: {step.plan}",
        "plans/route_mail.txt",
        context,
        besides=actor,
    )


def holders(plan: Plan, roles: Collection[str]) -> list[User]:
    """Who holds one of these roles for the plan's directorate or its committee, each once."""
    here = Q(role_assignments__role__in=roles)
    of_directorate = Q(
        role_assignments__directorate=plan.directorate_id, role_assignments__committee=None
    ) | Q(role_assignments__directorate=None, role_assignments__committee=None)
    place = of_directorate
    if plan.directorate.committee_id is not None:
        place |= Q(role_assignments__committee=plan.directorate.committee_id)
    return list(User.objects.filter(here & place, is_active=True).distinct().order_by("pk"))
