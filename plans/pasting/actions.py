"""Each row of a paste as the cells of an action, with what was done to get there."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from plans.pasting.cells import Grid
from plans.pasting.columns import Column, is_party, parties_in, split_when
from plans.pasting.markers import as_ref, split_marker

_LEAD_WORDS = r"(?:lead(?: officer| division)?|responsible(?: officer)?|by whom|owner|officer)s?"
_LEAD_LINE = re.compile(rf"{_LEAD_WORDS}\s*[:–—-]\s*(.+)", re.IGNORECASE)
_LEAD_IN_BRACKETS = re.compile(
    rf"\s*[(\[]{_LEAD_WORDS}\s*[:–—-]\s*([^()\[\]]+)[)\]]$", re.IGNORECASE
)
_NAMES_LEAD = re.compile(r"\b(lead|officer|owner|who|responsib)", re.IGNORECASE)
_SEPARATORS = {
    Column.REF: " ",
    Column.START: " ",
    Column.FINISH: " ",
    Column.RESPONSIBLE: " / ",
    Column.LINKAGES: ", ",
}
"""How the lines of a cell become one, in the cells that an action has as one line."""


@dataclass
class PastedAction:
    """One row of a paste: the cells of its action, what is left out of it, what was done."""

    row: int
    cells: dict[str, str]
    left_out: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not any(self.cells.values())


def read_actions(grid: Grid, columns: list[Column], heading: int | None) -> list[PastedAction]:
    """The actions of the rows below the headings."""
    headings = grid.rows[heading] if heading is not None else [""] * grid.width
    first = 0 if heading is None else heading + 1
    return [
        _read_row(place, row, columns, headings, joined=place in grid.joined)
        for place, row in enumerate(grid.rows)
        if place >= first
    ]


def _read_row(
    place: int, row: list[str], columns: list[Column], headings: list[str], *, joined: bool
) -> PastedAction:
    pieces: dict[Column, list[str]] = {column: [] for column in Column}
    action = PastedAction(place, {})
    names_lead = False
    for text, column, heading in zip(row, columns, headings, strict=True):
        if not text:
            continue
        if column == Column.LEAVE_OUT:
            action.left_out.append(f"{heading}: {text}" if heading else text)
        elif column == Column.WHEN:
            for kind, piece in zip(
                (Column.START, Column.FINISH, Column.MILESTONES), split_when(text), strict=True
            ):
                pieces[kind] += [piece] if piece else []
        else:
            pieces[column].append(text)
            names_lead |= column == Column.TEXT and bool(_NAMES_LEAD.search(heading))
    if not pieces[Column.RESPONSIBLE]:
        text, lead = split_lead("\n".join(pieces[Column.TEXT]), expected=names_lead)
        if lead:
            pieces[Column.TEXT], pieces[Column.RESPONSIBLE] = [text], [lead]
            action.notes.append("Responsible was taken from the end of the action")
    if not pieces[Column.REF]:
        ref, text = split_ref("\n".join(pieces[Column.TEXT]))
        if ref:
            pieces[Column.REF], pieces[Column.TEXT] = [ref], [text]
            action.notes.append("Ref was taken from the beginning of the action")
    if joined:
        action.notes.append("Several lines were put together in this row")
    action.cells = {
        column.value: _as_one(column, pieces[column])
        for column in Column
        if column not in (Column.WHEN, Column.LEAVE_OUT)
    }
    return action


def _as_one(column: Column, pieces: list[str]) -> str:
    if column not in _SEPARATORS:
        return "\n".join(pieces)
    separator = _SEPARATORS[column]
    lines = [line for piece in pieces for line in piece.split("\n")]
    mark = separator.strip()
    if len(lines) > 1 and mark:
        # "Jane Porter /" over "TF" needs no second stroke.
        lines = [line.removeprefix(mark).removesuffix(mark).strip() for line in lines]
    return separator.join(line for line in lines if line)


def split_ref(text: str) -> tuple[str, str]:
    """The ref with which an action begins, and the rest; none where a whole list stands there."""
    first, *others = text.split("\n")
    marker, words = split_marker(first)
    if not as_ref(marker) or any(as_ref(split_marker(line)[0]) for line in others):
        return "", text
    return as_ref(marker), "\n".join([words, *others])


def split_lead(text: str, *, expected: bool) -> tuple[str, str]:
    """An action and who leads it, where they clearly stand in one cell; otherwise no lead.

    It is clear where the last line says "Lead: …", or is nothing but people and divisions:
    two or more, or one where the heading of the column tells to expect a lead.
    """
    if match := _LEAD_IN_BRACKETS.search(text):
        return text[: match.start()], match[1].strip()
    above, _, last = text.rpartition("\n")
    if not above:
        return text, ""
    if match := _LEAD_LINE.fullmatch(last):
        return above, match[1].strip()
    bare = last[1:-1] if last.startswith("(") and last.endswith(")") else last
    pieces = parties_in(bare)
    if len(pieces) > (0 if expected else 1) and all(map(is_party, pieces)):
        return above, bare
    return text, ""
