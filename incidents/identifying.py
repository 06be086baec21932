"""Texts that could identify a child, a parent or a teacher: refused wherever schools type."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError

_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_LOOKS_LIKE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("an email address", re.compile(r"\S+@\S+\.\w")),
    # A letter, eleven digits, and a digit or (in temporary ones) a letter.
    ("a unique pupil number", re.compile(r"\b[a-z][ ]?\d{11}[0-9a-z]\b", re.IGNORECASE)),
    (
        "a date of birth",
        re.compile(
            r"\b\d{1,2}\s*[./-]\s*\d{1,2}\s*[./-]\s*(?:\d{4}|\d{2})\b"
            r"|\b\d{4}-\d{2}-\d{2}\b"
            rf"|\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{_MONTHS})[a-z]*\.?,?\s+\d{{2,4}}\b"
            r"|\bd\.?o\.?b\b|\bborn\b",
            re.IGNORECASE,
        ),
    ),
    ("a telephone number", re.compile(r"(?<!\w)(?:\+44|0)(?:[\s().-]*\d){9,10}(?!\d)")),
)


def refuse_what_identifies(text: str) -> None:
    """Raises ValidationError for what looks like a date of birth, an email address, a
    telephone number or a unique pupil number. Names cannot be told from other words, so the
    form asks for none."""
    for what, pattern in _LOOKS_LIKE:
        if pattern.search(text):
            raise ValidationError(
                f"This looks like {what}. Nothing that could identify somebody is kept here"
            )
