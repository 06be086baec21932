"""What people do to a risk between two plans: review it, control it, accept it.

A review is no amendment: approved plans have them too, by those who write the plan and by
those who are named for the risk. Nothing of the risk's own text changes here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.capabilities import Capability
from accounts.models import User
from core.audit import act
from council.naming import Names
from plans.access import may_review
from plans.audit_actions import (
    CONTROL_ADDED,
    CONTROL_CHANGED,
    RISK_ACCEPTED,
    RISK_REVIEWED,
    RISK_SCORED,
)
from plans.models import (
    Plan,
    Risk,
    RiskAcceptance,
    RiskAssessment,
    RiskControl,
    RiskScaleStep,
)
from plans.models.parts import link_names

Kind = RiskAssessment.Kind


@dataclass(frozen=True)
class Review:
    """What somebody thinks of a risk on a day, and why."""

    impact: RiskScaleStep
    probability: RiskScaleStep
    assessed_on: date
    reason: str
    kind: str = Kind.CURRENT


def needs_reason(risk: Risk, kind: str) -> bool:
    """Whether one says why a risk is scored so: always, save where it is its first score."""
    scored = risk.assessments.filter(kind=kind, impact__isnull=False, probability__isnull=False)
    return kind == Kind.CURRENT or scored.exists()


def review(risk: Risk, found: Review, *, plan: Plan, actor: User) -> RiskAssessment:
    """Add an assessment; of two who review at the same moment both are kept.

    Raises PermissionDenied, and ValidationError for a day to come or without a reason.
    """
    if not may_review(actor, risk, plan):
        raise PermissionDenied
    action = RISK_REVIEWED if found.kind == Kind.CURRENT else RISK_SCORED
    with act(action, actor=actor, target=plan, note=f"risk {risk}"[:300]):
        locked = Risk.objects.select_for_update().get(pk=risk.pk)
        if found.assessed_on > timezone.localdate():
            raise ValidationError({"assessed_on": "The day of the review must not be to come"})
        if not found.reason and needs_reason(locked, found.kind):
            raise ValidationError({"reason": "Enter why it is scored so"})
        return RiskAssessment.objects.create(
            risk=locked,
            kind=found.kind,
            impact=found.impact,
            probability=found.probability,
            assessed_on=found.assessed_on,
            reason=found.reason,
            assessor_name=str(actor),
        )


def save_control(form: Any, *, plan: Plan, actor: User) -> RiskControl:
    """Save a valid form of a control or mitigation, new or changed, with who is meant."""
    control: RiskControl = form.instance
    if not may_review(actor, control.risk, plan):
        raise PermissionDenied
    action = CONTROL_ADDED if control.pk is None else CONTROL_CHANGED
    with act(action, actor=actor, target=plan, note=f"risk {control.risk}: {control}"[:300]):
        control.read_date()
        form.save()
        link_names(control, Names(plan.directorate))
    return control


def accept(acceptance: RiskAcceptance, *, risk: Risk, plan: Plan, actor: User) -> RiskAcceptance:
    """Record who accepts a risk as it scores today, why and until when.

    Raises PermissionDenied, and ValidationError for a risk that needs no acceptance.
    """
    if not plan.allows(actor, Capability.ACCEPT_RISKS):
        raise PermissionDenied
    with act(RISK_ACCEPTED, actor=actor, target=plan, note=f"risk {risk}"[:300]):
        locked = Risk.objects.select_for_update(of=("self",)).get(pk=risk.pk)
        score = locked.score
        if score is None or not locked.is_above_appetite:
            raise ValidationError("This risk is not above the council’s appetite any more")
        acceptance.risk, acceptance.score = locked, score
        acceptance.recorded_by, acceptance.recorded_by_name = actor, str(actor)
        acceptance.save()
    return acceptance
