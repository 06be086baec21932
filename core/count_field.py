"""A whole number in a box: how many there are of something."""

from __future__ import annotations

import re
from typing import Any

from django import forms

_THOUSANDS = re.compile(r"\d{1,3}(?:[,\s]\d{3})+")


def without_thousands(text: str) -> str:
    """ "1,204" or "1 204" as "1204". "1,2" stays as it is: it is no thousand, and may be 1.2."""
    text = text.strip()
    return re.sub(r"[,\s]", "", text) if _THOUSANDS.fullmatch(text) else text


def read_number(text: str, most: int) -> int | None:
    """A whole number up to `most`, also with commas between its thousands; else None."""
    digits = without_thousands(text)
    if not (digits.isascii() and digits.isdigit() and len(digits) <= len(str(most))):
        return None
    return int(digits) if int(digits) <= most else None


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
        return super().to_python(without_thousands(value) if isinstance(value, str) else value)
