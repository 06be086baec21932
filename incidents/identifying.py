"""Texts that could identify a child, a parent or a teacher: refused wherever schools type."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
)
_DAY = r"\b\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:\d{4}|’?'?\d{2})\b"
_LOOKS_LIKE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("an email address", re.compile(r"\S+@\S+\.\w")),
    # A letter, eleven digits, and a digit or (in temporary ones) a letter.
    (
        "a unique pupil number",
        re.compile(r"\b[a-z](?:[ -]?\d){11}(?:[ -]?\d|[a-z])\b", re.IGNORECASE),
    ),
    (
        "a date of birth",
        re.compile(
            r"\b\d{1,2}\s*([./-])\s*\d{1,2}\s*\1\s*(?:\d{4}|\d{2})\b"
            r"|\b(?:19|20)\d{2}([./-])\d{1,2}\2\d{1,2}\b"
            rf"|{_DAY}[\s-]*(?:of\s+)?{_MONTH}[.,]?[\s-]*{_YEAR}"
            rf"|\b{_MONTH}\.?\s*\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}\b"
            r"|\bd\.?\s?o\.?\s?b\b|\bdate of birth\b|\bborn\b[^.;]{0,20}\d",
            re.IGNORECASE,
        ),
    ),
    (
        "a telephone number",
        re.compile(r"(?<!\w)(?:\+\s?44|0044|0)(?:[\s().–/-]*\d){9,11}(?!\d)"),
    ),
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
