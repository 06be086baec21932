"""What the demonstration's people do to risks: review, control, accept."""

from __future__ import annotations

from datetime import date
from typing import Any

from config.demo.people import Officers, holder
from plans.forms.risk_review import ControlForm
from plans.models import Plan, Risk, RiskAcceptance, RiskAssessment, RiskControl, RiskScaleStep
from plans.risks import acts

Axis = RiskScaleStep.Axis


def _risk(plan: Plan, ref: str) -> Risk:
    return plan.risks.prefetch_related("people", "divisions").get(ref=ref)


def review(plan: Plan, officers: Officers, row: dict[str, Any]) -> None:
    """One assessment, of what the risk is now where the row does not say of what else."""
    risk, scale = _risk(plan, row["risk"]), plan.risk_scale
    impact = scale.step(Axis.IMPACT, row["impact"])
    probability = scale.step(Axis.PROBABILITY, row["probability"])
    if impact is None or probability is None:
        raise ValueError(f"{row['risk']} is scored outside the scale")
    found = acts.Review(
        impact=impact,
        probability=probability,
        assessed_on=date.fromisoformat(row["on"]),
        reason=row.get("reason", ""),
        kind=row.get("kind", RiskAssessment.Kind.CURRENT),
    )
    acts.review(risk, found, plan=plan, actor=officers.of(risk))


def control(plan: Plan, officers: Officers, row: dict[str, Any]) -> None:
    """One control or further mitigation."""
    risk = _risk(plan, row["risk"])
    typed = {name: row.get(name, "") for name in ("kind", "text", "responsible", "due_text")}
    form = ControlForm(typed, instance=RiskControl(risk=risk))
    form.full_clean()
    acts.save_control(form, plan=plan, actor=officers.of(risk))


def accept(plan: Plan, row: dict[str, Any]) -> None:
    """Somebody accepts a risk above the appetite until a day."""
    acceptance = RiskAcceptance(
        accepted_by_name=row["by"],
        reason=row["reason"],
        starts_on=date.fromisoformat(row["on"]),
        ends_on=date.fromisoformat(row["until"]),
    )
    lead = holder("plan_lead", plan.directorate.name)
    acts.accept(acceptance, risk=_risk(plan, row["risk"]), plan=plan, actor=lead)
