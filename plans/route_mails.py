"""The mails of the route: who is told of a step, and in which words."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string

from accounts.models import User
from plans.models import Plan, RouteStep

_quiet: ContextVar[bool] = ContextVar("quiet", default=False)


@contextmanager
def nobody_told() -> Iterator[None]:
    """Take steps and decisions without a mail: for what is only shown, not lived."""
    token = _quiet.set(True)
    try:
        yield
    finally:
        _quiet.reset(token)


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


def tell(
    users: Collection[User], subject: str, template: str, context: dict[str, object], besides: User
) -> None:
    """Mail each of these but one, after the transaction; a mail that fails breaks nothing."""
    if _quiet.get():
        return
    for user in users:
        if user.pk == besides.pk:
            continue
        body = render_to_string(template, {**context, "user": user, "site": settings.SITE_URL})
        transaction.on_commit(
            partial(send_mail, subject, body, None, [user.email], fail_silently=True)
        )
