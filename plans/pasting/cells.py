"""A pasted text as rows of cells.

The clipboard's plain text of a table has a line for each row and tabs between the cells.
Excel puts quotation marks around a cell of several lines; Word does not, so that a row is
broken into lines which are put together again by counting the tabs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from plans.pasting.lists import is_list, read_list
from plans.pasting.markers import looks_like_ref

_INVISIBLE = str.maketrans("", "", "\x07\u200b\u2060\ufeff")
"""Word's mark at the end of a cell, and spaces without width. Joiners stay: they spell words."""
_QUOTED = re.compile(r'"((?:[^"\t]|"")*)"(?=[\t\n]|\Z)')
_PLAIN = re.compile(r"[^\t\n]*")
_MOST_LINES = 50
"""Of one row, where its cells hold several."""


@dataclass
class Grid:
    """Rows of cells, all of one width. `joined` are the rows put together of several lines."""

    rows: list[list[str]] = field(default_factory=list)
    joined: set[int] = field(default_factory=set)

    @property
    def width(self) -> int:
        return max(map(len, self.rows), default=0)


def clean(text: str) -> str:
    """A pasted text without what nobody sees; a line break within a paragraph stays one."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_INVISIBLE)
    return text.replace("\x0c", "\n").replace("\u2029", "\n").replace("\u2028", "\x0b")


def read_cells(text: str) -> Grid:
    """The rows and cells of a pasted table, list or run of paragraphs. Empty rows are no rows."""
    lines = [line for line in _lines(clean(text)) if any(_tidy(cell) for cell in line)]
    if is_list(lines):
        rows, joined = read_list(lines)
    else:
        rows, joined = _read_table(lines)
    rows = [[_tidy(cell) for cell in row] for row in rows]
    width = max(map(len, rows), default=0)
    return Grid([row + [""] * (width - len(row)) for row in rows], joined)


def _tidy(cell: str) -> str:
    lines = (line.strip() for line in cell.replace("\x0b", "\n").split("\n"))
    return "\n".join(line for line in lines if line)


def _lines(text: str) -> list[list[str]]:
    """The lines of a text, each cut at its tabs; a cell in Excel's quotes may hold line ends."""
    lines: list[list[str]] = [[]]
    place = 0
    while True:
        match = _QUOTED.match(text, place)
        if match and ("\n" in match[1] or '""' in match[1]):
            lines[-1].append(match[1].replace('""', '"'))
        else:
            # Quotation marks of the author's own: the cell ends with its line.
            match = _PLAIN.match(text, place)
            assert match is not None  # noqa: S101 - it matches the empty text too
            lines[-1].append(match[0])
        place = match.end()
        if place >= len(text):
            return lines
        if text[place] == "\n":
            lines.append([])
        place += 1


def _read_table(lines: list[list[str]]) -> tuple[list[list[str]], set[int]]:
    rows: list[list[str]] = []
    joined: set[int] = set()
    width = max(map(len, lines), default=0)
    at = 0
    while at < len(lines):
        count = _lines_of_row(lines, at, width)
        if len(lines[at]) == 1 and rows and count == 1:
            _continue(rows[-1], lines[at])
            joined.add(len(rows) - 1)
        else:
            row = list(lines[at])
            for line in lines[at + 1 : at + count]:
                _continue(row, line)
                joined.add(len(rows))
            rows.append(row)
        at += count
    return rows, joined


def _lines_of_row(lines: list[list[str]], at: int, width: int) -> int:
    """How many lines make up one row: as many as together have the tabs of a whole row."""
    tabs = len(lines[at]) - 1
    if tabs in (0, width - 1):
        return 1
    for count, line in enumerate(lines[at + 1 : at + _MOST_LINES], start=2):
        tabs += len(line) - 1
        if tabs > width - 1 or (len(line) > 1 and looks_like_ref(_tidy(line[0]))):
            return 1
        if tabs == width - 1:
            return count
    return 1


def _continue(row: list[str], line: list[str]) -> None:
    row[-1] = f"{row[-1]}\n{line[0]}"
    row.extend(line[1:])
