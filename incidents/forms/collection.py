"""Preparing a collection, and which schools it asks."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from core.conflicts import RevisedModelForm
from core.dates import read_year
from core.forms import GovukForm, Look
from council.models import School
from incidents.models import Collection, IncidentType


class CollectionForm(RevisedModelForm):
    """A collection: of when, due when, and of which kinds of incident."""

    types = forms.ModelMultipleChoiceField(
        label="Also ask for (optional)",
        help_text="Racist incidents are always asked for. For each other kind every school makes "
        "one more return",
        queryset=IncidentType.objects.exclude(key=IncidentType.RACIST),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    constraint_messages = {
        "collection_once": ("name", "There is a collection for this period already"),
        "collection_finish_not_before_start": ("finish", "The last day is before the first"),
        "collection_due_not_before_start": ("due_on", "Returns are due before the period begins"),
    }
    looks = {
        "period": Look(called="what it is collected for"),
        "name": Look(width="20", called="the period"),
        "start": Look(called="the first day"),
        "finish": Look(called="the last day"),
        "due_on": Look(called="the day returns are due"),
    }

    class Meta:
        model = Collection
        fields = ("period", "name", "start", "finish", "due_on", "types", "note")
        widgets = {"period": forms.RadioSelect, "note": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "name": "For example, 2026/27, or Autumn term 2026",
            "note": "Printed with its figures where they do not compare with other years. For "
            "example, Schools were closed from January to March",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        period = self.fields["period"]
        assert isinstance(period, forms.ChoiceField)  # noqa: S101
        period.choices = Collection.Period.choices
        if self.instance.opened_at is not None:
            # What schools were asked stays as it was asked.
            for name in ("period", "name", "start", "finish", "types"):
                del self.fields[name]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        name = cleaned.get("name", "")
        if cleaned.get("period") == Collection.Period.FINANCIAL_YEAR and name:
            begins = read_year(name)
            if begins is None or "/" not in name:
                self.add_error("name", "Enter a financial year such as 2026/27")
            elif (start := cleaned.get("start")) and start != date(begins, 4, 1):
                self.add_error("start", f"{name} begins on 1 April {begins}")
        return cleaned


class SchoolsForm(GovukForm):
    """Which schools are asked; all of them unless somebody takes one out."""

    schools = forms.ModelMultipleChoiceField(
        label="Schools",
        queryset=School.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Select at least one school"},
    )

    def __init__(self, *args: Any, schools: Any, ticked: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["schools"]
        assert isinstance(field, forms.ModelMultipleChoiceField)  # noqa: S101
        field.queryset = schools
        if ticked:
            self.initial["schools"] = [school.pk for school in schools]


class ReasonForm(GovukForm):
    """One text that is asked for: a reason, a question or an answer."""

    reason = forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, label: str, called: str, hint: str = "", **kwargs: Any) -> None:
        self.looks = {"reason": Look(called=called)}  # type: ignore[misc]
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = label
        self.fields["reason"].help_text = hint
        self.prepare_field("reason")
