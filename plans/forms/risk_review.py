"""Reviewing a risk, its controls and mitigations, and who accepts it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from core.conflicts import RevisedModelForm
from core.constraints import ConstrainedModelForm
from core.forms import GovukForm, Look
from core.text import TEXT, tidy
from council.models import Person
from council.naming import looks_like_person
from plans.forms.parts import DATE_HINT, RESPONSIBLE_HINT, long_text, suggesting
from plans.models import Risk, RiskAcceptance, RiskAssessment, RiskControl, RiskScaleStep
from plans.risks.acts import Kind, Review, needs_reason


def _not_to_come(day: date | None, subject: str) -> date | None:
    if day is not None and day > timezone.localdate():
        raise ValidationError(f"{subject} must be today or in the past")
    return day


class ReviewForm(GovukForm):
    """One assessment of a risk: its two steps, the day, and why."""

    looks = {
        "impact": Look(called="the impact"),
        "probability": Look(called="the probability"),
        "reason": Look(called="why it is scored so"),
        "assessed_on": Look(called="the day"),
    }

    impact = forms.ModelChoiceField(
        label="Impact", queryset=RiskScaleStep.objects.none(), empty_label="Choose one"
    )
    probability = forms.ModelChoiceField(
        label="Probability", queryset=RiskScaleStep.objects.none(), empty_label="Choose one"
    )
    reason = forms.CharField(label="Why is it scored so?", max_length=TEXT, widget=long_text(3))
    assessed_on = forms.DateField(label="Day of the assessment")

    def __init__(self, *args: Any, risk: Risk, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        for axis in ("impact", "probability"):
            steps: Any = self.fields[axis]
            steps.queryset = risk.plan.risk_scale.steps.filter(axis=axis)
        latest: RiskAssessment | None = risk.latest(kind)
        if latest is not None:
            self.initial.update(impact=latest.impact_id, probability=latest.probability_id)
        self.initial.setdefault("assessed_on", timezone.localdate())
        reason = self.fields["reason"]
        reason.required = needs_reason(risk, kind)
        if kind == Kind.CURRENT and latest is not None:
            reason.label = "What has changed, and why?"
            reason.help_text = "If nothing has changed, leave the scores and say why they stand"

    def clean_assessed_on(self) -> date | None:
        return _not_to_come(self.cleaned_data["assessed_on"], "The day of the assessment")

    @property
    def review(self) -> Review:
        """What a valid form says of the risk."""
        return Review(
            impact=self.cleaned_data["impact"],
            probability=self.cleaned_data["probability"],
            assessed_on=self.cleaned_data["assessed_on"],
            reason=tidy(self.cleaned_data["reason"]),
            kind=self.kind,
        )


class ControlForm(RevisedModelForm):
    """A control that is in place, or a further mitigation with who is responsible and its day."""

    class Meta:
        model = RiskControl
        fields = ("kind", "text", "responsible", "due_text", "done_on")
        labels = {
            "kind": "What is it?",
            "text": "What is done",
            "responsible": "Responsible",
            "due_text": "Due",
            "done_on": "Done on",
        }
        help_texts = {
            "responsible": RESPONSIBLE_HINT,
            "due_text": f"Of a further mitigation. {DATE_HINT}",
            "done_on": "Of a further mitigation, once it is done",
        }
        widgets = {
            "kind": forms.RadioSelect,
            "text": long_text(3),
            "responsible": suggesting("parties"),
        }

    looks = {
        "kind": Look(called="whether it is in place or still to be done"),
        "text": Look(called="what is done"),
        "due_text": Look(width="20"),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind: Any = self.fields["kind"]
        kind.choices = RiskControl.Kind.choices

    def clean_done_on(self) -> date | None:
        return _not_to_come(self.cleaned_data["done_on"], "The day on which it was done")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("kind") == RiskControl.Kind.CONTROL and cleaned.get("done_on"):
            self.add_error(
                "done_on", "Only a further mitigation is done: leave this empty for a control"
            )
        return cleaned


class AcceptanceForm(ConstrainedModelForm):
    """Who accepts a risk above the appetite, why, and from when until when."""

    class Meta:
        model = RiskAcceptance
        fields = ("accepted_by_name", "reason", "starts_on", "ends_on")
        labels = {
            "accepted_by_name": "Accepted by",
            "reason": "Why is the risk accepted?",
            "starts_on": "From",
            "ends_on": "Until",
        }
        help_texts = {
            "accepted_by_name": "First name and surname of one person",
            "ends_on": "The last day on which the acceptance holds",
        }
        widgets = {"reason": long_text(3), "accepted_by_name": suggesting("people")}

    looks = {
        "accepted_by_name": Look(called="who accepts the risk"),
        "reason": Look(called="why the risk is accepted"),
        "starts_on": Look(called="the first day"),
        "ends_on": Look(called="the last day"),
    }
    constraint_messages = {
        "acceptance_ends_after_it_begins": ("ends_on", "The last day must be after the first"),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["starts_on"] = timezone.localdate()

    def clean_accepted_by_name(self) -> str:
        """One person takes it on: neither a board nor a post."""
        name: str = self.cleaned_data["accepted_by_name"]
        if not looks_like_person(name) and not Person.objects.filter(name__iexact=name).exists():
            raise ValidationError(
                "Enter the first name and surname of one person, not a group or a post"
            )
        return name

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        last = cleaned.get("ends_on")
        if last and last < timezone.localdate():
            self.add_error("ends_on", "The last day must not be past already")
        return cleaned


class DayForm(GovukForm):
    """The day on which the matrix is looked at."""

    mark_optional = False
    looks = {"on": Look(called="the day", size="s")}

    on = forms.DateField(label="Show the risks as they were scored on")

    def clean_on(self) -> date | None:
        return _not_to_come(self.cleaned_data["on"], "The day")
