"""The route of a plan to approval, readable in one place.

draft → considered by the leadership team → with the scrutiny committee → approved by the
cabinet member → published; and back to draft from before the approval, with a reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError

from accounts.capabilities import Capability
from accounts.models import User
from core.audit import act
from plans.audit_actions import PLAN_MOVED
from plans.models import Plan, RouteStep

Status = Plan.Status


@dataclass(frozen=True)
class Step:
    """A step that can be recorded: from where, to where, and who decides it."""

    key: str
    label: str
    sources: tuple[str, ...]
    target: str
    decided_by: str
    """Who usually decides it, offered in the form."""
    needs_reason: bool = False


STEPS: dict[str, Step] = {
    step.key: step
    for step in (
        Step(
            "consider",
            "Considered by the leadership team",
            (Status.DRAFT,),
            Status.CONSIDERED,
            "Directorate strategic leadership team",
        ),
        Step(
            "submit",
            "Submitted to the scrutiny committee",
            (Status.CONSIDERED,),
            Status.SUBMITTED,
            "Plan lead",
        ),
        Step(
            "approve",
            "Approved by the cabinet member",
            (Status.SUBMITTED,),
            Status.APPROVED,
            "Cabinet member",
        ),
        Step("publish", "Published", (Status.APPROVED,), Status.PUBLISHED, "Plan lead"),
        Step(
            "send_back",
            "Sent back to draft",
            (Status.CONSIDERED, Status.SUBMITTED),
            Status.DRAFT,
            "",
            needs_reason=True,
        ),
    )
}


def next_steps(plan: Plan) -> list[Step]:
    """The steps that can follow from where the plan stands."""
    return [step for step in STEPS.values() if plan.status in step.sources]


def record_step(
    plan: Plan, step: Step, *, decided_by: str, decided_on: date, note: str, actor: User
) -> RouteStep:
    """Record a step: who decided it and when, and who wrote it down.

    Raises PermissionDenied without the right to, and ValidationError where the plan has
    moved on meanwhile or a reason is missing.
    """
    if not plan.allows(actor, Capability.MOVE_PLANS):
        raise PermissionDenied
    if step.needs_reason and not note:
        raise ValidationError({"note": "Enter the reason for sending the plan back"})
    with act(PLAN_MOVED, actor=actor, target=plan, note=step.label) as _:
        current = Plan.objects.select_for_update().get(pk=plan.pk)
        if current.status not in step.sources:
            raise ValidationError(
                f"This plan is now “{current.get_status_display()}”, so this step no longer fits"
            )
        recorded = RouteStep.objects.create(
            plan=current,
            from_status=current.status,
            to_status=step.target,
            decided_by=decided_by,
            decided_on=decided_on,
            note=note,
            recorded_by_name=str(actor),
        )
        current.status = step.target
        current.save()
    plan.status, plan.revision = current.status, current.revision
    return recorded
