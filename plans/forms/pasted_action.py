"""One row of a paste in its preview: an action that is not added yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms

from core.bound_field import Look
from plans.forms.parts import ActionCellsForm, long_text
from plans.models import CriticalAction, Objective
from plans.pasting.actions import PastedAction
from plans.pasting.columns import Column


@dataclass(frozen=True)
class Cell:
    """A cell of the preview: its words, or the box in which they are mended."""

    label: str
    words: str
    box: Any
    has_fault: bool
    notes: list[str]


class PastedActionForm(ActionCellsForm):
    """One row of a paste as an action, under the rules of every action."""

    add = forms.BooleanField(required=False)
    shown = forms.BooleanField(required=False, widget=forms.HiddenInput)
    """Tells a row whose tick was taken away from one that was not in the last preview."""

    class Meta(ActionCellsForm.Meta):
        help_texts: dict[str, str] = {}
        widgets = {
            name: long_text(2)
            for name in ("text", "equality_action", "milestones", "planned_outcome")
        }

    mark_optional = False
    looks: ClassVar[dict[str, Look]] = {}

    def __init__(
        self, data: Mapping[str, Any], *, pasted: PastedAction, objective: Objective
    ) -> None:
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

    @property
    def faults(self) -> list[dict[str, str]]:
        """What must be mended, with its row and column and the box to go to."""
        told = []
        for name, messages in self.errors.items():
            known = name in self.fields
            place = f"Row {self.number}, {Column(name).label}" if known else f"Row {self.number}"
            id_ = self[name].id_for_label if known else ""
            told += [{"id": id_, "message": f"{place}: {words}"} for words in messages]
        return told

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
