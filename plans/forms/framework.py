"""An outcome framework with its outcomes and aims, typed as plain lines."""

from __future__ import annotations

from typing import Any

from django import forms

from core.conflicts import RevisedModelForm
from core.forms import Look
from core.text import TEXT
from plans.models import OutcomeFramework
from plans.outline import (
    Matching,
    match_outline,
    read_outline,
    refuse_losing_used,
    write_outline,
)


class FrameworkForm(RevisedModelForm):
    """A framework; once valid, `matching` says which stored rows its lines are."""

    outline = forms.CharField(
        label="Outcomes and aims",
        strip=False,
        max_length=10 * TEXT,
        widget=forms.Textarea(attrs={"rows": 20}),
        help_text=(
            "One outcome on each line. Under an outcome, one aim on each line, beginning with "
            "a dash"
        ),
    )

    constraint_messages = {
        "framework_name_once": ("name", "There is a framework with this name already")
    }
    looks = {
        "name": Look(called="the name of the framework"),
        "outline": Look(called="at least one outcome"),
    }

    class Meta:
        model = OutcomeFramework
        fields = ("name", "introduction")
        widgets = {"introduction": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"introduction": "Where it comes from, and what it is used for"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.matching: Matching | None = None
        self.initial["outline"] = write_outline(self.instance) if self.instance.pk else ""

    def clean_outline(self) -> str:
        typed: str = self.cleaned_data["outline"]
        matching = match_outline(self.instance, read_outline(typed))
        refuse_losing_used(matching)
        self.matching = matching
        return typed
