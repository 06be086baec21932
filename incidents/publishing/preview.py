"""What a publication would print, and why; the record that stays when it is published."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from django.utils import timezone

from core.column_chart import ColumnChart, column_chart
from core.dates import in_words
from core.disclosure import (
    TOTAL,
    Key,
    Kind,
    Publication,
    Ratio,
    Reason,
    Release,
    hidden_in_words,
    joined,
    kept,
    mark_of,
    preferred,
    publish,
    release_of,
)
from council.models import Council, DisclosureProfile
from incidents.analysis.years import rate_of
from incidents.models import IncidentType, PublishedReturns
from incidents.publishing.revisions import with_revised_figures
from incidents.publishing.tables import FEWEST_SCHOOLS, PrintedRow, Tables, tables_of

FEW_SCHOOLS = f"it is that of fewer than {FEWEST_SCHOOLS} schools"
BLANK = "A blank cell: nothing is held, or the row does not apply to that year."
_CHARTED = "victim_ethnicity"


@dataclass(frozen=True)
class ShownCell:
    """A cell as it is printed, with the true figure and the reason, for officers only."""

    text: str
    true: str = ""
    reason: str = ""
    key: str = ""
    """Names the quantity, where an officer can ask to keep it."""
    kept: bool = False
    """Whether an officer has asked for that."""


class Preview:
    """What would leave the council today of a kind of incident.

    `keep` are the figures that officers prefer to keep, by the key of their cells. Raises
    `core.disclosure.NotSafe` where no safe publication is found.
    """

    def __init__(self, incident_type: IncidentType, keep: Collection[str] = ()) -> None:
        self.type = incident_type
        self.keep = frozenset(keep)

    @cached_property
    def tables(self) -> Tables:
        return with_revised_figures(tables_of(self.type), self._past)

    @cached_property
    def _past(self) -> list[Release]:
        """Every release that tells of the same people."""
        records = PublishedReturns.objects.filter(type=self.type).values_list("record", flat=True)
        return [release_of(record["release"]) for record in records]

    @cached_property
    def seen(self) -> str:
        """A mark of the true figures that it was made of: another one means that some changed."""
        return mark_of(self.tables.quantities)

    @cached_property
    def publication(self) -> Publication:
        profile = DisclosureProfile.of(DisclosureProfile.UsedFor.INCIDENTS)
        return publish(
            self.tables.quantities,
            profile,
            past=self._past,
            hide=self.tables.hide,
            keep=preferred(self.tables.quantities.figures, self.keep),
        )

    @property
    def years(self) -> list[str]:
        return [year.name for year in self.tables.years]

    @property
    def headings(self) -> list[str]:
        """What stands above the columns."""
        return [year.heading for year in self.tables.years]

    @property
    def hidden_in_words(self) -> str:
        """How many figures are hidden, and whether fewer would do."""
        return hidden_in_words(self.publication)

    def rows(self) -> list[dict[str, Any]]:
        """The tables, cell by cell, ready to be shown."""
        return [
            {
                "key": table.key,
                "caption": table.caption,
                "sections": [
                    {
                        "heading": heading,
                        "rows": [{"label": row.label, "cells": self._cells(row)} for row in rows],
                    }
                    for heading, rows in groupby(table.rows, key=lambda row: row.section)
                ],
            }
            for table in self.tables.tables
        ]

    def _cells(self, row: PrintedRow) -> list[ShownCell]:
        if row.plain:
            return [ShownCell("" if n is None else f"{n:,}") for n in row.plain]
        return [self._cell(quantity) for quantity in row.cells]

    def _cell(self, quantity: Key | Ratio | None) -> ShownCell:
        if quantity is None:
            return ShownCell("")
        if isinstance(quantity, Ratio):
            cell = self.publication.ratios[quantity]
            return ShownCell(cell.text, self._true_rate(quantity), _words(cell.reason))
        cell = self.publication.cells[quantity]
        true = self.tables.quantities.figures[quantity]
        is_kept = joined(quantity) in self.keep
        can_be_asked_for = is_kept or quantity in self.publication.pattern.secondary
        return ShownCell(
            cell.text,
            "" if true is None or isinstance(true, Kind) else f"{true:,}",
            _words(cell.reason),
            joined(quantity) if can_be_asked_for else "",
            is_kept,
        )

    def _true_rate(self, ratio: Ratio) -> str:
        true = self.tables.quantities.figures[ratio.numerator]
        if not isinstance(true, int) or not isinstance(ratio.denominator, int):
            return ""
        return str(rate_of(true, ratio.denominator))

    def record(self) -> dict[str, Any]:
        """All that the documents of this publication print, now and ever after."""
        council = Council.current()
        tables = self.rows()
        for row in (r for t in tables for section in t["sections"] for r in section["rows"]):
            row["cells"] = [
                {"text": cell.text, "true": cell.true, "reason": cell.reason}
                for cell in row["cells"]
            ]
        return {
            "council": council.name,
            "look": {
                "accent": council.accent_colour,
                "telephone": council.telephone,
                "email": council.email,
            },
            "type": self.type.name,
            "definition": self.type.definition,
            "years": [
                {"name": year.name, "borough": year.is_borough_total, "open": year.is_open}
                for year in self.tables.years
            ],
            "tables": tables,
            "charts": [chart.in_numbers for chart in self._charts() if chart],
            "notes": self.notes,
            "markers": list(self.publication.notes),
            "hidden": self.hidden_in_words,
            "on": in_words(timezone.localdate()),
            "release": kept(self.publication.release),
        }

    def _charts(self) -> list[ColumnChart | None]:
        """Incidents by year, and the ethnicity of victims: what is hidden is not drawn."""
        totals = [self._printed((year, TOTAL)) for year in self.years]
        labels = [row.label for row in self.tables.table.rows_of(_CHARTED)]
        series = [
            [self._printed((year, _CHARTED, label)) for year in self.years] for label in labels
        ]
        return [
            column_chart("Incidents by year", self.years, [totals], []),
            column_chart("Ethnicity of victims by year", self.years, series, labels),
        ]

    def _printed(self, key: Key) -> str:
        cell = self.publication.cells.get(self.tables.name(key))
        return cell.text if cell else ""

    @property
    def notes(self) -> list[str]:
        """All that stands under the tables, as the public reads it."""
        years = [f"{year}: {words}" for year, words in self.tables.notes]
        return [*self.publication.notes, BLANK, *years, *self.tables.table.roll_notes]


def _words(reason: Reason | None) -> str:
    """Why a figure is hidden; here officers choose none but those of few schools."""
    if reason is None:
        return ""
    return FEW_SCHOOLS if reason is Reason.OFFICER else reason.value
