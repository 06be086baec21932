"""Answering a warning about a table."""

from __future__ import annotations

from typing import TypedDict

from core.conflicts import RevisedModelForm
from core.forms import Look
from workforce.models import CheckAnswer


class Said(TypedDict):
    """An answer as it was typed."""

    note: str
    as_footnote: bool


class AnswerForm(RevisedModelForm):
    """What is said of a warning, and whether the reader of the table is told."""

    looks = {
        "note": Look(called="what you found", size="m"),
        "as_footnote": Look(small=True),
    }

    class Meta:
        model = CheckAnswer
        fields = ["note", "as_footnote"]
        labels = {"note": "Answer", "as_footnote": "Print this answer as a footnote"}
        help_texts = {
            "note": "Why the figure is right, or what was done about it. Do not name anybody.",
            "as_footnote": "It then stands under the table, also where the table is published. "
            "Do not write down figures that must stay hidden.",
        }

    @property
    def said(self) -> Said:
        """What was typed."""
        return {
            "note": self.cleaned_data["note"],
            "as_footnote": self.cleaned_data["as_footnote"],
        }
