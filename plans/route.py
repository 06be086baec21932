"""The route of a plan to approval, readable in one place.

draft → considered by the leadership team → with the scrutiny committee → approved by the
cabinet member → published; back to draft, with a reason, until it is published; withdrawn,
with a reason, at any time, and taken up again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.audit_reading import moment_in_words
from accounts.capabilities import Capability
from accounts.models import User
from core.audit import act
from core.dates import in_words
from core.models import AuditAct
from plans.audit_actions import PLAN_MOVED
from plans.exchange.digest import digest_of
from plans.models import Amendment, Plan, RouteStep
from plans.route_mails import tell_of_step

Status = Plan.Status


@dataclass(frozen=True)
class Step:
    """A step that can be recorded: from where, to where, who may, who decides, who is told."""

    key: str
    label: str
    sources: tuple[str, ...]
    target: str
    capability: Capability
    tells: tuple[str, ...]
    """The roles of those whom it concerns, for the plan's directorate or its committee."""
    decided_by: str = ""
    """Who usually decides it, offered in the form."""
    reason_for: str = ""
    """What a reason is asked for, in words; empty where none is."""
    at_a_meeting: bool = False
    """Whether it is usually decided at a meeting."""

    @property
    def reason_missing(self) -> str:
        return f"Enter the reason for {self.reason_for}"


WRITERS = ("officer", "plan_lead")

STEPS: dict[str, Step] = {
    step.key: step
    for step in (
        Step(
            "consider",
            "Considered by the leadership team",
            (Status.DRAFT,),
            Status.CONSIDERED,
            Capability.CONSIDER_PLANS,
            ("plan_lead",),
            "Directorate strategic leadership team",
            at_a_meeting=True,
        ),
        Step(
            "submit",
            "Submitted to the scrutiny committee",
            (Status.CONSIDERED,),
            Status.SUBMITTED,
            Capability.SUBMIT_PLANS,
            ("leadership_team", "committee_member"),
            "Plan lead",
            at_a_meeting=True,
        ),
        Step(
            "approve",
            "Approved by the cabinet member",
            (Status.SUBMITTED,),
            Status.APPROVED,
            Capability.APPROVE_PLANS,
            WRITERS,
            "Cabinet member",
            at_a_meeting=True,
        ),
        Step(
            "publish",
            "Published",
            (Status.APPROVED,),
            Status.PUBLISHED,
            Capability.PUBLISH_PLANS,
            WRITERS,
            "Plan lead",
        ),
        Step(
            "take_up",
            "Taken up again as a draft",
            (Status.WITHDRAWN,),
            Status.DRAFT,
            Capability.WITHDRAW_PLANS,
            WRITERS,
            reason_for="taking the plan up again",
        ),
        Step(
            "send_back",
            "Sent back to draft",
            (Status.CONSIDERED, Status.SUBMITTED, Status.APPROVED),
            Status.DRAFT,
            Capability.SEND_BACK_PLANS,
            WRITERS,
            reason_for="sending the plan back",
        ),
        Step(
            "withdraw",
            "Withdrawn",
            (
                Status.DRAFT,
                Status.CONSIDERED,
                Status.SUBMITTED,
                Status.APPROVED,
                Status.PUBLISHED,
            ),
            Status.WITHDRAWN,
            Capability.WITHDRAW_PLANS,
            WRITERS,
            reason_for="withdrawing the plan",
        ),
    )
}

CAPABILITIES = tuple(dict.fromkeys(step.capability for step in STEPS.values()))
"""Whoever has one of these for a plan may open its route."""


def next_steps(plan: Plan, user: User | None = None) -> list[Step]:
    """The steps that can follow from where the plan stands; for a user those they may record."""
    return [
        step
        for step in STEPS.values()
        if plan.status in step.sources and (user is None or plan.allows(user, step.capability))
    ]


def record_step(
    plan: Plan,
    step: Step,
    *,
    decided_by: str,
    decided_on: date,
    note: str,
    actor: User,
    meeting: str = "",
    digest: str = "",
) -> RouteStep:
    """Record a step: who decided it and when, and who wrote it down; tell whom it concerns.

    `digest` is that of the plan that was read, where it is to be approved as it was read.
    Raises PermissionDenied without the right to, and ValidationError where the plan has
    moved on or was changed meanwhile, a reason is missing, or the day cannot be.
    """
    if not plan.allows(actor, step.capability):
        raise PermissionDenied
    if step.reason_for and not note:
        raise ValidationError({"note": step.reason_missing})
    with act(PLAN_MOVED, actor=actor, target=plan, note=step.label) as entry:
        current = Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
        if current.status not in step.sources:
            raise ValidationError(
                f"This plan is now “{current.get_status_display()}”, so this step no longer fits"
            )
        _refuse_impossible_day(current, decided_on)
        approving = step.target == Status.APPROVED
        digest = _approved_digest(current, digest, entry) if approving else ""
        recorded = RouteStep(
            plan=current,
            from_status=current.status,
            to_status=step.target,
            decided_by=decided_by,
            decided_on=decided_on,
            meeting=meeting,
            note=note,
            version=_next_version(current) if approving else None,
            digest=digest,
            recorded_by=actor,
            recorded_by_name=str(actor),
        )
        _store(recorded)
        if step.target not in Plan.APPROVED_STATES:
            _let_go_of_proposals(current, step, actor)
        tell_of_step(recorded, step.label, step.tells, actor)
    plan.refresh_from_db(fields=["status", "revision"])
    return recorded


def _refuse_impossible_day(plan: Plan, day: date) -> None:
    if day > timezone.localdate():
        raise ValidationError({"decided_on": "The day must be today or in the past"})
    last = plan.route_steps.order_by("decided_on").last()
    if last is not None and day < last.decided_on:
        raise ValidationError(
            {
                "decided_on": f"The step before this one was decided on "
                f"{in_words(last.decided_on)}. Enter that day or a later one"
            }
        )


def _approved_digest(plan: Plan, read: str, entry: AuditAct) -> str:
    """The digest of what is approved. Raises ValidationError where another text was read."""
    now = digest_of(plan)
    if read and read != now:
        acts = AuditAct.objects.filter(
            target_model=plan._meta.label_lower, target_id=plan.pk, pk__lt=entry.pk
        ).exclude(action__startswith="comment.")
        last = acts.first()
        when = f" on {moment_in_words(last.at)}" if last else ""
        raise ValidationError(
            f"The plan was changed{when}, since you opened this page. Read it again before you "
            "record its approval"
        )
    return now


def _next_version(plan: Plan) -> int:
    return plan.route_steps.filter(to_status=Status.APPROVED).count() + 1


def _store(step: RouteStep) -> None:
    """Store a step, which moves its plan. Raises ValidationError where another took its place."""
    try:
        with transaction.atomic():
            step.save()
    except IntegrityError as error:
        if "plan_once_for_directorate_and_period" not in str(error):
            raise
        other = step.plan.overlapping().first()
        named = f"“{other.title}”" if other else "another plan"
        raise ValidationError(
            f"{step.plan.directorate.name} now has {named} for this period. Withdraw that one "
            "before you take this one up again"
        ) from None


def _let_go_of_proposals(plan: Plan, step: Step, actor: User) -> None:
    """Once a plan is approved no more, what was proposed to amend it waits for nobody."""
    plan.amendments.waiting().update(
        state=Amendment.State.WITHDRAWN,
        reason=f"The plan itself moved on: {step.label.lower()}",
        settled_by=actor,
        settled_by_name=str(actor),
        settled_at=timezone.now(),
    )
