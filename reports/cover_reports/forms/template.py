"""A template of cover reports, and a section of one: texts with places that a plan fills."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core.conflicts import RevisedModelForm
from core.forms import Look
from reports.cover_reports.forms.report import PARAGRAPHS
from reports.cover_reports.places import places_in_words, refuse_unknown_places
from reports.models import AsksFor, CoverShape, CoverTemplate, TemplateSection


class WithPlaces(RevisedModelForm):
    """A form whose texts may hold places; an unknown one is refused beside its text."""

    with_places: tuple[str, ...] = ()

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        for name in self.with_places:
            try:
                refuse_unknown_places(cleaned.get(name) or "")
            except ValidationError as error:
                self.add_error(name, error)
        return cleaned


class CoverTemplateForm(WithPlaces):
    """What a template states before its sections."""

    shape = forms.ChoiceField(choices=CoverShape.choices, widget=forms.RadioSelect)
    asks_for = forms.ChoiceField(
        label="What it is for", choices=AsksFor.choices, widget=forms.RadioSelect
    )

    with_places = ("title", "summary", "background_papers")
    looks = {
        "name": Look(called="the name"),
        "title": Look(called="the title of the report"),
        "classification": Look(called="the classification"),
        "shape": Look(small=True, called="how it is set out"),
        "asks_for": Look(small=True, called="what it is for"),
    }

    class Meta:
        model = CoverTemplate
        fields = (
            "name",
            "shape",
            "asks_for",
            "title",
            "classification",
            "summary",
            "background_papers",
        )
        labels = {"title": "Title of the report", "background_papers": "Background documents"}
        help_texts = {
            "name": "By which it is chosen",
            "title": f"Places that are filled: {places_in_words()}",
            "background_papers": "One on each line. The strategies that a plan links to are added",
        }
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 5}),
            "background_papers": forms.Textarea(attrs={"rows": 4}),
        }
        error_messages = {"name": {"unique": "There is a template with this name already"}}


class TemplateSectionForm(WithPlaces):
    """A section with which reports begin."""

    with_places = ("heading", "text")
    looks = {
        "kind": Look(called="what the section is about"),
        "heading": Look(called="the heading"),
    }

    class Meta:
        model = TemplateSection
        fields = ("kind", "heading", "text")
        labels = {"kind": "What it is about"}
        help_texts = {"text": f"{PARAGRAPHS} Places that are filled: {places_in_words()}"}
        widgets = {"text": forms.Textarea(attrs={"rows": 14})}
