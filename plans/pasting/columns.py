"""What each column of a paste is: said by its heading, or guessed from what it holds."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.db import models

from core.dates import read_date
from council.naming import looks_like_code, looks_like_person
from plans.pasting.markers import looks_like_ref


class Column(models.TextChoices):
    """What a column of a paste can be."""

    REF = "ref", "Ref"
    TEXT = "text", "Critical action"
    EQUALITY_ACTION = "equality_action", "Equality action"
    START = "start_text", "Start"
    FINISH = "finish_text", "Finish"
    WHEN = "when", "Start and finish, or milestones"
    MILESTONES = "milestones", "Milestones"
    RESPONSIBLE = "responsible", "Responsible"
    LINKAGES = "linkages", "Linkages"
    PLANNED_OUTCOME = "planned_outcome", "Planned outcome"
    LEAVE_OUT = "leave_out", "Leave out"


_HEADINGS: list[tuple[str, Column]] = [
    (r"(the |action |item |task )?(refs?|reference|no|nos|number|#)( no| number)?", Column.REF),
    (r".*\bequality action.*", Column.EQUALITY_ACTION),
    (r".*(\bplanned |\bexpected |\bdesired |\bintended )(outcome|impact|result|benefit).*|"
     r"outcomes?|.*\bperformance indicator.*|.*\bsuccess (measure|criteria).*|"
     r"(how will we|how we will) (know|measure).*", Column.PLANNED_OUTCOME),
    (r".*\bstart\b.*\b(finish|end|completion)\b.*|.*\btarget date.*|by when.*|when|when by|"
     r"(action )?timescales?.*|(action )?time ?frame.*|(action )?deadlines?.*|dates?", Column.WHEN),
    (r"start( date)?|from|start month", Column.START),
    (r"(finish|end|completion|due)( date| by)?|to|complete by|date due", Column.FINISH),
    (r"(key )?milestones?.*", Column.MILESTONES),
    (r".*\b(linkages?|links?|linked)\b.*", Column.LINKAGES),
    (r".*\b(actions?|tasks?)\b.*(&|\+|/|,|\band\b).*\b(lead|officer|owner|responsible|who).*",
     Column.TEXT),
    (r"(action |task )?(by whom|who|lead.*|owners?|by)|.*\b(responsible|responsibility)\b.*|"
     r".*\b(lead|named) officers?.*|officers?|(action|task) (owner|lead).*", Column.RESPONSIBLE),
    (r".*\bactions?\b.*|.*\b(tasks?|activit(y|ies))\b.*|what( will)? we will do|"
     r"what will we do|what|text", Column.TEXT),
    (r".*\b(objectives?|priorit(y|ies)|aims?|goals?|themes?|standards?)\b.*|"
     r"(b?rag|progress|status|update|comments?|notes)\b.*", Column.LEAVE_OUT),
]  # fmt: skip
"""The words of headings, in the order in which they are tried."""

_NOT_A_DATE_YET = re.compile(
    r"(ongoing|on-going|continuing|continuous|quarterly|monthly|annually|annual|weekly|termly|"
    r"tbc|tbd|to be confirmed|immediate|immediately|completed?)\b.*",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s*[–—]\s*|\s+-\s+|(?<=\d)-(?=[A-Za-z])|\s+to\s+|\n", re.IGNORECASE)
_PARTIES = re.compile(r"\s*[/;,()+\n]\s*|\s+and\s+|\s+&\s+")
_EVERYBODY = re.compile(r"(all|every) \w+( \w+)?|\w+ (managers?|team|officers?)", re.IGNORECASE)
_MOST = 0.6


def kind_of_heading(text: str) -> Column | None:
    """What a heading says that its column is; None for words that no heading has."""
    words = " ".join(re.sub(r"[.:*_]", " ", text).split()).casefold()
    if not words or len(words) > 80:
        return None
    return next((kind for words_of, kind in _HEADINGS if re.fullmatch(words_of, words)), None)


def heading_row(rows: list[list[str]]) -> int | None:
    """Which row holds the headings: one of the first two, if it says so by most of its words."""
    for place, row in enumerate(rows[:2]):
        cells = [cell for cell in row if cell]
        known = sum(kind_of_heading(cell) is not None for cell in cells)
        alone = len(row) == 1 and len(rows) > 1 and _is_bare_heading(row[0])
        plain = not any(_looks_dated(cell) or looks_like_ref(cell) for cell in cells)
        if alone or (plain and known >= 2 and known * 2 >= len(cells)):
            return place
    return None


def _is_bare_heading(text: str) -> bool:
    """ "Critical actions", which says nothing but what stands under it."""
    words = r"((critical|detailed|key|equality) )?(actions?|tasks?|activities)[.:]?"
    return bool(re.fullmatch(words, text, re.IGNORECASE))


def guess_columns(rows: list[list[str]], headings: list[str] | None) -> list[Column]:
    """What each column is: by its heading where that is known, otherwise by what it holds."""
    width = max(map(len, rows), default=len(headings or []))
    said = [kind_of_heading(heading) for heading in headings or []] or [None] * width
    columns = [[row[place] for row in rows] for place in range(width)]
    kinds: list[Column | None] = list(said)
    taken = {kind for kind in said if kind}
    for looks, kind in _BY_CONTENT:
        for place, cells in enumerate(columns):
            if kinds[place] is None and kind not in taken and _mostly(looks, cells):
                kinds[place] = kind
                taken.add(kind)
    if Column.START in taken and Column.FINISH not in taken and Column.START not in said:
        kinds[kinds.index(Column.START)] = Column.FINISH
    _guess_texts(columns, kinds, taken)
    return [kind or Column.LEAVE_OUT for kind in kinds]


def _guess_texts(columns: list[list[str]], kinds: list[Column | None], taken: set[Column]) -> None:
    """Of the columns that hold sentences the first is the action, the next what comes of it."""
    sizes = [sum(map(len, cells)) for cells in columns]
    free = [place for place, kind in enumerate(kinds) if kind is None and sizes[place]]
    # An objective that stands beside its first action only, or beside each, is none of them.
    several = [place for place in free if not _is_one_for_all(columns[place])]
    for kind in (Column.TEXT, Column.PLANNED_OUTCOME):
        left = [place for place in (several or free) if kinds[place] is None]
        if left and kind not in taken:
            longest = max(sizes[place] for place in left)
            kinds[next(p for p in left if sizes[p] * 2 >= longest)] = kind


def _is_one_for_all(cells: list[str]) -> bool:
    once = bool(cells[0]) and not any(cells[1:])
    return len(cells) > 1 and (once or len(set(cells)) == 1)


def _mostly(looks: Callable[[str], bool], cells: list[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return bool(filled) and sum(map(looks, filled)) >= _MOST * len(filled)


def _looks_dated(text: str) -> bool:
    return read_date(text) is not None


def _looks_like_when(text: str) -> bool:
    parts = _RANGE.split(text)
    return all(_looks_dated(part) or _NOT_A_DATE_YET.fullmatch(part) for part in parts)


def is_party(text: str) -> bool:
    """Whether a text is one person or division: "Jane Porter", "C&F"."""
    return looks_like_person(text) or looks_like_code(text)


def parties_in(text: str) -> list[str]:
    """The pieces of a cell such as "Jane Porter / TF"."""
    return [piece for piece in _PARTIES.split(text) if piece]


def _looks_responsible(text: str) -> bool:
    if _EVERYBODY.fullmatch(text):
        return True
    pieces = parties_in(text)
    return bool(pieces) and all(is_party(p) or _EVERYBODY.fullmatch(p) for p in pieces)


def _looks_linked(text: str) -> bool:
    pieces = [piece for piece in re.split(r"\s*[,;\n]\s*", text) if piece]
    return bool(pieces) and all(looks_like_code(piece) for piece in pieces)


_BY_CONTENT: list[tuple[Callable[[str], bool], Column]] = [
    (looks_like_ref, Column.REF),
    (_looks_dated, Column.START),
    (_looks_dated, Column.FINISH),
    (_looks_like_when, Column.WHEN),
    (lambda text: _looks_responsible(text) and not _looks_linked(text), Column.RESPONSIBLE),
    (_looks_linked, Column.LINKAGES),
]


def split_when(text: str) -> tuple[str, str, str]:
    """Start, finish and milestones of a cell such as "Apr 2026 – Mar 2027" or "Ongoing"."""
    first, _, rest = text.partition("\n")
    for whole, others in ((text, ""), (first, rest)):
        parts = [part.strip() for part in _RANGE.split(whole) if part.strip()]
        if len(parts) == 1 and _looks_dated(parts[0]):
            return "", parts[0], others
        if (
            len(parts) == 2
            and _looks_dated(parts[0])
            and (_looks_dated(parts[1]) or _NOT_A_DATE_YET.fullmatch(parts[1]))
        ):
            return parts[0], parts[1], others
    return "", "", text
