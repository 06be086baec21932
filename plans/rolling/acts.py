"""The act of rolling a plan forward."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from accounts.models import User
from core.audit import act
from plans.audit_actions import PLAN_ROLLED_FORWARD
from plans.models import Plan, RagDefinition, Risk, RiskScale
from plans.reading import PlanReading
from plans.rolling.carrying import Carrying

_KEPT = (
    "directorate",
    "numbering",
    "contact_name",
    "contact_post",
    "contact_address",
    "contact_telephone",
    "contact_email",
    "council_name",
)


@dataclass
class RolledForward:
    """The new draft, what was carried, and what the new scale could not score."""

    plan: Plan
    counts: dict[str, int]
    unscored: list[Risk] = field(default_factory=list)


def roll_forward(form: Any, reading: PlanReading, *, actor: User) -> RolledForward | None:
    """The next plan from a valid form; None with a message on the form where the period is
    taken.

    It is a draft with the risk scale and RAG definition in force; the old plan is not
    changed by it.
    """
    old = reading.plan
    new = Plan(
        **{name: getattr(old, name) for name in _KEPT},
        title=form.cleaned_data["title"],
        start=form.cleaned_data["start"],
        finish=form.cleaned_data["finish"],
        carried_from=old,
        risk_scale=RiskScale.in_force(),
        rag_definition=RagDefinition.in_force(),
        author_name=str(actor),
    )

    def save() -> RolledForward:
        with act(PLAN_ROLLED_FORWARD, actor=actor, note=f"from {old.title}"[:300]) as entry:
            new.save()
            entry.about(new)
            carrying = Carrying(reading, new, form.choice)
            counts = carrying.carry()
        return RolledForward(new, counts, carrying.unscored)

    saved: RolledForward | None = form.save_or_explain(save)
    return saved
