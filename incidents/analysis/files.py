"""The analysis as a file: one line for each printed row, a column for each year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import django_tables2 as tables

from core.tables import Column, NumberColumn, Table
from incidents.analysis.changes import changes_of
from incidents.analysis.groups import Grouping
from incidents.analysis.table import MultiYearTable


class YearsTable(Table):
    """The rows of the analysis, for its CSV and XLSX."""

    one, many = "row", "rows"
    section = Column()
    row = Column()

    @classmethod
    def of(cls, table: MultiYearTable, groupings: Sequence[Grouping] = ()) -> YearsTable:
        """With a column for each of the table's years."""
        columns: list[tuple[str, tables.Column]] = [
            (f"year_{place}", NumberColumn(verbose_name=year.heading))
            for place, year in enumerate(table.years)
        ]
        lines = [*_lines(table), *_lines_of_groups(table, groupings), *_notes(table)]
        return cls(lines, extra_columns=columns)


def _lines(table: MultiYearTable) -> Iterator[dict[str, Any]]:
    for row in table.heads:
        yield _line("Returns", row.label, row.values)
    changes = changes_of(table.years)
    yield _line("Returns", "Change on the year before", [each.difference for each in changes])
    yield _line("Returns", "Incidents per 1,000 pupils", [year.rate for year in table.years])
    yield _line(
        "Returns",
        "Pupils on roll, of schools that returned",
        [year.pupils for year in table.years],
    )
    for section in table.sections:
        for row in section.rows:
            yield _line(section.heading, row.label, row.values)
        if section.says_differences:
            yield _line(section.heading, "Beside the total", section.differences)


def _lines_of_groups(
    table: MultiYearTable, groupings: Sequence[Grouping]
) -> Iterator[dict[str, Any]]:
    for grouping in groupings:
        for name, held in grouping.rows(table.years):
            section = f"{grouping.heading}: {name}"
            yield _line(section, "Incidents", [each and each.total for each in held])
            yield _line(
                section, "Incidents per 1,000 pupils", [each and each.rate for each in held]
            )
            yield _line(
                section, "Schools making a return", [each and each.returning for each in held]
            )


def _notes(table: MultiYearTable) -> Iterator[dict[str, Any]]:
    for words in table.all_notes:
        yield _line("Notes", words, [])


def _line(section: str, label: str, values: Sequence[Any]) -> dict[str, Any]:
    years = {f"year_{place}": value for place, value in enumerate(values)}
    return {"section": section, "row": label, **years}
