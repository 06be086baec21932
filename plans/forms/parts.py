"""The forms in which the parts of a plan are written, one for each kind.

Cells are typed as they are printed: "Apr 2026" or "Ongoing", "A Name / C&F" or "All
managers". What exists is offered while one types; free text is kept.
"""

from __future__ import annotations

from typing import Any

from django import forms

from core.conflicts import RevisedModelForm
from core.dates import read_date
from core.forms import Look
from core.text import tidy
from plans.forms.level import ServesLevelForm
from plans.models import (
    Appendix,
    CriticalAction,
    Layout,
    Objective,
    OutcomeBlock,
    OutcomeFramework,
    Paragraph,
    Section,
)
from plans.models.parts import Dated

DATE_HINT = "Month and year, a date, or words such as Ongoing"
RESPONSIBLE_HINT = "People and divisions as printed, for example A Name / C&F"
LINKAGES_HINT = "Other plans and strategies, separated by commas"


def suggesting(name: str) -> forms.TextInput:
    """A text box that offers what exists, from the list of that id on the page."""
    return forms.TextInput(attrs={"list": name, "autocomplete": "off"})


def long_text(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class PartForm(RevisedModelForm):
    """The form to start from. `parent` is what a new part stands under."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.CharField):
                field.widget.attrs.setdefault("spellcheck", "true")

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        if isinstance(self.instance, Dated):
            start = read_date(cleaned.get("start_text") or "")
            finish = read_date(cleaned.get("finish_text") or "")
            if start and finish and finish.last < start.first:
                self.add_error("finish_text", "The finish must not be before the start")
        return cleaned

    def save(self, commit: bool = True) -> Any:
        if isinstance(self.instance, Dated):
            self.instance.read_dates()
        return super().save(commit)


class SectionForm(PartForm):
    class Meta:
        model = Section
        fields = ("number", "heading")
        labels = {"number": "Number as printed"}

    looks = {"number": Look(width="5")}


class ParagraphForm(PartForm):
    """A paragraph with the list under it, a line each."""

    bullets = forms.CharField(
        label="List under the paragraph",
        required=False,
        widget=long_text(4),
        help_text="Each line becomes one point of the list",
    )

    class Meta:
        model = Paragraph
        fields = ("number", "text")
        labels = {"number": "Number as printed"}
        widgets = {"text": long_text(6)}

    looks = {"number": Look(width="5")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            points = [bullet.text for bullet in self.instance.bullets.all()]
            self.initial["bullets"] = "\n".join(" ".join(point.split()) for point in points)

    def save(self, commit: bool = True) -> Any:
        paragraph = super().save(commit)
        lines = [tidy(line) for line in self.cleaned_data["bullets"].split("\n")]
        wanted = [line for line in lines if line]
        present = list(paragraph.bullets.all())
        if wanted != [" ".join(bullet.text.split()) for bullet in present]:
            paragraph.bullets.all().delete()
            for place, text in enumerate(wanted):
                paragraph.bullets.create(position=place, text=text)
        return paragraph


class AppendixForm(PartForm):
    class Meta:
        model = Appendix
        fields = ("number", "title", "introduction", "layout", "framework_text")
        labels = {"number": "Number as printed", "framework_text": "Outcome framework"}
        widgets = {
            "introduction": long_text(4),
            "layout": forms.RadioSelect,
            "framework_text": suggesting("frameworks"),
        }

    looks = {
        "number": Look(width="5"),
        "layout": Look(choice_hints={layout.value: layout.hint for layout in Layout}),
    }

    def save(self, commit: bool = True) -> Any:
        name = self.instance.framework_text
        self.instance.framework = OutcomeFramework.objects.filter(name__iexact=name).first()
        return super().save(commit)


class OutcomeForm(PartForm):
    class Meta:
        model = OutcomeBlock
        fields = ("number", "outcome_text", "aim_text", "responsible")
        labels = {
            "number": "Number as printed",
            "outcome_text": "Outcome or priority",
            "aim_text": "Aim",
            "responsible": "Lead",
        }
        widgets = {
            "outcome_text": suggesting("outcomes"),
            "aim_text": long_text(2),
            "responsible": suggesting("parties"),
        }
        help_texts = {"responsible": RESPONSIBLE_HINT}

    looks = {"number": Look(width="5")}

    def save(self, commit: bool = True) -> Any:
        self.instance.read_framework()
        return super().save(commit)


class ObjectiveForm(ServesLevelForm, PartForm):
    class Meta:
        model = Objective
        fields = (
            "ref",
            "text",
            "start_text",
            "finish_text",
            "responsible",
            "linkages",
            "level_words",
        )
        labels = {"text": "Objective", "responsible": "Lead officer and division"}
        widgets = {
            "text": long_text(3),
            "responsible": suggesting("parties"),
            "linkages": suggesting("strategies"),
        }
        help_texts = {
            "start_text": DATE_HINT,
            "finish_text": DATE_HINT,
            "responsible": RESPONSIBLE_HINT,
            "linkages": LINKAGES_HINT,
        }

    looks = {
        "ref": Look(width="10"),
        "start_text": Look(width="20"),
        "finish_text": Look(width="20"),
    }


class ActionCellsForm(PartForm):
    """The cells of an action that can be pasted as a table."""

    class Meta:
        model = CriticalAction
        fields: tuple[str, ...] = (
            "ref",
            "text",
            "equality_action",
            "start_text",
            "finish_text",
            "milestones",
            "responsible",
            "linkages",
            "planned_outcome",
        )
        labels = {"text": "Critical action", "responsible": "Responsible officer and division"}
        widgets = {
            "text": long_text(3),
            "equality_action": long_text(2),
            "milestones": long_text(2),
            "planned_outcome": long_text(2),
            "responsible": suggesting("parties"),
            "linkages": suggesting("strategies"),
        }
        help_texts = {
            "equality_action": "The equality action that supports it, if any",
            "start_text": DATE_HINT,
            "finish_text": DATE_HINT,
            "milestones": "In words, for example November 2026 (event), March 2027 (report)",
            "responsible": RESPONSIBLE_HINT,
            "linkages": LINKAGES_HINT,
        }

    looks = {
        "ref": Look(width="10"),
        "start_text": Look(width="20"),
        "finish_text": Look(width="20"),
    }


class ActionForm(ServesLevelForm, ActionCellsForm):
    """An action as it is written."""

    class Meta(ActionCellsForm.Meta):
        fields = (*ActionCellsForm.Meta.fields, "level_words")
