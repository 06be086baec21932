"""The rows of a CSV file by the headings of its columns, as Excel and other programs write it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from core.exports import csv_text
from core.faults import Fault, FaultyFile
from core.sheets import SheetRow, rows_of
from core.text import tidy
from core.uploads import RefusedFile, check_size, is_locked, is_zip
from core.workbook import Cell

DELIMITERS = ",;\t"
WIDEST = 1_000_000
"""Longest cell that is read: longer than any text that is kept."""
NOT_CSV = "The file is not a CSV file"
MOST_CELLS = 200
"""So many cells a row may have; a file of figures or names needs a dozen."""


def read_csv(
    content: bytes, name: str, columns: frozenset[str]
) -> tuple[list[SheetRow], list[Fault]]:
    """The filled rows of a file, and all that is wrong with its headings and cells.

    UTF-8 is read, else Windows-1252, which Excel writes; commas, semicolons or tabs stand
    between the cells. Headings may be written with capitals. Raises RefusedFile for what is
    no text, is empty or is too large.
    """
    check_size(content)
    refuse_workbook(content)
    text = _decoded(content)
    if "\0" in text:
        raise RefusedFile(NOT_CSV)
    numbered = ((n, [Cell(cell) for cell in line]) for n, line in enumerate(_lines(text), start=1))
    return rows_of(numbered, name, columns.__contains__)


def open_csv(
    content: bytes, name: str, columns: frozenset[str]
) -> tuple[list[SheetRow], list[Fault]]:
    """The same for an import. Raises FaultyFile for what cannot be read at all."""
    try:
        return read_csv(content, name, columns)
    except RefusedFile as refused:
        raise FaultyFile([Fault("", str(refused))]) from None


def refuse_workbook(start: bytes) -> None:
    """Refuses a file that begins as a workbook does."""
    if is_zip(start) or is_locked(start):
        raise RefusedFile("The file is a workbook. Save it as CSV")


def delimiter_of(first: str) -> str:
    """What stands between the cells of a file, by its first line."""
    return max(DELIMITERS, key=first.count)


def cells_of(lines: Iterable[str], delimiter: str) -> Iterator[list[str]]:
    """The rows one by one, so that one that nobody can have meant is refused before it is kept."""
    csv.field_size_limit(WIDEST)
    try:
        for number, line in enumerate(csv.reader(lines, delimiter=delimiter, strict=False), 1):
            if len(line) > MOST_CELLS:
                raise RefusedFile(f"Row {number} has more than {MOST_CELLS} cells")
            yield line
    except csv.Error:
        raise RefusedFile(f"{NOT_CSV}, or has a cell that is too long") from None


def as_typed(cell: str) -> str:
    """Without the apostrophe that our own files put before what looks like a formula."""
    return cell[1:] if cell.startswith("'") and csv_text(cell[1:]) == cell else cell


def _lines(text: str) -> Iterator[list[str]]:
    """The rows, the first with its headings without capitals."""
    rows = cells_of(io.StringIO(text, newline=""), delimiter_of(text.split("\n", 1)[0]))
    for number, line in enumerate(rows, start=1):
        yield [tidy(cell).casefold() if number == 1 else as_typed(cell) for cell in line]


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("windows-1252", errors="replace")
