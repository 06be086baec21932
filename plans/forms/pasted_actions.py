"""Pasting actions: the box, and the preview in which columns are named and rows chosen.

Everything between the paste and the actions travels in the form: the pasted text, what each
column is, which rows are added, and the cells that were mended in the preview.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.utils.html import escape
from django.utils.text import Truncator

from core.form_messages import refuse_unstorable
from core.forms import GovukForm
from plans.forms.parts import ActionForm, long_text
from plans.models import CriticalAction, Objective
from plans.pasting.actions import PastedAction, read_actions
from plans.pasting.cells import Grid, clean, read_cells
from plans.pasting.columns import Column, guess_columns, heading_row

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


@dataclass(frozen=True)
class Cell:
    """A cell of the preview: its words, or the box in which they are mended."""

    label: str
    words: str
    box: Any
    has_fault: bool
    notes: list[str]


class PastedActionForm(ActionForm):
    """One row of a paste as an action, under the rules of every action."""

    add = forms.BooleanField(required=False)
    shown = forms.BooleanField(required=False, widget=forms.HiddenInput)
    """Tells a row whose tick was taken away from one that was not in the last preview."""

    class Meta(ActionForm.Meta):
        help_texts: Mapping[str, str] = {}
        widgets = {
            name: long_text(2)
            for name in ("text", "equality_action", "milestones", "planned_outcome")
        }

    mark_optional = False
    looks: Mapping[str, Any] = {}

    def __init__(self, data: Mapping[str, Any], *, pasted: PastedAction, objective: Objective):
        self.pasted = pasted
        prefix = f"row-{pasted.row}"
        self.mended = {name for name in pasted.cells if f"{prefix}-{name}" in data}
        typed = {f"{prefix}-{name}": value for name, value in pasted.cells.items()}
        typed |= {name: data[name] for name in typed if name in data}
        self.is_added = f"{prefix}-add" in data or f"{prefix}-shown" not in data
        typed |= {f"{prefix}-shown": "1"} | ({f"{prefix}-add": "on"} if self.is_added else {})
        super().__init__(typed, prefix=prefix, instance=CriticalAction(objective=objective))
        self.fields["text"].required = True
        self.fields["text"].error_messages["required"] = (
            "Enter the critical action, or leave the row out"
        )

    @property
    def number(self) -> int:
        """The row as people count."""
        return self.pasted.row + 1

    def shows_box(self, name: str) -> bool:
        """Whether a cell is shown in a box: it has a fault, or was mended before."""
        return name in self.mended or self.has_fault(name)

    def has_fault(self, name: str) -> bool:
        return self.is_added and name in self.errors

    def cell(self, name: str) -> Cell:
        """How a cell is shown; what was done with the row is noted under its action."""
        return Cell(
            str(Column(name).label),
            self.pasted.cells[name],
            self[name] if self.shows_box(name) else None,
            self.has_fault(name),
            self.pasted.notes if name == "text" else [],
        )


@dataclass(frozen=True)
class Row:
    """A row of the preview."""

    form: PastedActionForm
    cells: list[Cell]


class PastedActionsForm(PasteForm):
    """The preview of a paste: what each column is, and the actions that come of it."""

    headings = forms.BooleanField(required=False)

    def __init__(
        self,
        data: Mapping[str, Any],
        *,
        grid: Grid,
        objective: Objective,
        adding: bool = False,
    ) -> None:
        super().__init__(data)
        self.grid, self.objective, self.adding = grid, objective, adding
        self.fields["text"].widget = forms.HiddenInput()
        found = heading_row(grid.rows)
        self.heading_place = found or 0
        first = "first" if self.heading_place == 0 else "second"
        self.fields["headings"].label = f"The {first} row holds the headings of the columns"
        for place in range(grid.width):
            name = f"column-{place}"
            self.fields[name] = forms.ChoiceField(
                label=self._label(place), help_text=self._sample(place), choices=Column.choices
            )
            self.prepare_field(name)

    @classmethod
    def guessed(cls, text: str, *, grid: Grid, objective: Objective) -> PastedActionsForm:
        """The first preview: headings and columns as they look, and every row added."""
        heading = heading_row(grid.rows)
        headings = None if heading is None else grid.rows[heading]
        body = grid.rows[0 if heading is None else heading + 1 :]
        data = {"text": text} | ({} if heading is None else {"headings": "on"})
        for place, column in enumerate(guess_columns(body, headings)):
            data[f"column-{place}"] = column.value
        return cls(data, grid=grid, objective=objective)

    def _label(self, place: int) -> str:
        heading = self.grid.rows[self.heading_place][place] if self._heading is not None else ""
        words = Truncator(" ".join(heading.split())).chars(60)
        return f"Column {place + 1}: {words}" if words else f"Column {place + 1}"

    def _sample(self, place: int) -> str:
        body = self.grid.rows[0 if self._heading is None else self._heading + 1 :]
        cells = [" ".join(row[place].split()) for row in body if row[place]]
        return escape(" · ".join(Truncator(cell).chars(40) for cell in cells[:2]) or "Empty")

    @property
    def _heading(self) -> int | None:
        return self.heading_place if "headings" in self.data else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        chosen = [cleaned.get(name) for name in self.column_names]
        if None not in chosen and Column.TEXT not in chosen:
            self.add_error("column-0", "Choose which column is the critical action")
        return cleaned

    @property
    def column_names(self) -> list[str]:
        return [f"column-{place}" for place in range(self.grid.width)]

    @property
    def column_fields(self) -> list[Any]:
        """The choices of what each column is, to be shown."""
        return [self[name] for name in self.column_names]

    @cached_property
    def _pasted(self) -> list[PastedAction]:
        columns = [Column(self.cleaned_data[name]) for name in self.column_names]
        return read_actions(self.grid, columns, self._heading)

    @cached_property
    def action_forms(self) -> list[PastedActionForm]:
        """A form for each row of which something is kept."""
        if self.errors:
            return []
        return [
            PastedActionForm(self.data, pasted=pasted, objective=self.objective)
            for pasted in self._pasted
            if not pasted.is_empty
        ]

    @cached_property
    def added(self) -> list[PastedActionForm]:
        return [form for form in self.action_forms if form.is_added]

    @cached_property
    def faults(self) -> list[dict[str, str]]:
        """What must be mended, each with its row and column and the box to go to."""
        told = [
            {"id": self[name].first_input_id if name in self.fields else "", "message": message}
            for name, messages in self.errors.items()
            for message in messages
        ]
        for form in self.added:
            for name, messages in form.errors.items():
                field = form[name] if name in form.fields else None
                place = f"Row {form.number}"
                place += f", {Column(name).label}" if field else ""
                id_ = field.id_for_label if field else ""
                told += [{"id": id_, "message": f"{place}: {words}"} for words in messages]
        if self.adding and not told and not self.added:
            told = [{"id": "", "message": "Tick at least one action to add"}]
        return told

    @cached_property
    def shown(self) -> list[str]:
        """The cells that any of the actions fills, in the order of an action's form."""
        return [
            name
            for name in ActionForm.Meta.fields
            if name == "text"
            or any(f.pasted.cells[name] or f.shows_box(name) for f in self.action_forms)
        ]

    @property
    def labels(self) -> list[str]:
        return [str(Column(name).label) for name in self.shown]

    @property
    def rows(self) -> list[Row]:
        return [
            Row(
                form,
                [form.cell(name) for name in self.shown],
            )
            for form in self.action_forms
        ]

    @property
    def left_out(self) -> list[str]:
        """What was pasted and becomes part of no action, each with its row."""
        if self.errors:
            return []
        above = self.grid.rows[: self._heading or 0]
        rows = [(place, "; ".join(filter(None, row))) for place, row in enumerate(above)]
        rows += [(pasted.row, words) for pasted in self._pasted for words in pasted.left_out]
        return [f"Row {place + 1}: {words}" for place, words in rows]
