"""Dates and years as plans print them.

A cell holds "Apr 2012", "2012-04-01" or words such as "Ongoing". The words stay as
printed; where they are a month or a day, the date meant is known beside them.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = (
    "january february march april may june july august september october november december"
).split()
_MONTH_YEAR = re.compile(r"^([A-Za-z]{3,9})\.?[\s\-–/']*(\d{4}|\d{2})$", re.ASCII)
_DAY_MONTH_YEAR = re.compile(
    r"^(\d{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]{3,9})\.?,?\s+(\d{4})$", re.ASCII
)
_ISO = re.compile(r"^(\d{4})-(\d{2})(?:-(\d{2}))?$", re.ASCII)
_SLASHED = re.compile(r"^(\d{1,2})/(\d{1,2})/(\d{4})$", re.ASCII)
_YEAR = re.compile(r"^(\d{4})(?:/(\d{2}))?$", re.ASCII)
YEAR_PATTERN = r"^\d{4}(/\d{2})?$"
"""How every table writes a year: "2026/27", or "2026" within one year."""


@dataclass(frozen=True)
class Span:
    """The first and the last day that a printed date can mean: a month, or one day."""

    first: date
    last: date


def month_number(word: str) -> int | None:
    """The number of a month by its English name or its first three letters ("Sept" too)."""
    word = word.casefold()
    if word == "sept":
        return 9
    for number, name in enumerate(_MONTHS, start=1):
        if word in (name, name[:3]):
            return number
    return None


def read_date(text: str) -> Span | None:
    """The month or day that a text names, or None where it is words."""
    text = " ".join(text.split())
    try:
        if match := _ISO.match(text):
            year, month, day = int(match[1]), int(match[2]), match[3]
            if day is None and month == (year + 1) % 100:
                return None  # "2011-12" is a financial year
            return _month(year, month) if day is None else _day(year, month, int(day))
        if match := _SLASHED.match(text):
            return _day(int(match[3]), int(match[2]), int(match[1]))
        if (match := _DAY_MONTH_YEAR.match(text)) and (number := month_number(match[2])):
            return _day(int(match[3]), number, int(match[1]))
        if (match := _MONTH_YEAR.match(text)) and (number := month_number(match[1])):
            year = int(match[2])
            return _month(2000 + year if len(match[2]) == 2 else year, number)
    except ValueError:
        return None
    return None


def _day(year: int, month: int, day: int) -> Span:
    return Span(date(year, month, day), date(year, month, day))


def _month(year: int, month: int) -> Span:
    first = date(year, month, 1)
    following = date(year + month // 12, month % 12 + 1, 1)
    return Span(first, following - timedelta(days=1))


def month_of(day: date) -> Span:
    """The month in which a day lies."""
    return _month(day.year, day.month)


def quarter_of(day: date) -> Span:
    """The quarter in which a day lies. The council's year begins in April, so these are
    April to June, July to September, October to December, January to March."""
    first = day.month - (day.month - 1) % 3
    return Span(date(day.year, first, 1), _month(day.year, first + 2).last)


def months_later(day: date, months: int) -> date:
    """The same day some months later, or the last of a month that is too short for it."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def in_words(day: date) -> str:
    """ "15 September 2011"."""
    return f"{day.day} {_MONTHS[day.month - 1].capitalize()} {day.year}"


def month_in_words(day: date) -> str:
    """ "April 2026"."""
    return f"{_MONTHS[day.month - 1].capitalize()} {day.year}"


def year_label(start: date, finish: date) -> str:
    """The year of a plan as councils write it: "2012/13", or "2012" within one year."""
    if start.year == finish.year:
        return str(start.year)
    return f"{start.year}/{finish.year % 100:02}"


def read_year(label: str) -> int | None:
    """The calendar year in which "2012/13" or "2012" begins; None where it is no year."""
    match = _YEAR.match(label.strip())
    if not match:
        return None
    start = int(match[1])
    if match[2] is not None and int(match[2]) != (start + 1) % 100:
        return None
    return start


def year_before(label: str) -> str:
    """The year before "2026/27" or "2026", written in the same way."""
    start = int(label[:4]) - 1
    return f"{start}/{(start + 1) % 100:02}" if "/" in label else str(start)


def recent_years(day: date, count: int) -> list[str]:
    """The financial year of a day and those before it, the latest first."""
    start = day.year if day.month >= 4 else day.year - 1
    return [f"{year}/{(year + 1) % 100:02}" for year in range(start, start - count, -1)]
