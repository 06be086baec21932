"""The preview of a paste, in which columns are named and rows chosen.

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

from plans.forms.paste_box import PasteForm
from plans.forms.pasted_action import Cell, PastedActionForm
from plans.models import Objective
from plans.pasting.actions import PastedAction, read_actions
from plans.pasting.cells import Grid
from plans.pasting.columns import Column, guess_columns, heading_row


@dataclass(frozen=True)
class Row:
    """A row of the preview."""

    form: PastedActionForm
    cells: list[Cell]


class PastedActionsForm(PasteForm):
    """The preview of a paste: what each column is, and the actions that come of it."""

    headings = forms.BooleanField(required=False)
    previewed = forms.CharField(required=False, widget=forms.HiddenInput)
    """What the columns were in the preview that the person has seen."""

    def __init__(
        self,
        data: Mapping[str, Any],
        *,
        grid: Grid,
        objective: Objective,
        adding: bool = False,
    ) -> None:
        # The page that shows the form once more shows the columns as they are now.
        now = ",".join(data.get(f"column-{place}", "") for place in range(grid.width))
        now += ",headings" if "headings" in data else ""
        self.has_seen = data.get("previewed") == now
        super().__init__({name: data[name] for name in data} | {"previewed": now})
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
        """What must be mended before anything is added, each with the box to go to."""
        told = [
            {"id": f"id_{name}", "message": str(message)}
            for name, messages in self.errors.items()
            for message in messages
        ]
        told += [fault for form in self.added for fault in form.faults]
        if self.adding and not told and not self.has_seen:
            told = [{"id": "", "message": "You changed the columns: check the actions, then add"}]
        if self.adding and not told and not self.added:
            told = [{"id": "", "message": "Tick at least one action to add"}]
        return told

    @cached_property
    def shown(self) -> list[str]:
        """The cells that any of the actions fills, in the order of an action's form."""
        return [
            name
            for name in PastedActionForm.Meta.fields
            if name == "text"
            or any(f.pasted.cells[name] or f.shows_box(name) for f in self.action_forms)
        ]

    @property
    def labels(self) -> list[str]:
        return [str(Column(name).label) for name in self.shown]

    @property
    def rows(self) -> list[Row]:
        return [Row(form, [form.cell(name) for name in self.shown]) for form in self.action_forms]

    @property
    def left_out(self) -> list[str]:
        """What was pasted and becomes part of no action, each with its row."""
        if self.errors:
            return []
        above = self.grid.rows[: self._heading or 0]
        rows = [(place, "; ".join(filter(None, row))) for place, row in enumerate(above)]
        rows += [(pasted.row, words) for pasted in self._pasted for words in pasted.left_out]
        return [f"Row {place + 1}: {words}" for place, words in rows]
