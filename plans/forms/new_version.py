"""Making a new version of what never changes once plans use it."""

from __future__ import annotations

from typing import Any

from django import forms

from core.constraints import ConstrainedModelForm
from core.dates import in_words
from plans.models import RagDefinition, RiskScale

Version = RiskScale | RagDefinition


class NewVersionForm(ConstrainedModelForm):
    """A new version, begun from the latest one.

    The form remembers the version that it began from. Where somebody made another one
    meanwhile it says so, and makes its own only when it is sent again.
    """

    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, latest: Any, initial: Any = None, **kwargs: Any) -> None:
        begun = {"based_on": latest.pk if latest else None, **(initial or {})}
        super().__init__(*args, initial=begun, **kwargs)
        self.latest: Any = latest
        self.overtaken = False

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        day = cleaned.get("in_force_from")
        if self.latest and day and day < self.latest.in_force_from:
            self.add_error(
                "in_force_from",
                "The day must not be before the latest version came into force, "
                f"{in_words(self.latest.in_force_from)}",
            )
        if self.latest and cleaned.get("based_on") != self.latest.pk:
            self.overtaken = True
            self.send_again_with("based_on", self.latest.pk)
            self.add_error(
                None,
                f"Version {self.latest.version} was made while you had this open. Look at it "
                "first. To make another version of what you typed, save again.",
            )
        return cleaned

    def next_version(self) -> int:
        """The number of the version that this form makes."""
        return self.latest.version + 1 if self.latest else 1
