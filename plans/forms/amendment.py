"""Proposing an amendment, and deciding on it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from core.forms import DateField, GovukForm, Look
from core.text import LINE, TEXT
from plans.amending.acts import why_not_on
from plans.amending.cells import form_to_amend, words_there, words_typed
from plans.models import Plan
from plans.parts import PartKind

AGREE, DECLINE = "agree", "decline"


def _why() -> forms.CharField:
    return forms.CharField(
        label="Why?",
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Printed with the amendment, for everybody who reads the plan",
    )


class ReasonForAmendmentForm(GovukForm):
    """Why a part is to be removed."""

    looks = {"why": Look(called="why the plan is to be amended")}
    why = _why()


def amendment_form(kind: PartKind, plan: Plan, data: Any, *, part: Any) -> Any:
    """The part's own form, and why it is to be changed or added."""
    form = form_to_amend(kind, plan, data, part=part)
    form.fields["why"] = _why()
    form.looks = {**form.looks, "why": Look(called="why the plan is to be amended")}
    form.prepare_field("why")
    return form


def changes_something(form: Any, unsent: Any) -> bool:
    """Whether a valid form says anything else than stands; tells the form where it does not."""
    if words_typed(form) != words_there(unsent):
        return True
    form.add_error(None, "Nothing is changed yet. Change at least one cell")
    return False


class AmendmentDecisionForm(GovukForm):
    """What was decided on an amendment, by whom, when and where."""

    looks = {
        "decision": Look(called="what was decided", inline=True),
        "decided_by": Look(called="who decided it"),
        "decided_on": Look(called="the day of the decision"),
        "meeting": Look(called="the meeting"),
        "reason": Look(called="a reason"),
    }
    decision = forms.ChoiceField(
        label="What was decided?",
        widget=forms.RadioSelect,
        choices=[(AGREE, "Agreed"), (DECLINE, "Declined")],
    )
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
    reason = forms.CharField(
        label="Reason",
        required=False,
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Required where it is declined",
    )

    def __init__(self, *args: Any, approved_on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.approved_on = approved_on

    def clean_decided_on(self) -> Any:
        day = self.cleaned_data["decided_on"]
        if fault := why_not_on(day, self.approved_on):
            raise forms.ValidationError(fault)
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("decision") == DECLINE and not cleaned.get("reason"):
            self.add_error("reason", "Enter the reason for declining the amendment")
        return cleaned

    @property
    def agrees(self) -> bool:
        return bool(self.cleaned_data["decision"] == AGREE)
