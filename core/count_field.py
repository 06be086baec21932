"""A whole number in a box: how many there are of something."""

from __future__ import annotations

from typing import Any

from django import forms


class CountField(forms.IntegerField):
    """A number of people, schools or incidents, also as papers print it: "1,204"."""

    def __init__(self, *, label: str, most: int = 99_999) -> None:
        super().__init__(
            label=label,
            required=False,
            min_value=0,
            max_value=most,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        )

    def to_python(self, value: Any) -> int | None:
        if isinstance(value, str):
            value = "".join(value.split()).replace(",", "")
        return super().to_python(value)
