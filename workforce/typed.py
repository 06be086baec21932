"""What people type of percentages as published, in forms and in files."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from core.count_field import read_number
from core.dates import read_date

MOST_STAFF = 999_999
"""More people than any council employs."""
MOST_TOGETHER = Decimal(110)
"""Female and male together. A slip of a published table must be entered as it was published, so
that the checks can point it out; so far from 100 it is a slip of whoever types."""
_LONGEST = 8

_PERCENTAGE = re.compile(r"100(\.0+)?|\d{1,2}(\.\d+)?", re.ASCII)
_NUMBER = re.compile(r"\d+(\.\d+)?", re.ASCII)
_MINUS = re.compile(r"[-−–]\s*\d", re.ASCII)
_COMMA = re.compile(r"\d+,\d+", re.ASCII)


class NotUnderstoodError(ValueError):
    """What was typed is no such thing; the message says what to do."""


def read_percentage(text: str) -> str:
    """A percentage as it is kept: as it was typed, "24" and "24.0", without its % sign.

    Raises NotUnderstoodError.
    """
    text = text.strip().removesuffix("%").rstrip()
    shown = text[:20]
    if _MINUS.match(text):
        raise NotUnderstoodError(f"{shown} is less than 0")
    if _COMMA.fullmatch(text):
        raise NotUnderstoodError(f"{shown} has a decimal comma. Enter {shown.replace(',', '.')}")
    if _NUMBER.fullmatch(text) and Decimal(text) > 100:
        raise NotUnderstoodError(f"{shown} is more than 100")
    if not _PERCENTAGE.fullmatch(text):
        raise NotUnderstoodError(f"“{shown}” is no percentage. Enter a number, like 24 or 24.3")
    if len(text) > _LONGEST:
        raise NotUnderstoodError(f"{shown} has more decimals than can be kept")
    return text


def read_headcount(text: str) -> int:
    """How many people, also as papers print it: "1,204". Raises NotUnderstoodError."""
    number = read_number(text, MOST_STAFF)
    if number is None:
        raise NotUnderstoodError(f"“{text[:20]}” is no number of people, like 412 or 1,204")
    return number


def read_day(text: str) -> date:
    """A day as people write it: 2010-03-31, 31/03/2010, 31 March 2010. Raises
    NotUnderstoodError."""
    span = read_date(text)
    if span is None or span.first != span.last:
        raise NotUnderstoodError(f"“{text[:20]}” is no day, like 2010-03-31 or 31 March 2010")
    return span.first


def why_not_together(female: str, male: str) -> str:
    """Why two percentages cannot both be meant; empty where they can."""
    both = Decimal(female) + Decimal(male)
    if both <= MOST_TOGETHER:
        return ""
    return f"Female {female} and male {male} come to {both}, which no rounding explains"


def why_not_yet(day: date, today: date) -> str:
    """Why there can be no figures of a day: it has not come yet."""
    return "The day must not be in the future" if day > today else ""
