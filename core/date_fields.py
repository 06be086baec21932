"""Dates typed into boxes: day, month and year, or month and year.

People know the dates they enter here, and typing one is quicker than a calendar. A
month may be a number or a name. Each message says which box is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core.dates import month_number

_LABELS = {"day": "Day", "month": "Month", "year": "Year"}
_DIGITS = re.compile(r"[0-9]{1,2}", re.ASCII)
_YEAR = re.compile(r"[0-9]{4}", re.ASCII)


class DateInput(forms.Widget):
    """Boxes for the parts of a date, each labelled, in one group.

    The value is a date, or what was typed: one text for each box.
    """

    template_name = "forms/date_input.html"
    use_fieldset = True
    parts: tuple[str, ...] = ("day", "month", "year")

    def __init__(self, attrs: dict[str, Any] | None = None, *, birthday: bool = False) -> None:
        super().__init__(attrs)
        self.birthday = birthday
        self.wrong: frozenset[str] = frozenset()
        """The boxes to mark; the bound field sets it before the widget is rendered."""

    def names(self, name: str) -> list[str]:
        """The names of the boxes in the form's data."""
        return [f"{name}_{part}" for part in self.parts]

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[str]:
        return [str(data.get(box) or "").strip() for box in self.names(name)]

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return all(box not in data for box in self.names(name))

    def id_for_label(self, id_: str | None) -> str:
        """The box that a link from the error summary leads to: the first one to mend."""
        first = next((part for part in self.parts if part in self.wrong), self.parts[0])
        return f"{id_}_{first}" if id_ else ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        typed = self.decompress(value)
        id_ = context["widget"]["attrs"].get("id", name)
        context["widget"]["boxes"] = [
            {
                "name": f"{name}_{part}",
                "id": f"{id_}_{part}",
                "label": _LABELS[part],
                "value": text,
                "width": 2 if part == "day" else 4,
                "wrong": part in self.wrong,
                # A month may be typed as a word, so its box brings up all the keys.
                "inputmode": None if part == "month" else "numeric",
                "autocomplete": f"bday-{part}" if self.birthday else None,
            }
            for part, text in zip(self.parts, typed, strict=True)
        ]
        return context

    def decompress(self, value: Any) -> list[str]:
        if isinstance(value, date):
            return [str(getattr(value, part)) for part in self.parts]
        if isinstance(value, list | tuple) and len(value) == len(self.parts):
            return [str(text) for text in value]
        return [""] * len(self.parts)


class MonthInput(DateInput):
    """Boxes for a month and a year."""

    parts = ("month", "year")


class DateField(forms.Field):
    """A date in three boxes; its messages name the box that is wrong."""

    widget = DateInput
    default_error_messages = {"required": "Enter a date"}

    subject = "The date"
    """What begins a sentence about it; the form sets it from the label."""

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values or isinstance(value, date):
            return value or None
        parts = self.widget.parts
        typed = dict(zip(parts, [str(text).strip() for text in value], strict=True))
        if not any(typed.values()):
            return None
        if missing := [part for part in parts if not typed[part]]:
            raise self._error(f"must include a {' and '.join(missing)}", missing)
        return self._read(typed)

    def _read(self, typed: dict[str, str]) -> date:
        month = month_number(typed["month"])
        if month is None and _DIGITS.fullmatch(typed["month"]):
            month = int(typed["month"])
        if month is None or not 1 <= month <= 12:
            raise self._error("must have a month from 1 to 12, or the month’s name", ["month"])
        if not _YEAR.fullmatch(typed["year"]) or typed["year"] == "0000":
            raise self._error("must have a year of 4 numbers, like 2026", ["year"])
        if "day" not in typed:
            return date(int(typed["year"]), month, 1)
        if not _DIGITS.fullmatch(typed["day"]) or not 1 <= int(typed["day"]) <= 31:
            raise self._error("must have a day from 1 to 31", ["day"])
        try:
            return date(int(typed["year"]), month, int(typed["day"]))
        except ValueError:
            raise self._error("must be a real date: that month is shorter", ["day"]) from None

    def _error(self, words: str, boxes: Sequence[str]) -> ValidationError:
        return WrongBoxesError(f"{self.subject} {words}", boxes)

    def has_changed(self, initial: Any, data: Any) -> bool:
        if self.disabled:
            return False
        try:
            return self.to_python(data) != (initial or None)
        except ValidationError:
            return True


class MonthField(DateField):
    """A month in two boxes, kept as its first day."""

    widget = MonthInput

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(initial and initial.replace(day=1), data)


class WrongBoxesError(ValidationError):
    """A date that is wrong, and in which of its boxes."""

    def __init__(self, message: str, boxes: Sequence[str]) -> None:
        super().__init__(message, code="invalid")
        self.boxes = frozenset(boxes)
