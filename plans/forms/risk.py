from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from accounts.models import User
from core.conflicts import RevisedModelForm
from core.forms import GovukForm, Look
from core.text import LINE, TEXT, tidy
from plans.forms.parts import RESPONSIBLE_HINT, long_text, suggesting
from plans.models import Objective, ObjectiveRisk, Plan, Risk, RiskAssessment, RiskScaleStep


class RiskForm(RevisedModelForm):
    """A risk under an objective: the risk itself, its scores, and who is responsible here."""

    impact = forms.ModelChoiceField(
        queryset=RiskScaleStep.objects.none(), required=False, empty_label="Not scored"
    )
    probability = forms.ModelChoiceField(
        queryset=RiskScaleStep.objects.none(), required=False, empty_label="Not scored"
    )
    reason = forms.CharField(
        label="Why does the score change?",
        required=False,
        max_length=TEXT,
        widget=long_text(2),
        help_text="Only if you change the impact or probability",
    )
    responsible_here = forms.CharField(
        label="Responsible officer and division",
        required=False,
        max_length=LINE,
        widget=suggesting("parties"),
        help_text=RESPONSIBLE_HINT,
    )

    class Meta:
        model = Risk
        fields = ("ref", "text")
        labels = {"ref": "Ref in the risk register", "text": "Risk"}
        widgets = {"text": long_text(3)}

    looks = {"ref": Look(width="10")}
    constraint_messages = {
        "risk_of_one_ref_and_text_once": (
            "ref",
            "This plan has a risk with this ref and text already: link it instead",
        )
    }

    def __init__(self, *args: Any, plan: Plan, link: ObjectiveRisk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.link = link
        for axis in ("impact", "probability"):
            field = self.fields[axis]
            assert isinstance(field, forms.ModelChoiceField)  # noqa: S101
            field.queryset = plan.risk_scale.steps.filter(axis=axis)
        current = self.instance.current if self.instance.pk else None
        if current:
            self.initial.update(impact=current.impact_id, probability=current.probability_id)
        self._scored = self.instance.pk is not None and any(
            each.score is not None
            for each in self.instance.assessments_of(RiskAssessment.Kind.CURRENT)
        )
        if not self._scored:
            del self.fields["reason"]
        self.initial["responsible_here"] = link.responsible

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        axes = ("impact", "probability")
        changes = any(axis in self.changed_data for axis in axes)
        asked = self._scored and changes and any(cleaned.get(axis) for axis in axes)
        if asked and not cleaned.get("reason") and not self.has_error("reason"):
            self.add_error("reason", "Enter why the score changes")
        return cleaned

    def save_link(self, actor: User) -> ObjectiveRisk:
        """Save the risk, a new assessment where a score changed, and its place here."""
        risk = self.instance
        here = self.cleaned_data["responsible_here"]
        # A risk under one objective only is the responsibility of whoever is named there.
        if risk.pk is None or risk.objective_risks.count() <= 1 or not risk.responsible:
            risk.responsible = here
        risk.save()
        self._assess(risk, actor)
        self.link.risk = risk
        self.link.responsible = here
        self.link.save()
        return self.link

    def _assess(self, risk: Risk, actor: User) -> None:
        impact = self.cleaned_data["impact"]
        probability = self.cleaned_data["probability"]
        current = risk.current
        before = (current.impact, current.probability) if current else (None, None)
        if (impact, probability) == before:
            return
        if impact is None and probability is None:
            risk.assessments.filter(kind=RiskAssessment.Kind.CURRENT).delete()
            return
        RiskAssessment.objects.create(
            risk=risk,
            impact=impact,
            probability=probability,
            assessed_on=timezone.localdate(),
            assessor_name=str(actor),
            reason=tidy(self.cleaned_data.get("reason", "")),
        )


class LinkRiskForm(GovukForm):
    """Linking a risk of the plan to one more objective."""

    risk = forms.ModelChoiceField(
        label="Risk of this plan", queryset=Risk.objects.none(), empty_label="Choose a risk"
    )

    def __init__(self, *args: Any, objective: Objective, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["risk"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101
        field.queryset = Risk.objects.filter(plan=objective.block.appendix.plan).exclude(
            objective_risks__objective=objective
        )
