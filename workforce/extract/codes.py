"""The codes of one column of an extract: each looked at once, and what looks like people."""

from __future__ import annotations

import re
from collections.abc import Callable

from core.personal import DATE_OF_BIRTH, EMAIL_ADDRESS, Look, looks_like
from core.text import unstorable_characters
from workforce.extract.headings import PLACE
from workforce.extract.words import NOTHING_PERSONAL, line_ends_within, tidied

MOST_CODES = 2_000
LONGEST_CODE = 200
FEWEST_LINES = 30
"""In fewer lines it may be chance that each has a value of its own."""

_LOOKS = (
    Look(
        "a National Insurance number",
        re.compile(
            r"\b[a-ceghj-prstw-z][a-ceghj-nprstw-z][\s-]?(?:\d{2}[\s-]?){3}[a-d]\b", re.IGNORECASE
        ),
    ),
    EMAIL_ADDRESS,
    DATE_OF_BIRTH,
)
_DECIMAL_COMMA = re.compile(r"\d{1,3},\d{1,2}")
_POINT = re.compile(r"\d{1,3}(?:\.\d{1,2})?")
_TAKE_OUT = f"{NOTHING_PERSONAL}: take them out. Nothing was kept"


class Unfit(Exception):
    """A cell that is no code; the message says why."""


class Codes:
    """The codes of a column as they are kept, and how many different ones it has.

    What looks like something of a person is counted, and not kept even until the end.
    """

    def __init__(self, column: str, settle: Callable[[str, str], str]) -> None:
        self.column = column
        self._settle = settle
        self._filled = 0
        self._known: dict[str, str] = {}
        self._seen: set[str] = set()
        self._personal: dict[str, list[int]] = {}

    def read(self, cell: str, row: int) -> str:
        """The code of a cell, as it is kept; raises Unfit."""
        code = self._known.get(cell)
        if code is None:
            return self._looked_at(cell, row)
        self._filled += 1
        return code

    def told(self) -> list[tuple[int, str]]:
        """What in the whole column looks like people: with the first row of it, or 0."""
        found = []
        for what, (first, number) in self._personal.items():
            more = f" (so do {number - 1:,} more of this column)" if number > 1 else ""
            found.append((first, f"this looks like {what}{more}. {_TAKE_OUT}"))
        if len(self._seen) > MOST_CODES:
            words = f"there are more than {MOST_CODES:,} different values"
            found.append((0, f"{words}, as if they were names or numbers of people. {_TAKE_OUT}"))
        elif self._each_its_own():
            words = "nearly every line has a value of its own"
            found.append((0, f"{words}, as names and numbers of people have. {_TAKE_OUT}"))
        return found

    def _looked_at(self, cell: str, row: int) -> str:
        code = tidied(cell)
        self._check(code, cell)
        if what := looks_like(code, _LOOKS):
            self._personal.setdefault(what, [row, 0])[1] += 1
            return ""
        if not code or len(self._seen) > MOST_CODES:
            return ""
        self._filled += 1
        self._seen.add(code)
        kept = self._settle(self.column, code)
        if len(self._known) < 2 * MOST_CODES and len(cell) <= LONGEST_CODE:
            self._known[cell] = kept
        return kept

    def _check(self, code: str, cell: str) -> None:
        if not code and self.column in PLACE:
            raise Unfit("the cell is empty")
        if len(code) > LONGEST_CODE:
            raise Unfit(f"the cell has more than {LONGEST_CODE} characters")
        if line_ends_within(cell):
            raise Unfit("a line ends within the cell. Close its quotation mark")
        if bad := unstorable_characters(code):
            raise Unfit(f"the cell holds a character that cannot be kept: {', '.join(bad)}")
        if self.column == "scale_point" and _DECIMAL_COMMA.fullmatch(code):
            raise Unfit(f"written with a decimal comma; enter {code.replace(',', '.')}")

    def _each_its_own(self) -> bool:
        """Whether the values are people's rather than codes; few lines may stand on many
        scale points, but not nearly each on its own."""
        if self._filled < FEWEST_LINES:
            return False
        own = self._seen
        if self.column == "scale_point":
            own = {code for code in own if not _POINT.fullmatch(code)}
        return len(own) * 2 > self._filled or len(self._seen) * 20 > self._filled * 19
