"""The list of what has been published."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables

from core.tables import Column, DayColumn, Table
from incidents.analysis.years import year_heading
from incidents.models import PublishedReturns


class PublishedTable(Table):
    """Publications, the latest first."""

    caption = "Published figures"
    one, many = "publication", "publications"
    type = Column(linkify=lambda record: record.get_absolute_url(), verbose_name="Kind of incident")
    years = Column(empty_values=(), orderable=False)
    published_at = DayColumn(verbose_name="Published on")
    published_by_name = Column(verbose_name="By")

    class Meta(Table.Meta):
        model = PublishedReturns
        fields = ("type", "years", "published_at", "published_by_name")

    def render_years(self, record: PublishedReturns) -> str:
        return f"{record.first_year} to {record.last_year}"


def headings_of(record: dict[str, Any]) -> list[str]:
    """What stands above the columns of a publication."""
    return [year_heading(year["name"], borough=year["borough"]) for year in record["years"]]


class PublishedRows(Table):
    """The rows of a publication, for its files: each printed text as it was printed."""

    one, many = "row", "rows"
    table = Column()
    section = Column()
    row = Column()

    @classmethod
    def of(cls, record: dict[str, Any]) -> PublishedRows:
        """With a column for each year."""
        columns: list[tuple[str, tables.Column]] = [
            (f"year_{place}", Column(verbose_name=heading))
            for place, heading in enumerate(headings_of(record))
        ]
        rows = [
            {
                "table": table["caption"],
                "section": section["heading"],
                "row": row["label"],
                **{f"year_{n}": cell["text"] for n, cell in enumerate(row["cells"])},
            }
            for table in record["tables"]
            for section in table["sections"]
            for row in section["rows"]
        ]
        rows += [{"table": "Notes", "section": "", "row": words} for words in record["notes"]]
        return cls(rows, extra_columns=columns)
