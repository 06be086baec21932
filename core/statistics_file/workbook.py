"""Published figures as a workbook: cover, contents, notes, then one table to a sheet."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time
from decimal import Decimal
from typing import Any

from core.dates import in_words
from core.statistics_file.tables import StatisticsFile, StatisticsTable, Written

_NARROWEST, _WIDEST_FIGURE, _WIDEST_LABEL, _WIDEST_TEXT = 12, 20, 44, 90
_GAP = 2
"""Widths of columns, in letters."""


def workbook(file: StatisticsFile) -> bytes:
    """The workbook (XLSX): cover, contents, notes, then a sheet for each table."""
    return _Workbook(file).written()


class _Workbook:
    def __init__(self, file: StatisticsFile) -> None:
        import xlsxwriter  # slow to load

        self.file = file
        self.bytes = io.BytesIO()
        font = {"font_name": "Arial", "font_size": 12}
        self.book = xlsxwriter.Workbook(
            self.bytes, {"in_memory": True, "default_format_properties": font}
        )
        self.formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def written(self) -> bytes:
        file = self.file
        self.book.set_properties(
            {
                "title": file.title,
                "author": file.publisher,
                "company": file.publisher,
                "subject": file.period,
                "created": datetime.combine(file.published_on, time(), UTC),
            }
        )
        self._cover()
        explained = file.explained()
        inside = [(table.name, table.title) for table in file.tables]
        if explained:
            inside.insert(0, ("Notes", "Notes and markers"))
        self._about("Contents", ("Worksheet", "Title"), inside, linked=True)
        if explained:
            self._about("Notes", ("Note or marker", "What it means"), explained)
        for table in file.tables:
            self._table(table, bool(explained))
        self.book.close()
        return self.bytes.getvalue()

    def _format(self, **properties: Any) -> Any:
        key = tuple(sorted(properties.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format({"valign": "top", **properties})
        return self.formats[key]

    def _cover(self) -> None:
        file, sheet = self.file, self.book.add_worksheet("Cover_sheet")
        sheet.set_column(0, 0, _WIDEST_TEXT)
        sheet.write_string(0, 0, file.title, self._format(bold=True, font_size=16, text_wrap=True))
        lines = [
            f"Published by {file.publisher} on {in_words(file.published_on)}.",
            f"Period covered: {file.period}.",
            *file.introduction,
        ]
        for row, line in enumerate(lines, start=1):
            sheet.write_string(row, 0, line, self._format(text_wrap=True))
        head = len(lines) + 1
        sheet.write_string(head, 0, "Contact", self._format(bold=True, font_size=14))
        for row, line in enumerate(file.contact, start=head + 1):
            if "@" in line and " " not in line:
                sheet.write_url(row, 0, f"mailto:{line}", self._link(), line)
            else:
                sheet.write_string(row, 0, line, self._format(text_wrap=True))

    def _link(self) -> Any:
        return self._format(font_color="#0000ff", underline=1)

    def _about(
        self,
        name: str,
        headings: tuple[str, str],
        rows: Sequence[tuple[str, str]],
        linked: bool = False,
    ) -> None:
        """A sheet of two columns: the contents, the notes."""
        sheet = self.book.add_worksheet(name)
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, 1, _WIDEST_TEXT)
        title = "Contents" if linked else "Notes and markers"
        top = self._top(sheet, title, [])
        for row, (first, second) in enumerate(rows, start=top + 1):
            if linked:
                sheet.write_url(row, 0, f"internal:'{first}'!A1", self._link(), first)
            else:
                sheet.write_string(row, 0, first, self._format())
            sheet.write_string(row, 1, second, self._format(text_wrap=True))
        self._mark_up(sheet, name, top, len(rows), headings, len(headings))

    def _table(self, table: StatisticsTable, has_notes: bool) -> None:
        sheet = self.book.add_worksheet(table.name)
        where = ["Notes and markers are explained in the worksheet Notes."] if has_notes else []
        top = self._top(sheet, table.title, [*where, *table.notes])
        for place, width in enumerate(_widths(table)):
            sheet.set_column(place, place, width)
        for number, row in enumerate(table.rows, start=top + 1):
            for place in range(len(table.headings)):
                self._write(sheet, number, place, table.cell(row, place), place < table.labels)
        self._mark_up(sheet, table.name, top, len(table.rows), table.headings, table.labels)

    def _top(self, sheet: Any, title: str, lines: Sequence[str]) -> int:
        """Title and lines above a table; gives the row of its headings."""
        sheet.write_string(0, 0, title, self._format(bold=True, font_size=14))
        for row, line in enumerate(["This worksheet contains one table.", *lines], start=1):
            sheet.write_string(row, 0, line, self._format())
        return len(lines) + 2

    def _write(self, sheet: Any, row: int, place: int, cell: Written, label: bool) -> None:
        side = "left" if label else "right"
        if isinstance(cell, str):
            sheet.write_string(row, place, cell, self._format(align=side, text_wrap=label))
        else:
            # A year or a spinal point among the labels is no figure.
            number = "General" if label else _number_format(cell)
            sheet.write_number(row, place, cell, self._format(align=side, num_format=number))

    def _mark_up(
        self, sheet: Any, name: str, top: int, rows: int, headings: Sequence[str], labels: int
    ) -> None:
        """Mark the cells as a table of one row of headings, so that a screen reader tells them."""
        columns = [
            {
                "header": heading,
                "header_format": self._format(
                    bold=True,
                    text_wrap=True,
                    bottom=1,
                    align="left" if place < labels else "right",
                ),
            }
            for place, heading in enumerate(headings)
        ]
        sheet.add_table(
            top,
            0,
            top + rows,
            len(headings) - 1,
            {
                "name": f"{name}_data",
                "columns": columns,
                "style": None,
                "autofilter": False,
                "banded_rows": False,
                "first_column": True,
            },
        )


def _number_format(figure: int | Decimal) -> str:
    """With as many decimals as the figure is published to."""
    exponent = Decimal(figure).as_tuple().exponent
    decimals = max(-exponent, 0) if isinstance(exponent, int) else 0
    return f"#,##0.{'0' * decimals}" if decimals else "#,##0"


def _widths(table: StatisticsTable) -> Iterator[int]:
    """Of each column, as wide as its longest label or figure and the longest word above it."""
    for place, heading in enumerate(table.headings):
        texts = [*map(len, heading.split()), *(len(str(table.cell(r, place))) for r in table.rows)]
        widest = _WIDEST_LABEL if place < table.labels else _WIDEST_FIGURE
        yield min(max(*texts, _NARROWEST) + _GAP, widest)
