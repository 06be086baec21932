"""A table as it is shown and printed: headings over columns, groups of lines, cells, notes."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from workforce.analysis.measures import Cell


@dataclass(frozen=True)
class ColumnGroup:
    """Columns under one heading: those of an organisation."""

    heading: str
    columns: list[str]


@dataclass(frozen=True)
class Line:
    """A line with its cells; `earlier` years stand in italics, finer categories are set in."""

    label: str
    cells: list[Cell]
    earlier: bool = False
    level: int = 0


@dataclass(frozen=True)
class LineGroup:
    """Lines under one heading; without a heading they stand by themselves."""

    heading: str
    lines: list[Line]


@dataclass(frozen=True)
class PrintedTable:
    """A table, ready to be shown, printed or kept."""

    key: str
    caption: str
    first_heading: str
    """What stands above the labels of the lines."""
    column_groups: list[ColumnGroup]
    line_groups: list[LineGroup]
    notes: list[str] = field(default_factory=list)

    @property
    def columns(self) -> list[tuple[str, str]]:
        """Every column with the heading above it."""
        return [(each.heading, column) for each in self.column_groups for column in each.columns]

    @property
    def width(self) -> int:
        """How many columns it has with that of the labels."""
        return len(self.columns) + 1

    @property
    def is_empty(self) -> bool:
        return not any(
            cell.text for group in self.line_groups for line in group.lines for cell in line.cells
        )

    @property
    def as_record(self) -> dict[str, Any]:
        """In plain words and lists, as it is kept when it is published."""
        return {**asdict(self), "width": self.width}


def without_empty_columns(table: PrintedTable) -> PrintedTable:
    """A table without the columns of which nothing is held in any line."""
    lines = [line for group in table.line_groups for line in group.lines]
    held = [any(line.cells[n].text for line in lines) for n in range(len(table.columns))]
    places = iter(held)
    groups = [
        ColumnGroup(each.heading, [column for column in each.columns if next(places)])
        for each in table.column_groups
    ]

    def narrowed(line: Line) -> Line:
        cells = [cell for cell, is_held in zip(line.cells, held, strict=True) if is_held]
        return Line(line.label, cells, line.earlier, line.level)

    return PrintedTable(
        table.key,
        table.caption,
        table.first_heading,
        [each for each in groups if each.columns],
        [
            LineGroup(each.heading, [narrowed(line) for line in each.lines])
            for each in table.line_groups
        ],
        table.notes,
    )
