"""The rows of a sheet by the headings of its columns; each fault named by sheet, row and column."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter

from core.faults import Fault
from core.text import tidy
from core.workbook import Cell, Workbook

MAX_ROWS = 20_000


@dataclass
class SheetRow:
    """A row of a sheet: its cells by column name, and where they stand."""

    sheet: str
    number: int
    cells: dict[str, str]
    letters: dict[str, str]
    errors: dict[str, str] = field(default_factory=dict)

    def place(self, column: str = "") -> str:
        """ "Actions, row 7, column C (text)"."""
        place = f"{self.sheet}, row {self.number}"
        if column in self.letters:
            place += f", column {self.letters[column]} ({column})"
        return place


def read_rows(
    workbook: Workbook, name: str, knows: Callable[[str], bool]
) -> tuple[list[SheetRow], list[Fault]]:
    """The filled rows of a sheet, and all that is wrong with its headings and cells.

    The first row holds the headings; `knows` tells whether one is a column of the sheet.
    """
    return rows_of(workbook.rows(name), name, knows)


def rows_of(
    numbered: Iterable[tuple[int, list[Cell]]], name: str, knows: Callable[[str], bool]
) -> tuple[list[SheetRow], list[Fault]]:
    """The same for rows that were read already, each with its number."""
    reader = _Sheet(name, knows)
    for number, cells in numbered:
        if number == 1:
            reader.read_headings(cells)
        elif not reader.read_row(number, cells):
            break
    return reader.rows, reader.faults


class _Sheet:
    def __init__(self, name: str, knows: Callable[[str], bool]) -> None:
        self.name = name
        self.knows = knows
        self.columns: list[str] = []
        self.letters: dict[str, str] = {}
        self.rows: list[SheetRow] = []
        self.faults: list[Fault] = []

    def read_headings(self, cells: list[Cell]) -> None:
        """The letter of each known column; what else stands in the heading is a fault."""
        self.columns = [tidy(cell.text) for cell in cells]
        for place, column in enumerate(self.columns, start=1):
            letter = get_column_letter(place)
            where = f"{self.name}, row 1, column {letter}"
            if not column:
                continue
            if column in self.letters:
                self.faults.append(Fault(where, f"the column “{column}” stands twice"))
            elif self.knows(column):
                self.letters[column] = letter
            else:
                self.faults.append(Fault(where, f"“{column}” is not a column of this sheet"))

    def read_row(self, number: int, cells: list[Cell]) -> bool:
        """Keep a row; False where the sheet has too many."""
        row = SheetRow(self.name, number, {}, self.letters)
        for place, cell in enumerate(cells):
            self._read_cell(row, place, cell)
        for column, problem in row.errors.items():
            self.faults.append(Fault(row.place(column), problem))
        if row.cells or row.errors:
            if len(self.rows) == MAX_ROWS:
                self.faults.append(Fault(row.place(), "the sheet has too many rows"))
                return False
            self.rows.append(row)
        return True

    def _read_cell(self, row: SheetRow, place: int, cell: Cell) -> None:
        text = tidy(cell.text)
        if not text and not cell.problem:
            return
        column = self.columns[place] if place < len(self.columns) else ""
        if not column:
            where = f"{self.name}, row {row.number}, column {get_column_letter(place + 1)}"
            self.faults.append(Fault(where, "the column has no heading"))
        elif column not in self.letters:
            return  # told at its heading
        elif cell.problem:
            row.errors[column] = cell.problem
        else:
            row.cells[column] = text
