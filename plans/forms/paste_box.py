"""The box into which a table or a list is pasted."""

from __future__ import annotations

from typing import Any

from django import forms

from core.form_messages import refuse_unstorable
from core.forms import GovukForm
from plans.pasting.cells import clean, read_cells

MOST_CHARACTERS = 200_000
MOST_ROWS = 200
MOST_COLUMNS = 20


class PasteForm(GovukForm):
    """The box for a table or a list."""

    text = forms.CharField(
        label="Table or list",
        help_text="Copy the rows in Word, Excel or an email and paste them here. "
        "Each row, or each point of a list, becomes one action",
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false"}),
        strip=False,
        error_messages={"required": "Paste a table or a list"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Characters that cannot be kept are told in the preview, at their row.
        field = self.fields["text"]
        field.validators = [judge for judge in field.validators if judge is not refuse_unstorable]

    def clean_text(self) -> str:
        """What was pasted, if it holds rows, and not too many of them."""
        text = clean(self.cleaned_data["text"])
        if len(text) > MOST_CHARACTERS:
            raise forms.ValidationError(
                f"Paste less at a time: this has {len(text):,} characters, "
                f"and {MOST_CHARACTERS:,} is the most"
            )
        grid = read_cells(text)
        if not grid.rows:
            raise forms.ValidationError("Paste a table or a list")
        for many, most, words in (
            (len(grid.rows), MOST_ROWS, "rows"),
            (grid.width, MOST_COLUMNS, "columns"),
        ):
            if many > most:
                raise forms.ValidationError(
                    f"Paste fewer {words} at a time: this has {many}, and {most} is the most"
                )
        return text
