"""What a version says as a whole, and from when it is in force."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core.conflicts import RevisedModelForm
from core.dates import in_words
from core.forms import GovukForm, Look
from thresholds.forms.lines import LinesField
from thresholds.models import Framework
from thresholds.telephone import why_no_telephone

_PARAGRAPHS = "One paragraph on each line"


class BeginForm(RevisedModelForm):
    """How a new framework is called."""

    looks = {"title": Look(called="the title")}

    class Meta:
        model = Framework
        fields = ("title", "subtitle", "council_name")
        help_texts = {"council_name": "Leave this empty to print the name of the council"}


class TextsForm(RevisedModelForm):
    """The texts of a version that belong to no level."""

    looks = {
        "title": Look(called="the title"),
        "emergency": Look(width="10", called="the number for emergencies"),
    }

    class Meta:
        model = Framework
        fields = (
            "title",
            "subtitle",
            "council_name",
            "introduction",
            "how_to_use",
            "at_risk",
            "emergency",
            "escalation",
        )
        field_classes = dict.fromkeys(
            ("introduction", "how_to_use", "at_risk", "escalation"), LinesField
        )
        help_texts = {
            "council_name": "Leave this empty to print the name of the council",
            "introduction": _PARAGRAPHS,
            "how_to_use": f"{_PARAGRAPHS}. That it is a guide and is never used mechanistically, "
            "that several weak indicators together can raise a level and strengths lower it",
            "at_risk": f"{_PARAGRAPHS}. It stands in the box on every page, before the offices",
            "escalation": f"{_PARAGRAPHS}. What to do when professionals disagree",
        }

    def clean_emergency(self) -> str:
        number: str = self.cleaned_data["emergency"]
        if why_not := why_no_telephone(number):
            raise ValidationError(why_not)
        return number


class PutInForceForm(GovukForm):
    """From which day a draft is in force, and what becomes of the version before."""

    in_force_from = forms.DateField(label="In force from")
    still_used = forms.TypedChoiceField(
        label="What becomes of the version that it replaces?",
        choices=[
            ("no", "Replaced: nobody reads it any more"),
            ("yes", "Replaced, but still in use for work that began with it"),
        ],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )

    looks = {
        "in_force_from": Look(called="the day from which it is in force"),
        "still_used": Look(called="what becomes of the version that it replaces"),
    }

    def __init__(self, *args: Any, replaced: Framework | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.replaced = replaced
        if replaced is None:
            del self.fields["still_used"]
        else:
            self.fields["still_used"].help_text = str(replaced)

    def clean_in_force_from(self) -> date:
        day: date = self.cleaned_data["in_force_from"]
        before = self.replaced.in_force_from if self.replaced else None
        if before is not None and day < before:
            raise ValidationError(
                f"The version that it replaces is in force from {in_words(before)}. Enter a later "
                "day"
            )
        return day
