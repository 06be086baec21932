"""Levels, domains, headings, the chart of children's social care, and whom to call."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core.conflicts import RevisedModelForm
from core.forms import Look
from core.positions import next_position
from thresholds.forms.lines import LinesField, PointsField
from thresholds.models import (
    Contact,
    Domain,
    Heading,
    Level,
    SocialCareLevel,
    SocialCareParagraph,
)
from thresholds.telephone import why_no_telephone

_POINTS = "One point on each line"
_NUMBER = "Enter a number from 1 to 9"


class LevelNumberField(forms.IntegerField):
    """The number of a level."""

    def __init__(self, **kwargs: Any) -> None:
        words = {"min_value": _NUMBER, "max_value": _NUMBER, "invalid": _NUMBER}
        super().__init__(min_value=1, max_value=9, error_messages=words, **kwargs)


class LevelForm(RevisedModelForm):
    """Everything of a level but its indicators."""

    number = LevelNumberField()

    constraint_messages = {
        "level_number_once": ("number", "There is a level of this number already")
    }
    looks = {
        "number": Look(width="2", called="the number"),
        "name": Look(called="the name of the level"),
    }

    class Meta:
        model = Level
        fields = (
            "number",
            "name",
            "meaning",
            "key_features",
            "assessment_process",
            "consent",
            "key_services",
            "what_next",
            "step_up",
            "step_down",
        )
        field_classes = {
            "key_features": PointsField,
            "assessment_process": LinesField,
            "consent": LinesField,
            "key_services": PointsField,
            "what_next": LinesField,
            "step_up": LinesField,
            "step_down": LinesField,
        }
        help_texts = {
            "key_features": _POINTS,
            "assessment_process": "One paragraph or point on each line",
            "consent": "Whether it is needed, from whom. One paragraph on each line",
            "key_services": "One service on each line",
            "what_next": "One paragraph or point on each line",
            "step_up": "One paragraph or point on each line",
            "step_down": "One paragraph or point on each line",
        }


class DomainForm(RevisedModelForm):
    """The name of a domain."""

    constraint_messages = {
        "domain_name_once": ("name", "There is a domain of this name already"),
    }
    looks = {"name": Look(called="the name of the domain")}

    class Meta:
        model = Domain
        fields = ("name",)


class HeadingForm(RevisedModelForm):
    """The name of a heading, and the domain under which it stands."""

    constraint_messages = {
        "heading_name_once": ("name", "There is a heading of this name in this domain already"),
    }
    looks = {
        "name": Look(called="the name of the heading"),
        "domain": Look(called="the domain"),
    }

    class Meta:
        model = Heading
        fields = ("name", "domain")

    def __init__(self, *args: Any, domains: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["domain"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101
        field.queryset = domains

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        domain = cleaned.get("domain")
        if domain is not None and domain.pk != self.initial.get("domain"):
            self.instance.position = next_position(domain.headings.all())
        return cleaned


class ParagraphForm(RevisedModelForm):
    """A paragraph before the chart of children's social care."""

    looks = {
        "number": Look(width="5"),
        "text": Look(called="the text"),
    }

    class Meta:
        model = SocialCareParagraph
        fields = ("number", "text", "bullets")
        field_classes = {"bullets": PointsField}
        labels = {"bullets": "Points under it"}
        help_texts = {"number": "As it is printed, such as 1 or 2.1", "bullets": _POINTS}
        widgets = {"text": forms.Textarea(attrs={"rows": 5})}


class SocialCareLevelForm(RevisedModelForm):
    """A column of the chart of children's social care."""

    number = LevelNumberField(label="Level")

    constraint_messages = {
        "social_care_level_once": ("number", "This level is in the chart already"),
    }
    looks = {"number": Look(width="2", called="the number of the level")}

    class Meta:
        model = SocialCareLevel
        fields = ("number", "key_features", "criteria", "assessment")
        field_classes = dict.fromkeys(("key_features", "criteria", "assessment"), PointsField)
        help_texts = dict.fromkeys(("key_features", "criteria", "assessment"), _POINTS)


class ContactForm(RevisedModelForm):
    """An office to call."""

    looks = {
        "name": Look(called="the name of the office"),
        "telephone": Look(width="20", called="the telephone number"),
    }

    class Meta:
        model = Contact
        fields = ("name", "telephone", "hours", "address")
        labels = {"name": "Office", "telephone": "Telephone number", "hours": "When it answers"}
        field_classes = {"address": LinesField}
        help_texts = {
            "telephone": "With an extension if it has one: 01632 960 200 ext 12",
            "hours": "For example, Monday to Friday, 08:30 to 17:00",
            "address": "As on an envelope",
        }

    def clean_telephone(self) -> str:
        number: str = self.cleaned_data["telephone"]
        if why_not := why_no_telephone(number):
            raise ValidationError(why_not)
        return number
