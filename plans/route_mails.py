"""The mails of the route: who is told of a step, and in which words."""

from __future__ import annotations

from collections.abc import Collection

from accounts.holders import holders_at
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
    return holders_at(
        roles,
        directorate_id=plan.directorate_id,
        committee_id=plan.directorate.committee_id,
    )
