"""Who may open which plan's page, report its progress and review its risks."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404

from accounts.access import SignedInRequest, View, access_rule
from accounts.capabilities import Capability
from accounts.models import User
from plans.models import CriticalAction, Indicator, Plan, Risk


def plan_page(*capabilities: Capability) -> Callable[[View], View]:
    """A view on one plan: `view(request, plan)` for who may read it.

    A plan one may not read is not found; with capabilities, one needs any of them for this
    plan.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: SignedInRequest, pk: int, **kwargs: Any) -> HttpResponseBase:
            plans = Plan.objects.readable_by(request.user).select_related(
                "directorate__committee", "risk_scale", "rag_definition"
            )
            plan = get_object_or_404(plans, pk=pk)
            if capabilities and not any(plan.allows(request.user, each) for each in capabilities):
                raise PermissionDenied
            return view(request, plan, **kwargs)

        return access_rule(f"may read the plan; {' or '.join(capabilities) or 'no more'}")(checked)

    return decorate


def writing_page(view: View) -> View:
    """A page on which a plan is written, for who writes it and while it may be written."""

    @wraps(view)
    def checked(request: SignedInRequest, plan: Plan, **kwargs: Any) -> HttpResponseBase:
        if why_not := plan.why_not_written:
            raise PermissionDenied(why_not)
        return view(request, plan, **kwargs)

    return plan_page(Capability.EDIT_PLANS)(checked)


def may_report(user: User, part: CriticalAction | Indicator, plan: Plan) -> bool:
    """Whether a user may say how an action stands or what a KPI came to: being named for it
    is enough, and so is standing in for who is named."""
    if plan.allows(user, Capability.EDIT_PLANS):
        return True
    return any(person.pk in user.stands_for for person in part.people.all())


def follows_some(user: User) -> bool:
    """Whether a user may read what is reported and reviewed in between of anything at all."""
    return user.can(Capability.READ_PLANS) or bool(user.stands_for)


def may_follow(user: User, part: CriticalAction | Indicator, plan: Plan) -> bool:
    """Whether a user may read what is reported in the course of the year.

    A committee reads the reports that come before it, not each officer's update.
    """
    return plan.allows(user, Capability.READ_PLANS) or may_report(user, part, plan)


def kpis_followed(user: User, plan: Plan) -> set[int]:
    """The numbers of a plan's KPIs whose pages a user may read."""
    kpis = Indicator.objects.filter(objective__block__appendix__plan=plan)
    if not plan.allows(user, Capability.READ_PLANS):
        kpis = kpis.filter(people__in=user.stands_for)
    return set(kpis.values_list("pk", flat=True))


def may_review(user: User, risk: Risk, plan: Plan) -> bool:
    """Whether a user may review a risk: being named for it is enough, and so is standing in
    for who is named."""
    if plan.allows(user, Capability.EDIT_PLANS):
        return True
    return any(person.pk in user.stands_for for person in risk.people.all())


def may_follow_risk(user: User, risk: Risk, plan: Plan) -> bool:
    """Whether a user may read a risk's reviews, controls and acceptances.

    A committee reads the scores in the plan, not what is noted in between.
    """
    return plan.allows(user, Capability.READ_PLANS) or may_review(user, risk, plan)


def risks_followed(user: User, plan: Plan) -> set[int]:
    """The numbers of a plan's risks whose pages a user may read."""
    return set(Risk.objects.filter(plan=plan).followed_by(user).values_list("pk", flat=True))
