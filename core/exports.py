"""A list as a file: every row that its filters leave, in its order, in the columns shown.

Days and figures stay days and figures. Text stays text, whatever it begins with: a
spreadsheet never takes a cell for a formula.
"""

from __future__ import annotations

import csv
import html
import io
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

from django.http import FileResponse
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django_tables2.rows import BoundRow

from core.dates import in_words
from core.tables import NumberColumn, Table

FIELD = "_export"
"""What an address says to ask for the file instead of the page."""
MOST_ROWS = 100_000
"""More rows would take longer than a page may take to be made."""
_AT_A_TIME = 2_000
_LONGEST_CELL = 32_767  # of a workbook
_NOT_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")
_FORMULA = tuple("=+-@＝＋－＠")

Cell = str | int | float | Decimal | date | datetime | None


@dataclass(frozen=True)
class About:
    """What the file is: its list, filters and order in words, who made it, where it is from."""

    name: str
    filters: list[tuple[str, str]]
    order: str
    made_by: str
    address: str


def file_of(table: Table, kind: str, about: About) -> FileResponse:
    """The download. It is written whole before it is sent: half a file would pass for all."""
    write, content_type = KINDS[kind]
    # The response closes it.
    file = tempfile.TemporaryFile()  # noqa: SIM115
    write(file, table, about)
    file.seek(0)
    name = f"{slugify(about.name)}-{timezone.localdate().isoformat()}.{kind}"
    return FileResponse(file, as_attachment=True, filename=name, content_type=content_type)


def _columns(table: Table) -> list[Any]:
    return [column for column in table.columns if not column.column.exclude_from_export]


def _rows(table: Table) -> Iterator[list[Cell]]:
    names = [column.name for column in _columns(table)]
    rows = table.data.data
    if hasattr(rows, "iterator"):
        rows = rows.iterator(chunk_size=_AT_A_TIME)
    for record in rows:
        row = BoundRow(record, table=table)
        yield [_cell(row.get_cell_value(name)) for name in names]


def _cell(value: Any) -> Cell:
    if value is None or (isinstance(value, int | float | Decimal) and not isinstance(value, bool)):
        return value
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        return timezone.localtime(value).replace(tzinfo=None)
    if isinstance(value, date):
        return value
    if isinstance(value, SafeString):
        return html.unescape(strip_tags(value)).strip()
    return str(value)


def _write_csv(file: IO[bytes], table: Table, _about: About) -> None:
    # Without the mark at the beginning Excel takes the file for Windows-1252.
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    writer = csv.writer(text)
    writer.writerow([csv_text(str(column.header)) for column in _columns(table)])
    for row in _rows(table):
        writer.writerow([_csv_cell(cell) for cell in row])
    text.flush()
    text.detach()


def _csv_cell(cell: Cell) -> Any:
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d %H:%M")
    if isinstance(cell, date):
        return cell.isoformat()
    return csv_text(cell) if isinstance(cell, str) else cell


def csv_text(text: str) -> str:
    """The text, after an apostrophe where a spreadsheet would take it for a formula.

    One more stands before what has apostrophes already, so that a file of ours is read back
    as it was typed.
    """
    bare = text.lstrip("'")
    formula = bare[:1] in ("\t", "\r", "\n") or bare.lstrip().startswith(_FORMULA)
    return f"'{text}" if text and formula else text


def _write_xlsx(file: IO[bytes], table: Table, about: About) -> None:
    import xlsxwriter  # slow to load

    workbook = xlsxwriter.Workbook(
        file,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    head = workbook.add_format(
        {"bold": True, "bg_color": "#1d3c6e", "font_color": "#ffffff", "valign": "top"}
    )
    formats = {
        str: workbook.add_format({"num_format": "@", "text_wrap": True, "valign": "top"}),
        date: workbook.add_format({"num_format": "d mmmm yyyy", "valign": "top", "align": "left"}),
        datetime: workbook.add_format(
            {"num_format": "d mmmm yyyy hh:mm", "valign": "top", "align": "left"}
        ),
        float: workbook.add_format({"valign": "top"}),
    }
    sheet = workbook.add_worksheet(_NOT_IN_SHEET_NAME.sub("-", about.name)[:31].strip("'"))
    sheet.freeze_panes(1, 0)
    columns = _columns(table)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, 14 if isinstance(column.column, NumberColumn) else 28)
        sheet.write_string(0, place, str(column.header), head)
    last = 0
    for last, row in enumerate(_rows(table), start=1):
        for place, cell in enumerate(row):
            _write_cell(sheet, last, place, cell, formats)
    sheet.autofilter(0, 0, last, max(len(columns) - 1, 0))
    _write_about(workbook, about, last, formats)
    workbook.close()


def _write_cell(sheet: Any, row: int, place: int, cell: Cell, formats: dict[type, Any]) -> None:
    if isinstance(cell, str):
        if cell:
            sheet.write_string(row, place, cell[:_LONGEST_CELL], formats[str])
    elif isinstance(cell, date):
        sheet.write_datetime(row, place, cell, formats[type(cell)])
    elif cell is not None:
        sheet.write_number(row, place, cell, formats[float])


def _write_about(workbook: Any, about: About, rows: int, formats: dict[type, Any]) -> None:
    sheet = workbook.add_worksheet("About")
    bold = workbook.add_format({"bold": True, "valign": "top"})
    sheet.set_column(0, 0, 24, bold)
    sheet.set_column(1, 1, 80, formats[str])
    made = timezone.localtime()
    facts = [
        ("List", about.name),
        ("Rows", f"{rows:,}, of those that {about.made_by} may read"),
        *(about.filters or [("Filters", "None")]),
        ("Order", about.order),
        ("Made by", about.made_by),
        ("Made on", f"{in_words(made.date())}, {made:%H:%M}"),
        ("The list on screen", about.address),
    ]
    for number, (label, text) in enumerate(facts):
        sheet.write_string(number, 0, label, bold)
        sheet.write_string(number, 1, text, formats[str])


KINDS = {
    "csv": (_write_csv, "text/csv; charset=utf-8"),
    "xlsx": (_write_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
