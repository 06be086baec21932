"""The tables of a profile as a file: one line for each figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from core.tables import Column, NumberColumn, Table
from core.text import figure_in
from workforce.analysis.layout import PrintedTable


class FiguresTable(Table):
    """Every figure of some tables, for their CSV and XLSX."""

    one, many = "figure", "figures"
    table = Column()
    group = Column()
    row = Column()
    organisation = Column()
    column = Column()
    figure = NumberColumn()

    @classmethod
    def of(cls, tables: Iterable[PrintedTable]) -> FiguresTable:
        """With the notes of each table after its figures."""
        return cls([line for table in tables for line in (*_figures(table), *_notes(table))])


def _figures(table: PrintedTable) -> Iterator[dict[str, Any]]:
    for group in table.line_groups:
        for line in group.lines:
            for (heading, column), cell in zip(table.columns, line.cells, strict=True):
                if cell.text:
                    figure = figure_in(cell.text)
                    yield {
                        "table": table.caption,
                        "group": group.heading,
                        "row": line.label,
                        "organisation": heading,
                        "column": column,
                        "figure": cell.text if figure is None else figure,
                    }


def _notes(table: PrintedTable) -> Iterator[dict[str, Any]]:
    return ({"table": table.caption, "group": "Notes", "row": note} for note in table.notes)
