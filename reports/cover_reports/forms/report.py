"""What a cover report states of itself, in three short forms, its sections and its options."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms

from core.conflicts import RevisedModelForm
from core.forms import Look
from reports.models import AsksFor, CoverOption, CoverReport, CoverSection, CoverShape

PARAGRAPHS = "An empty line begins a new paragraph. Paragraphs are numbered through all headings."


class HeadForm(RevisedModelForm):
    """Its shape, what it is for, and what stands before its sections."""

    shape = forms.ChoiceField(choices=CoverShape.choices, widget=forms.RadioSelect)
    asks_for = forms.ChoiceField(
        label="What it is for", choices=AsksFor.choices, widget=forms.RadioSelect
    )
    looks = {
        "shape": Look(small=True, called="how it is set out"),
        "asks_for": Look(small=True, called="what it is for"),
        "title": Look(called="the title"),
        "report_of": Look(called="whose report it is"),
        "classification": Look(called="the classification"),
    }

    class Meta:
        model = CoverReport
        fields = ("title", "report_of", "shape", "asks_for", "classification", "summary")
        help_texts = {
            "report_of": "A post, such as Assistant Director, Education",
            "classification": "Unrestricted, or why not everybody may read it",
            "summary": "What a member must know who reads nothing else",
        }
        widgets = {"summary": forms.Textarea(attrs={"rows": 6})}


class PeopleForm(RevisedModelForm):
    """Who signs it, and who answers questions about it."""

    looks = {"contact_telephone": Look(width="20")}

    class Meta:
        model = CoverReport
        fields = (
            "signed_by",
            "signed_post",
            "contact_name",
            "contact_post",
            "contact_telephone",
            "contact_email",
        )
        labels = {"signed_by": "Signed by", "signed_post": "Post of who signs"}


class BackgroundForm(RevisedModelForm):
    """The documents on which it rests."""

    class Meta:
        model = CoverReport
        fields = ("background_papers",)
        labels = {"background_papers": "Background documents"}
        help_texts = {
            "background_papers": "One on each line: what the report relies on and is not published "
            "with it (Local Government Act 1972, section 100D)"
        }
        widgets = {"background_papers": forms.Textarea(attrs={"rows": 6})}


@dataclass(frozen=True)
class Facts:
    """A form on a cover report itself."""

    title: str
    form: type[RevisedModelForm]
    anchor: str
    """Where on the page of the report they stand."""


FACTS: dict[str, Facts] = {
    "head": Facts("Title, purpose and classification", HeadForm, "head"),
    "people": Facts("Signature and contact officer", PeopleForm, "people"),
    "background": Facts("Background documents", BackgroundForm, "background"),
}
"""By the word in their addresses."""


class SectionForm(RevisedModelForm):
    """A section of a report."""

    looks = {
        "kind": Look(called="what the section is about"),
        "heading": Look(called="the heading"),
    }

    class Meta:
        model = CoverSection
        fields = ("kind", "heading", "text")
        labels = {"kind": "What it is about"}
        help_texts = {"text": PARAGRAPHS}
        widgets = {"text": forms.Textarea(attrs={"rows": 14})}


class OptionForm(RevisedModelForm):
    """A way the committee could decide."""

    constraint_messages = {
        "cover_option_recommended_once": (
            "is_recommended",
            "Another option is recommended already. Change that one first",
        )
    }

    looks = {"title": Look(called="what the option is")}

    class Meta:
        model = CoverOption
        fields = ("title", "text", "does_nothing", "is_recommended")
        labels = {
            "text": "For and against",
            "does_nothing": "This is doing nothing",
            "is_recommended": "This is recommended",
        }
        help_texts = {"text": PARAGRAPHS}
        widgets = {"text": forms.Textarea(attrs={"rows": 10})}


@dataclass(frozen=True)
class PartKind:
    """A kind of part of a cover report, and how it is edited."""

    noun: str
    model: type[CoverSection | CoverOption]
    form: type[RevisedModelForm]


PARTS: dict[str, PartKind] = {
    "section": PartKind("section", CoverSection, SectionForm),
    "option": PartKind("option", CoverOption, OptionForm),
}
"""By the word in their addresses."""
