"""The headings of an extract, and those that it must not have."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter

from core.faults import Fault
from workforce.extract.words import NOTHING_PERSONAL, tidied

PLACE = ("organisation", "scale_point", "school_employed")
"""Where somebody is counted."""
_ALWAYS = ("sex", "ethnicity", "disability")
CHARACTERISTICS = (*_ALWAYS, "age_band", "religion_or_belief", "sexual_orientation")
REQUIRED = ("organisation", "unit", "scale_point", "school_employed", *_ALWAYS)
COLUMNS = frozenset(REQUIRED + CHARACTERISTICS)
_SURELY = 3
"""So many headings in one row below the first are no chance."""

_WHO = re.compile(
    r"^names?$|^initials$|\bknown as\b"
    r"|\b(?:sur|fore|first|second|middle|last|full|family|given|maiden|preferred) ?names?\b"
    r"|\b(?:employees?|staff|person|worker|manager)s? ?names?\b"
    r"|\bemployee|\bpayroll|\bpersonnel|\bstaff ?(?:no|num|id|ref)|\bemp ?(?:no|num|id|ref)"
    r"|\b(?:works|pay|person|assignment) ?(?:no|num|id|ref)|^(?:staff|person|id)$"
    r"|\bni(?:no)?\b|\bni ?(?:no|num)|\bnational ?insurance"
    r"|\bd ?o ?b\b|birth"
    r"|\be ?mail|\btelephone|\bphone|\bmobile|\bpost ?code|\baddress"
    r"|\b(?:job|post) ?(?:title|holder)"
)


@dataclass
class Headings:
    """Where the known columns stand, and what is wrong with the others."""

    width: int
    at: dict[str, int] = field(default_factory=dict)
    letters: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def read_headings(cells: Sequence[str], name: str) -> Headings:
    """The columns by the first row of a file.

    Where it holds no heading of an extract it may be the line of an employee: none of its
    words is repeated.
    """
    columns = [column_of(cell) for cell in cells]
    while columns and not columns[-1]:
        columns.pop()
    found = Headings(len(columns))
    if COLUMNS.isdisjoint(columns):
        expected = ", ".join(REQUIRED)
        found.faults.append(Fault(f"{name}, row 1", f"the first row must hold: {expected}"))
        return found
    for place, column in enumerate(columns):
        letter = get_column_letter(place + 1)
        if wrong := _wrong(column, tidied(cells[place]), found):
            found.faults.append(Fault(f"{name}, row 1, column {letter}", wrong))
        else:
            found.at[column], found.letters[column] = place, letter
    found.faults += [
        Fault(f"{name}, row 1", f"the column “{column}” is missing")
        for column in REQUIRED
        if column not in found.at
    ]
    return found


def column_of(heading: str) -> str:
    """The name of a column, whatever its capitals and whatever stands between its words."""
    return re.sub(r"[\s_-]+", "_", tidied(heading).casefold())


def stand_again(cells: Sequence[str]) -> bool:
    """Whether a row below the first holds headings: two files were joined."""
    if COLUMNS.isdisjoint(cell.casefold() for cell in cells):
        return False
    return sum(column_of(cell) in COLUMNS for cell in cells) >= _SURELY


def _wrong(column: str, heading: str, found: Headings) -> str:
    if not column:
        return "the column has no heading"
    if column in found.at:
        return f"the column “{column}” stands twice"
    if column in COLUMNS:
        return ""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading)
    if _WHO.search(re.sub(r"[\W_]+", " ", spaced).casefold().strip()):
        return (
            f"“{heading[:40]}” can tell who somebody is. {NOTHING_PERSONAL}: "
            "take the column out. Nothing was kept"
        )
    return f"“{heading[:40]}” is not a column of an extract"
