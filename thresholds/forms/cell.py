"""What stands at one level under one heading, as plain lines."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from django import forms

from core.conflicts import Difference
from core.forms import GovukForm
from thresholds.forms.lines import PointsField
from thresholds.models import Indicator
from thresholds.reading import Cell

_HINT = "One on each line, in the order in which they are read"


class CellForm(GovukForm):
    """The indicators and protective factors of a cell. Who saves after somebody else did is
    shown both, so that no line is lost."""

    indicators = PointsField(
        required=False, help_text=_HINT, widget=forms.Textarea(attrs={"rows": 12})
    )
    protective = PointsField(
        label="Protective factors",
        required=False,
        help_text=_HINT,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    opened_with = forms.CharField(widget=forms.HiddenInput, required=False)

    mark_optional = False

    def __init__(self, *args: Any, cell: Cell, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.held = lines_of(cell)
        self.differences: list[Difference] = []
        for kind, lines in self.held.items():
            self.initial[_FIELDS[kind]] = lines
        self.initial["opened_with"] = _mark(self.held)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        opened_with = cleaned.get("opened_with")
        if opened_with and opened_with != _mark(self.held):
            self.differences = [
                Difference(str(self.fields[name].label), "\n".join(cleaned[name]), "\n".join(held))
                for name, held in ((_FIELDS[kind], held) for kind, held in self.held.items())
                if name in cleaned and cleaned[name] != held
            ]
            # The next save is made knowing what stands there now.
            data: Any = self.data.copy()  # type: ignore[attr-defined]
            data["opened_with"] = _mark(self.held)
            self.data = data
            if self.differences:
                self.add_error(
                    None,
                    "Somebody saved this while you had it open. Compare the two versions below, "
                    "change what you typed where it is needed, and save again.",
                )
        return cleaned

    @property
    def lines(self) -> dict[str, list[str]]:
        """What was typed, by kind."""
        return {kind: self.cleaned_data[name] for kind, name in _FIELDS.items()}


def lines_of(cell: Cell) -> dict[str, list[str]]:
    """What a cell holds, by kind."""
    return {
        Indicator.Kind.NEED.value: [each.text for each in cell.indicators],
        Indicator.Kind.PROTECTIVE.value: [each.text for each in cell.protective],
    }


_FIELDS = {
    Indicator.Kind.NEED.value: "indicators",
    Indicator.Kind.PROTECTIVE.value: "protective",
}


def _mark(lines: dict[str, list[str]]) -> str:
    return sha256(repr(sorted(lines.items())).encode()).hexdigest()[:16]
