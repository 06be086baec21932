"""Texts that could identify a child, a parent or a teacher: refused wherever schools type."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError

from core.personal import DATE_OF_BIRTH, EMAIL_ADDRESS, Look, looks_like

_LOOKS: tuple[Look, ...] = (
    EMAIL_ADDRESS,
    # A letter, eleven digits, and a digit or (in temporary ones) a letter.
    Look(
        "a unique pupil number",
        re.compile(r"\b[a-z](?:[ -]?\d){11}(?:[ -]?\d|[a-z])\b", re.IGNORECASE),
    ),
    DATE_OF_BIRTH,
    Look(
        "a telephone number",
        re.compile(r"(?<!\w)(?:\+\s?44|0044|0)(?:[\s().–/-]*\d){9,11}(?!\d)"),
    ),
)


def refuse_what_identifies(text: str) -> None:
    """Raises ValidationError for what looks like a date of birth, an email address, a
    telephone number or a unique pupil number. Names cannot be told from other words, so the
    form asks for none."""
    if what := looks_like(text, _LOOKS):
        raise ValidationError(
            f"This looks like {what}. Nothing that could identify somebody is kept here"
        )
