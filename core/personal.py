"""Texts that tell who somebody is, by how they look. Names cannot be told from other words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
)
_DAY = r"\b\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:\d{4}|’?'?\d{2})\b"


@dataclass(frozen=True)
class Look:
    """How something of a person looks, and what it is called."""

    words: str
    """ "an email address"."""
    pattern: re.Pattern[str]


EMAIL_ADDRESS = Look("an email address", re.compile(r"\S+@\S+\.\w"))
DATE_OF_BIRTH = Look(
    "a date of birth",
    re.compile(
        r"\b\d{1,2}\s*([./-])\s*\d{1,2}\s*\1\s*(?:\d{4}|\d{2})\b"
        r"|\b(?:19|20)\d{2}([./-])\d{1,2}\2\d{1,2}\b"
        rf"|{_DAY}[\s-]*(?:of\s+)?{_MONTH}[.,]?[\s-]*{_YEAR}"
        rf"|\b{_MONTH}\.?\s*\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}\b"
        r"|\bd\.?\s?o\.?\s?b\b|\bdate of birth\b|\bborn\b[^.;]{0,20}\d",
        re.IGNORECASE,
    ),
)


def looks_like(text: str, looks: Iterable[Look]) -> str:
    """In words what a text, or a part of it, looks like; empty where it is like none of these."""
    return next((look.words for look in looks if look.pattern.search(text)), "")
