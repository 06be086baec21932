from typing import Any

from django import forms
from django.utils import timezone

from accounts.models import User
from core.forms import DateField, GovukForm, Look
from core.text import LINE, TEXT
from plans.exchange.digest import digest_of
from plans.models import Plan
from plans.route import STEPS, Step, next_steps


class RouteStepForm(GovukForm):
    """Recording a step of a plan's route: what was decided, by whom, when and where.

    It carries the digest of the plan that was on the page, for an approval is one of that
    text and no other.
    """

    looks = {
        "step": Look(
            called="what happened",
            choice_hints={
                step.key: f"Usually decided by: {step.decided_by}"
                for step in STEPS.values()
                if step.decided_by
            },
        ),
        "decided_by": Look(called="who decided it"),
        "decided_on": Look(called="the day of the decision"),
        "meeting": Look(called="the meeting"),
        "note": Look(called="a note"),
    }

    step = forms.ChoiceField(label="What happened?", widget=forms.RadioSelect)
    decided_by = forms.CharField(
        label="Who decided it?",
        max_length=LINE,
        help_text="A person or body, for example the cabinet member with their portfolio",
    )
    decided_on = DateField(label="On which day?", help_text="For example, 15 9 2026")
    meeting = forms.CharField(
        label="At which meeting?",
        required=False,
        max_length=LINE,
        help_text="For example, Children’s scrutiny committee, 14 March 2026",
    )
    note = forms.CharField(
        label="Note",
        required=False,
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    digest = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, plan: Plan, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan
        self.steps = next_steps(plan, user)
        field = self.fields["step"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = [(step.key, step.label) for step in self.steps]
        if self.steps and not self.steps[0].reason_for:
            # What goes on is the usual step; going back or ending is chosen, never by default.
            self.initial.setdefault("step", self.steps[0].key)
        if not any(step.at_a_meeting for step in self.steps):
            del self.fields["meeting"]
        if self.steps and all(step.reason_for for step in self.steps):
            self.fields["note"].label = "Reason"
            self.fields["note"].required = True
            self.fields["note"].error_messages["required"] = self.steps[0].reason_missing
        elif any(step.reason_for for step in self.steps):
            self.fields["note"].help_text = self._when_a_reason_is_asked
        if any(step.target == Plan.Status.APPROVED for step in self.steps):
            self.initial["digest"] = digest_of(plan)
        else:
            del self.fields["digest"]

    @property
    def _when_a_reason_is_asked(self) -> str:
        asked = " or ".join(step.reason_for for step in self.steps if step.reason_for)
        return f"Required, as the reason, for {asked}"

    def show_once_more(self) -> None:
        """Let the next time be about the plan as it is on the page now."""
        if "digest" in self.fields:
            data = self.data.copy()  # type: ignore[attr-defined]
            data[self.add_prefix("digest")] = self.initial["digest"]
            self.data = data

    def clean_decided_on(self) -> Any:
        day = self.cleaned_data["decided_on"]
        if day > timezone.localdate():
            raise forms.ValidationError("The day must be today or in the past")
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        step = STEPS.get(cleaned.get("step", ""))
        if step and step.reason_for and not cleaned.get("note") and "note" not in self.errors:
            self.add_error("note", step.reason_missing)
        return cleaned

    @property
    def chosen(self) -> Step:
        return STEPS[self.cleaned_data["step"]]
