"""The multi-year table as a file: one line for each printed row, a column for each year."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import django_tables2 as tables

from core.tables import Column, NumberColumn, Table
from incidents.analysis.changes import changes_of
from incidents.analysis.table import MultiYearTable


class YearsTable(Table):
    """The rows of a multi-year table, for its CSV and XLSX."""

    one, many = "row", "rows"
    section = Column()
    row = Column()

    @classmethod
    def of(cls, table: MultiYearTable) -> YearsTable:
        """With a column for each of the table's years."""
        columns: list[tuple[str, tables.Column]] = [
            (f"year_{place}", NumberColumn(verbose_name=year.name))
            for place, year in enumerate(table.years)
        ]
        return cls(list(_lines(table)), extra_columns=columns)


def _lines(table: MultiYearTable) -> Iterator[dict[str, Any]]:
    for row in table.heads:
        yield _line("Returns", row.label, row.values)
    changes = changes_of(table.years)
    yield _line("Returns", "Change on the year before", [each.difference for each in changes])
    yield _line(
        "Returns",
        "Incidents per 1,000 pupils",
        [None if year.rate is None else round(year.rate, 2) for year in table.years],
    )
    yield _line("Returns", "Pupils on roll used", [year.pupils for year in table.years])
    for section in table.sections:
        for row in section.rows:
            yield _line(section.heading, row.label, row.values)


def _line(section: str, label: str, values: list[Any]) -> dict[str, Any]:
    years = {f"year_{place}": value for place, value in enumerate(values)}
    return {"section": section, "row": label, **years}
