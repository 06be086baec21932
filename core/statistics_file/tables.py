"""What is published: tables of figures, and what a reader must know of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.disclosure import Marker, Profile
from core.text import figure_in

Cell = str | int | Decimal | None
Written = str | int | Decimal
"""No cell is written blank."""

_NAME = re.compile(r"[A-Z][A-Za-z]*_\w{1,20}", re.ASCII)
OTHER_SHEETS = ("Cover_sheet", "Contents", "Notes")


@dataclass(frozen=True)
class StatisticsTable:
    """A table: the first columns say what a row is, each other column is of figures.

    A figure may be given as it is printed ("1,020"); what is not held is None, and printed as
    not available. A heading or label that a note belongs to ends with its number: "Group
    [note 1]". Lines of `notes` stand between the title and the table.
    """

    name: str
    """Of its sheet, as in "Table_1a"."""
    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    labels: int = 1
    notes: Sequence[str] = ()

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name) or self.name in OTHER_SHEETS:
            raise ValueError(f"A sheet has a name as in Table_1a: {self.name!r}")
        if len({one.casefold() for one in self.headings} - {""}) != len(self.headings):
            raise ValueError(f"{self.name}: each column has a heading of its own")
        if not self.rows or any(len(row) != len(self.headings) for row in self.rows):
            raise ValueError(f"{self.name}: there are rows, and in each a cell for each heading")
        if not 0 < self.labels < len(self.headings):
            raise ValueError(f"{self.name}: some columns are labels and some are figures")

    def cell(self, row: Sequence[Cell], place: int) -> Written:
        """What is written: a label, a number, or the marker that stands in its place."""
        value = row[place]
        if value is None or value == "":
            return Profile.not_available.sign
        if isinstance(value, str) and place >= self.labels:
            figure = figure_in(value)
            return value if figure is None else figure
        return value

    def signs(self) -> set[str]:
        """The markers that stand where a figure would."""
        places = range(self.labels, len(self.headings))
        cells = (self.cell(row, place) for row in self.rows for place in places)
        return {cell for cell in cells if isinstance(cell, str)}


@dataclass(frozen=True)
class StatisticsFile:
    """All that is published together, with what a reader must know of it.

    `markers` explains every sign of its tables, `notes` are told by number: [note 1] is the
    first. A line of the contact that is an email address becomes a link.
    """

    title: str
    publisher: str
    published_on: date
    period: str
    contact: Sequence[str]
    tables: Sequence[StatisticsTable]
    introduction: Sequence[str] = ()
    notes: Sequence[str] = ()
    markers: Sequence[Marker] = Profile().markers

    def __post_init__(self) -> None:
        names = [table.name.casefold() for table in self.tables]
        if len(set(names)) != len(names) or not names:
            raise ValueError("There are tables, each with a name of its own")
        if unknown := self._signs() - set(self.meanings):
            raise ValueError(f"Not explained: {', '.join(sorted(unknown))}")

    def _signs(self) -> set[str]:
        return {sign for table in self.tables for sign in table.signs()}

    @property
    def meanings(self) -> dict[str, str]:
        """What each marker means."""
        return {marker.sign: marker.words for marker in self.markers}

    def explained(self) -> list[tuple[str, str]]:
        """The rows of the notes: the markers that are used, then the notes by number."""
        signs = self._signs()
        return [
            *((sign, words) for sign, words in self.meanings.items() if sign in signs),
            *((f"[note {number}]", text) for number, text in enumerate(self.notes, start=1)),
        ]
