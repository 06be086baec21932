"""Workbooks for tests, as people and programs make them."""

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import openpyxl

from plans.exchange.xlsx_write import write_xlsx
from tests.plans.documents import document


def workbook_of(data: dict[str, Any]) -> bytes:
    return write_xlsx(document(data))


def changed(content: bytes, change: Callable[[Any], None]) -> bytes:
    """The workbook after somebody changed it: `change` gets it as openpyxl opens it."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    change(book)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def set_cells(sheet: str, **cells: Any) -> Callable[[Any], None]:
    """A change that types into cells: set_cells("Plan", A2="x")."""

    def change(book: Any) -> None:
        for place, value in cells.items():
            book[sheet][place] = value

    return change


def column(sheet: Any, name: str) -> str:
    """The letter of the column with a heading."""
    return next(cell.column_letter for cell in sheet[1] if cell.value == name)


def type_into(sheet: str, name: str, value: Any, *, row: int = 2, number_format: str = "") -> Any:
    """A change that types a value below a heading, with the format Excel would give it."""

    def change(book: Any) -> None:
        cell = book[sheet][f"{column(book[sheet], name)}{row}"]
        cell.value = value
        cell.number_format = number_format or "General"

    return change


def with_parts(content: bytes, parts: Mapping[str, bytes | str]) -> bytes:
    """The workbook with some of its files replaced or added."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        kept = {name: archive.read(name) for name in archive.namelist()}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (kept | dict(parts)).items():
            archive.writestr(name, data)
    return made.getvalue()


def part_of(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode()
