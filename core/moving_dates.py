"""Moving the dates in a printed cell on by some years, in the way they are printed.

"Apr 2026" becomes "Apr 2027", "Sept 26 – ongoing" becomes "Sept 27 – ongoing", "2026/27"
becomes "2027/28". Words, refs and figures stay as they are.
"""

from __future__ import annotations

import re
from calendar import isleap

from core.dates import month_number, read_year

_DATE = re.compile(
    r"(?<![\w/.-])(?:"
    r"(?P<iso>\d{4})(?P<iso_rest>-(?:0[1-9]|1[0-2])(?:-\d{2})?)"
    r"|(?P<span>\d{4})(?P<span_sign>[/–-])(?P<span_end>\d{2})"
    r"|(?P<slashed>\d{1,2}/\d{1,2}/)(?P<slashed_year>\d{4})"
    r"|(?P<day>\d{1,2}(?:st|nd|rd|th)?\s+)?(?P<month>[A-Za-z]{3,9})"
    r"(?P<gap>\.?,?[\s\-–/'’]*)(?P<year>\d{4}|\d{2})"
    r")(?![\w/]|[.,]\d)",
    re.ASCII,
)


def moved_on(text: str, years: int) -> str:
    """A text with every month, day and financial year in it moved on by whole years.

    29 February becomes 28 February where the new year has none.
    """
    return _DATE.sub(lambda match: _moved(match, years), text) if years else text


def _moved(match: re.Match[str], years: int) -> str:
    if match["span"]:
        return _span(match, years)
    if match["iso"]:
        rest = match["iso_rest"]
        if len(rest) == 3 and read_year(f"{match['iso']}/{rest[1:]}") is not None:
            # "2011-12" is a financial year
            return f"{int(match['iso']) + years}-{(int(rest[1:]) + years) % 100:02}"
        year = int(match["iso"]) + years
        return f"{year}{'-02-28' if rest == '-02-29' and not isleap(year) else rest}"
    if match["slashed"]:
        year = int(match["slashed_year"]) + years
        day, month = match["slashed"].split("/")[:2]
        if (int(day), int(month)) == (29, 2) and not isleap(year):
            return f"28/{month}/{year}"
        return f"{match['slashed']}{year}"
    number = month_number(match["month"])
    if number is None or match["month"] == "may":  # "may" is more often the verb
        return match[0]
    typed = match["year"]
    year = int(typed) + years + (2000 if len(typed) == 2 else 0)
    day = match["day"] or ""
    if number == 2 and day.startswith("29") and not isleap(year):
        day = day.replace("29", "28", 1)
    printed = str(year) if len(typed) == 4 else f"{year % 100:02}"
    return f"{day}{match['month']}{match['gap']}{printed}"


def _span(match: re.Match[str], years: int) -> str:
    """ "2026/27"; what is no financial year, such as the ref "1234/99", stays."""
    if read_year(f"{match['span']}/{match['span_end']}") is None:
        return match[0]
    start = int(match["span"]) + years
    return f"{start}{match['span_sign']}{(start + 1) % 100:02}"
