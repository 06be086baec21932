"""An HR extract, summed while it is read: what is kept are counts, and no line of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any, BinaryIO

from core.csv_rows import cells_of, delimiter_of
from core.faults import Fault, FaultyFile
from core.sheets import SheetRow
from core.text import counted
from core.uploads import RefusedFile
from workforce.extract.codes import Codes, Unfit
from workforce.extract.headings import (
    CHARACTERISTICS,
    PLACE,
    Headings,
    read_headings,
    stand_again,
)
from workforce.extract.opening import lines_of, opened
from workforce.extract.words import line_ends_within

MOST_LINES = 250_000
MOST_SUMS = 200_000
"""So many different answers by place are kept; a council has some tens of thousands."""
MOST_TOLD = 100
"""So many faults of rows are told one by one."""
_AT_A_TIME = 1_000

Place = tuple[str, str, str]
"""Organisation, scale point and whether employed by a school, as the file writes them."""
Settle = Callable[[str, str], str]
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Sums:
    """What an extract comes to: counts of people by place and code; no line of it.

    An answer of "" is one that is not held. `columns` are the characteristics of the file.
    """

    lines: int
    people: Mapping[Place, int]
    answers: Mapping[tuple[Place, str, str], int]
    columns: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """To be kept while somebody maps the codes and looks at the preview."""
        number = {place: n for n, place in enumerate(self.people)}
        return {
            "lines": self.lines,
            "columns": list(self.columns),
            "people": [[*place, people] for place, people in self.people.items()],
            "answers": [
                [number[place], column, code, people]
                for (place, column, code), people in self.answers.items()
            ],
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Sums:
        """The same again."""
        people = {(where, point, school): n for where, point, school, n in kept["people"]}
        places = list(people)
        answers = {(places[at], column, code): n for at, column, code, n in kept["answers"]}
        return cls(kept["lines"], people, answers, tuple(kept["columns"]))


def _as_written(_column: str, code: str) -> str:
    return code


def read_extract(
    file: BinaryIO,
    name: str,
    *,
    settle: Settle = _as_written,
    progress: Progress | None = None,
) -> Sums:
    """The sums of an extract; raises FaultyFile with all that is wrong with it.

    `settle` says under which code a code of a column is kept (a scale point under its group,
    so that no small count of a single point is kept); it is not asked for what is not held.
    `progress` is told the bytes and lines that were read, from time to time and at the end.
    """
    try:
        with opened(file) as text:
            lines = lines_of(text)
            first = next(lines, "")
            if not first:
                raise RefusedFile("The file is empty")
            rows = cells_of(chain([first], lines), delimiter_of(first))
            reading = _Reading(read_headings(next(rows, []), name), name, settle)
            for row, cells in enumerate(rows, start=2):
                if not reading.read(row, cells):
                    break
                if progress and reading.lines % _AT_A_TIME == 0:
                    progress(file.tell(), reading.lines)
            if progress:
                progress(file.tell(), reading.lines)
    except RefusedFile as refused:
        raise FaultyFile([Fault("", str(refused))]) from None
    return reading.sums()


class _Reading:
    """The sums so far, and the faults."""

    def __init__(self, headings: Headings, name: str, settle: Settle) -> None:
        self.headings = headings
        self.name = name
        self.lines = 0
        self.columns = tuple(column for column in CHARACTERISTICS if column in headings.at)
        self.codes = [
            (Codes(column, _as_written if column == "unit" else settle), at)
            for column, at in headings.at.items()
        ]
        self.people: dict[Place, int] = {}
        self.answers: dict[tuple[Place, str, str], int] = {}
        self.faults: list[Fault] = []
        self.more = 0
        self.whole: list[Fault] = []
        self._places: dict[Place, Place] = {}

    def read(self, row: int, cells: list[str]) -> bool:
        """Add a line; False where nothing further is read."""
        while len(cells) > self.headings.width and not cells[-1].strip():
            cells.pop()
        if not any(map(str.strip, cells)):
            return True
        if not self.headings.at:
            return False
        if self.lines == MOST_LINES:
            words = (
                f"there are more than {MOST_LINES:,} lines; an extract has one for each employee"
            )
            self.whole.append(Fault(self.name, words))
            return False
        self.lines += 1
        if stand_again(cells):
            self._fault(row, "", "the headings stand again: files were joined. Take this row out")
        elif len(cells) != self.headings.width:
            words = f"there are {counted(len(cells), 'cell')} for {self.headings.width} headings"
            if any(map(line_ends_within, cells)):
                words += ", and a line ends within a cell. Close its quotation mark"
            self._fault(row, "", words)
        else:
            self._add(row, cells)
        return True

    def _add(self, row: int, cells: list[str]) -> None:
        found = {}
        for codes, at in self.codes:
            try:
                found[codes.column] = codes.read(cells[at], row)
            except Unfit as unfit:
                self._fault(row, codes.column, str(unfit))
        if self.faults or self.headings.faults or self.whole:
            return  # there will be no sums
        organisation, point, school = (found[column] for column in PLACE)
        place = (organisation, point, school)
        place = self._places.setdefault(place, place)
        self.people[place] = self.people.get(place, 0) + 1
        for column in self.columns:
            key = (place, column, found[column])
            self.answers[key] = self.answers.get(key, 0) + 1
        if len(self.answers) > MOST_SUMS:
            words = f"there are more than {MOST_SUMS:,} combinations of place and answer"
            self.whole.append(Fault(self.name, f"{words}, as if the lines were not of codes"))

    def sums(self) -> Sums:
        """All of it; raises FaultyFile, what touches the whole file or a column first."""
        faults = [*self.headings.faults, *self.whole, *self._of_columns(), *self.faults]
        if self.more:
            faults.append(Fault("", f"and {self.more:,} more"))
        if not self.lines and self.headings.at:
            faults.append(Fault(self.name, "there is no line below the headings"))
        if faults:
            raise FaultyFile(faults)
        return Sums(self.lines, self.people, self.answers, self.columns)

    def _of_columns(self) -> Iterator[Fault]:
        for codes, _ in self.codes:
            for row, words in codes.told():
                yield Fault(self._place(row, codes.column), words)

    def _fault(self, row: int, column: str, words: str) -> None:
        if len(self.faults) == MOST_TOLD:
            self.more += 1
        else:
            self.faults.append(Fault(self._place(row, column), words))

    def _place(self, row: int, column: str) -> str:
        if row == 0:  # the whole column
            return f"{self.name}, column {self.headings.letters[column]} ({column})"
        return SheetRow(self.name, row, {}, self.headings.letters).place(column)
