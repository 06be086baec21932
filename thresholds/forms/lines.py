"""Points and paragraphs as plain lines, as in a word processor."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core.text import counted, tidy

MOST = 60
LONGEST_POINT = 1_000
LONGEST_PARAGRAPH = 4_000
_BULLET = re.compile(r"^[-–•·▪‣●◦*\uf0b7]\s+")
"""What a word processor puts before a point; \\uf0b7 is the bullet of its symbol font."""


class LinesField(forms.CharField):
    """A list of texts, one to a line, in order; empty lines and bullets before them go."""

    def __init__(
        self,
        *,
        longest: int = LONGEST_PARAGRAPH,
        base_field: Any = None,
        max_length: Any = None,
        show_hidden_initial: bool = False,
        **kwargs: Any,
    ) -> None:
        # An array field of a model tells its own needs (the last three), a text box has none.
        super().__init__(strip=False, **{"widget": forms.Textarea(attrs={"rows": 5}), **kwargs})
        self.longest = longest

    def prepare_value(self, value: Any) -> Any:
        """A list as it is shown in the box."""
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        """The lines; raises ValidationError where there are too many or one is too long."""
        text: str = super().clean(value)
        lines = [_BULLET.sub("", tidy(line)) for line in text.splitlines() if line.strip()]
        if len(lines) > MOST:
            raise ValidationError(
                f"Enter no more than {counted(MOST, 'line')}: there are {len(lines)}"
            )
        for place, line in enumerate(lines, 1):
            if len(line) > self.longest:
                raise ValidationError(
                    f"Line {place} must be {self.longest:,} characters or fewer, but it has "
                    f"{len(line):,}"
                )
        return lines


class PointsField(LinesField):
    """Short points rather than paragraphs."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"longest": LONGEST_POINT, **kwargs})
