"""The scale points of a band as plain lines, "1 April 2019: 23 to 45".

Each line holds from its day until the day before the next; "none" ends the last of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise, zip_longest
from typing import Any

from django.core.exceptions import ValidationError

from core.dates import in_words, read_date
from workforce.models import GroupBand

Points = tuple[int | None, int | None]
_NONE = "none"
_DAY = timedelta(days=1)
_FROM_TO = re.compile(r"(\d{1,4})(?:\s*(?:to|[-–])\s*(\d{1,4}))?", re.ASCII)
_HALF_OPEN = re.compile(r"(\d{1,4})\s+(?:and|or)\s+(above|below)", re.ASCII)


@dataclass(frozen=True)
class BandLine:
    """Scale points and the days on which they are those of a band."""

    begins: date
    until: date | None
    points: Points

    def holds_on(self, day: date) -> bool:
        return self.begins <= day and (self.until is None or day <= self.until)

    def meets(self, band: GroupBand) -> bool:
        """Whether a band of another group has one of these points on one of these days."""
        return _meet((self.begins, self.until), (band.valid_from, band.valid_until)) and _meet(
            self.points, band.points
        )


def _meet(one: tuple[Any, Any], other: tuple[Any, Any]) -> bool:
    """Whether two stretches have anything in common; an empty end is without an end."""
    (a, b), (c, d) = one, other
    return (a is None or d is None or a <= d) and (c is None or b is None or c <= b)


def lines_of(bands: Iterable[GroupBand]) -> str:
    """The bands of a group, in the order of their days, as somebody would type them."""
    return "\n".join(_lines(list(bands)))


def _lines(bands: list[GroupBand]) -> Iterator[str]:
    begins = {band.valid_from for band in bands}
    for band in bands:
        yield f"{in_words(band.valid_from)}: {band.points_in_words}"
        if band.valid_until is not None and (after := band.valid_until + _DAY) not in begins:
            yield f"{in_words(after)}: {_NONE}"


def read_band_lines(text: str) -> list[BandLine]:
    """The bands that lines tell of. Raises ValidationError with what to mend in which line."""
    typed = [_read_line(line) for line in text.splitlines() if line.strip()]
    for (day, _), (later, _) in pairwise(typed):
        if day == later:
            raise ValidationError(f"{in_words(day)} stands twice")
        if day > later:
            raise ValidationError(
                f"Write the lines in the order of their days: {in_words(later)} stands after "
                f"{in_words(day)}"
            )
    if typed and typed[0][1] is None:
        raise ValidationError("The first line says which scale points the band has")
    ends = [day - _DAY for day, _ in typed[1:]]
    return [
        BandLine(day, until, points)
        for (day, points), until in zip_longest(typed, ends)
        if points is not None
    ]


def _read_line(line: str) -> tuple[date, Points | None]:
    before, colon, after = line.partition(":")
    span = read_date(before)
    if not colon or span is None or span.first != span.last:
        raise ValidationError(
            f"Begin each line with its first day, like 1 April 2019: 23 to 45. “{line.strip()}” "
            "does not"
        )
    return span.first, _read_points(" ".join(after.casefold().split()), line.strip())


def _read_points(words: str, line: str) -> Points | None:
    if words == _NONE:
        return None
    if words == "every point":
        return None, None
    if match := _HALF_OPEN.fullmatch(words):
        point = int(match[1])
        return (point, None) if match[2] == "above" else (None, point)
    if match := _FROM_TO.fullmatch(words):
        first, last = int(match[1]), int(match[2] or match[1])
        if last < first:
            raise ValidationError(f"In “{line}” the last scale point is before the first")
        return first, last
    raise ValidationError(
        f"Write the scale points of “{line}” like 34 and above, 23 to 45, 22 and below, or none"
    )
