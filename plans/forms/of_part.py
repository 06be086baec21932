"""Which form a part is written in."""

from __future__ import annotations

from typing import Any

from plans.forms.indicator import IndicatorForm
from plans.forms.parts import (
    ActionForm,
    AppendixForm,
    ObjectiveForm,
    OutcomeForm,
    ParagraphForm,
    PartForm,
    SectionForm,
)
from plans.forms.risk import RiskForm
from plans.models import Plan, Risk
from plans.parts import PartKind

FORMS: dict[str, type[PartForm]] = {
    "section": SectionForm,
    "paragraph": ParagraphForm,
    "appendix": AppendixForm,
    "outcome": OutcomeForm,
    "objective": ObjectiveForm,
    "action": ActionForm,
}


def form_of(kind: PartKind, plan: Plan, data: Any, *, part: Any) -> Any:
    """The form of a part, empty, filled with what is there, or with what was typed."""
    if kind.key == "kpi":
        return IndicatorForm(data, instance=part, plan=plan)
    if kind.key == "risk":
        risk = part.risk if part.risk_id else Risk(plan=plan)
        return RiskForm(data, instance=risk, plan=plan, link=part)
    return FORMS[kind.key](data, instance=part)
