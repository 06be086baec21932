from typing import Any

from django import forms
from django.utils import timezone

from core.forms import DateField, GovukForm, Look
from plans.models import Plan
from plans.route import STEPS, Step, next_steps


class RouteStepForm(GovukForm):
    """Recording a step of a plan's route: what was decided, by whom, when."""

    looks = {
        "step": Look(called="what happened"),
        "decided_by": Look(called="who decided it"),
        "decided_on": Look(called="the day of the decision"),
        "note": Look(called="a note"),
    }

    step = forms.ChoiceField(label="What happened?", widget=forms.RadioSelect)
    decided_by = forms.CharField(
        label="Who decided it?",
        max_length=500,
        help_text="A person or body, for example the cabinet member with their portfolio",
    )
    decided_on = DateField(label="On which day?", help_text="For example, 15 9 2026")
    note = forms.CharField(
        label="Note",
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Required, as the reason, when the plan is sent back to draft",
    )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan
        steps = next_steps(plan)
        field = self.fields["step"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = [(step.key, step.label) for step in steps]
        if steps:
            self.initial.setdefault("step", steps[0].key)

    def clean_decided_on(self) -> Any:
        day = self.cleaned_data["decided_on"]
        if day > timezone.localdate():
            raise forms.ValidationError("The day must be today or in the past")
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        step = STEPS.get(cleaned.get("step", ""))
        if step and step.needs_reason and not cleaned.get("note"):
            self.add_error("note", "Enter the reason for sending the plan back")
        return cleaned

    @property
    def chosen(self) -> Step:
        return STEPS[self.cleaned_data["step"]]
