"""The multi-year table as the council prints it: years across, the rows of the handbook.

    Number of schools making a return; schools reporting no incidents; total number of
    incidents; then each breakdown under its heading.

A cell of which nothing is held stays blank. Years that were asked by other categories are set
beside one another by the broad groups as which the finer ones count, or as they were asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from incidents.analysis.years import YearOfReturns
from incidents.breakdowns import BREAKDOWNS, Breakdown
from incidents.differences import difference_in_words
from incidents.models import Category


@dataclass(frozen=True)
class TableRow:
    """A row: its words and a figure for each year, None where none is held."""

    label: str
    values: list[int | None]


@dataclass(frozen=True)
class TableSection:
    """A breakdown with its rows, and for each year how its sum compares with the total."""

    breakdown: Breakdown
    rows: list[TableRow]
    recorded: list[int | None]
    differences: list[str]

    @property
    def heading(self) -> str:
        return self.breakdown.heading

    @property
    def says_differences(self) -> bool:
        return any(self.differences)


class MultiYearTable:
    """Years of returns side by side."""

    def __init__(self, years: Sequence[YearOfReturns], *, broad: bool = True) -> None:
        self.years = list(years)
        self.broad = broad
        """Whether finer groups are counted as the broad ones of other years."""
        held = Category.objects.select_related("list")
        self._rows = held.broadest() if broad else held.in_bulk()

    @property
    def heads(self) -> list[TableRow]:
        """The rows above the breakdowns."""
        return [
            self._head("Number of schools making a return", "returning"),
            self._head("Schools reporting no incidents", "nil"),
            self._head("Total number of incidents", "total"),
        ]

    def _head(self, label: str, key: str) -> TableRow:
        return TableRow(label, [getattr(year, key) for year in self.years])

    @cached_property
    def sections(self) -> list[TableSection]:
        """The breakdowns of which anything is held."""
        found = [self._section(breakdown) for breakdown in BREAKDOWNS]
        return [section for section in found if section.rows]

    def rows_of(self, key: str) -> list[TableRow]:
        """The rows of a breakdown; none where nothing of it is held."""
        found = (section.rows for section in self.sections if section.breakdown.key == key)
        return next(found, [])

    def _section(self, breakdown: Breakdown) -> TableSection:
        rows = []
        for name, label in self._labels(breakdown).items():
            values = [self._value(year, breakdown, name) for year in self.years]
            if any(value is not None for value in values):
                rows.append(TableRow(label, values))
        recorded = [year.recorded(breakdown.key) for year in self.years]
        return TableSection(
            breakdown,
            rows,
            recorded,
            [
                difference_in_words(breakdown, sum_, year.total)
                for sum_, year in zip(recorded, self.years, strict=True)
            ],
        )

    def _labels(self, breakdown: Breakdown) -> dict[str, str]:
        """The rows of a breakdown over all years, later lists after earlier ones. Categories of
        the same name are one row, whatever lists they stand in."""
        found: dict[str, Category] = {}
        for year in self.years:
            for category in year.categories.get(breakdown.dimension, ()):
                found.setdefault(self._name(category), self._rows[category.pk])
        in_order = sorted(found.items(), key=lambda row: (row[1].list.valid_from, row[1].position))
        return {name: category.name for name, category in in_order}

    def _name(self, category: Category) -> str:
        return self._rows[category.pk].name.casefold()

    def _value(self, year: YearOfReturns, breakdown: Breakdown, name: str) -> int | None:
        held = [
            year.counts[breakdown.key, category.pk]
            for category in year.categories.get(breakdown.dimension, ())
            if self._name(category) == name and (breakdown.key, category.pk) in year.counts
        ]
        return sum(held) if held else None

    @property
    def lists_differ(self) -> bool:
        """Whether its years were asked by different categories of any kind."""
        for breakdown in BREAKDOWNS:
            lists = {
                category.list_id
                for year in self.years
                for category in year.categories.get(breakdown.dimension, ())
            }
            if len(lists) > 1:
                return True
        return False

    @property
    def notes(self) -> list[tuple[str, str]]:
        """What must be known of a year to compare it: the year and the words."""
        notes = []
        for year in self.years:
            if year.is_borough_total:
                source = f" (source: {year.source})" if year.source else ""
                notes.append((year.name, f"Held as totals of the borough only{source}."))
            if year.is_open:
                notes.append(
                    (year.name, "Still being collected: schools can return until it closes.")
                )
            if year.note:
                notes.append((year.name, year.note))
        return notes

    @property
    def roll_notes(self) -> list[str]:
        """By which pupils each year's rate is worked out."""
        return [f"{year.name}: {year.roll_note}" for year in self.years if year.roll_note]

    @property
    def all_notes(self) -> list[str]:
        """All that stands under the table."""
        notes = [
            "A blank cell: nothing is held. A school that made no return is not counted as having "
            "had none."
        ]
        notes += self.roll_notes
        if self.lists_differ:
            finer = " Finer groups are counted as the broad ones." if self.broad else ""
            notes.append(f"Years were asked by different categories.{finer}")
        return notes + [f"{year}: {words}" for year, words in self.notes]
