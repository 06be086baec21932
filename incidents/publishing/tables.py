"""The tables that are published of a kind of incident: which quantities, in which rows.

    the multi-year table         years across; the breakdowns by broad groups
    by phase, by area            incidents by year, with the rate of each phase

The public sees areas and phases, never a school: where fewer than three schools of a phase or
an area returned, its figure is that of single schools and is hidden whatever it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from core.disclosure import NOT_RECORDED, RECORDED, TOTAL, Figure, Key, Quantities, Ratio, by_years
from incidents.analysis.groups import Grouping, GroupYear, groupings_of
from incidents.analysis.table import MultiYearTable
from incidents.analysis.years import Scope, YearOfReturns, years_of
from incidents.models import IncidentType

FEWEST_SCHOOLS = 3
"""So many schools must have returned before their figures together are not those of one."""


@dataclass(frozen=True)
class PrintedRow:
    """A row of a table: its words, and for each year the quantity or rate that is printed.

    None where nothing is held. A row of schools is printed as it is: schools are no people.
    """

    label: str
    cells: list[Key | Ratio | None]
    section: str = ""
    plain: list[int | None] = field(default_factory=list)


@dataclass(frozen=True)
class PrintedTable:
    """A table with its caption."""

    key: str
    caption: str
    rows: list[PrintedRow]


@dataclass(frozen=True)
class Tables:
    """All tables of a publication, what they are made of, and what is hidden beforehand."""

    table: MultiYearTable
    """What the first of them prints, with its true figures."""
    quantities: Quantities
    tables: list[PrintedTable]
    hide: frozenset[Key]
    notes: list[tuple[str, str]]
    names: dict[Key, Key] = field(default_factory=dict)
    """The quantities that have another name since they were revised; of the others none."""

    @property
    def years(self) -> list[YearOfReturns]:
        return self.table.years

    def name(self, key: Key) -> Key:
        """The name that a quantity has here."""
        return self.names.get(key, key)


def tables_of(incident_type: IncidentType, most_years: int = 5) -> Tables:
    """What would be published today of a kind of incident."""
    years = years_of(incident_type, Scope(), most_years)
    table = MultiYearTable(years)
    groups = [_Groups(each) for each in groupings_of(incident_type, years)]
    quantities = _quantities(table, groups)
    return Tables(
        table=table,
        quantities=quantities,
        tables=[_multi_year(table, quantities), *(each.table(years) for each in groups)],
        hide=frozenset(key for each in groups for key in each.too_few(years)),
        notes=table.notes,
    )


@dataclass(frozen=True)
class _Groups:
    """The years of each phase, or of each area."""

    grouping: Grouping

    @property
    def key(self) -> str:
        return self.grouping.key

    @property
    def groups(self) -> dict[str, dict[str, GroupYear]]:
        return self.grouping.groups

    def counts(self) -> dict[str, dict[str, Figure]]:
        return {
            name: {year: held.total for year, held in by_year.items()}
            for name, by_year in self.groups.items()
        }

    def too_few(self, years: Sequence[YearOfReturns]) -> Iterator[Key]:
        """The figures of so few schools that they tell of single ones."""
        for name, by_year in self.groups.items():
            for year in years:
                held = by_year.get(year.name)
                if held is not None and held.returning < FEWEST_SCHOOLS:
                    yield (year.name, self.key, name)

    def rates(self) -> Iterator[tuple[str, str, Ratio]]:
        """The rate of each group by year, where the rolls of all its schools are known."""
        for name, by_year in self.groups.items():
            for year, held in by_year.items():
                if held.pupils and held.counted_in_rate == held.total:
                    yield name, year, _rate((year, self.key, name), held.pupils)

    def table(self, years: Sequence[YearOfReturns]) -> PrintedTable:
        rates = {(name, year): ratio for name, year, ratio in self.rates()}
        rows = []
        for name, by_year in self.groups.items():
            if not by_year:
                continue
            keys: list[Key | Ratio | None] = [
                (year.name, self.key, name) if year.name in by_year else None for year in years
            ]
            returning = [
                by_year[year.name].returning if year.name in by_year else None for year in years
            ]
            rows.append(PrintedRow("Incidents", keys, name))
            if self.key == "phase":
                per: list[Key | Ratio | None] = [rates.get((name, year.name)) for year in years]
                rows.append(PrintedRow("Incidents per 1,000 pupils", per, name))
            rows.append(PrintedRow("Schools making a return", [], name, returning))
        return PrintedTable(self.key, f"By {self.grouping.heading.lower()}", rows)


def _rate(key: Key, pupils: int) -> Ratio:
    return Ratio(key, pupils, per=1000, decimals=1)


def _whole_rate(year: YearOfReturns) -> Ratio | None:
    if year.pupils is None or year.counted_in_rate != year.total:
        return None
    return _rate((year.name, TOTAL), year.pupils)


def _quantities(table: MultiYearTable, groups: Sequence[_Groups]) -> Quantities:
    names = [year.name for year in table.years]
    totals: dict[str, Figure] = {year.name: year.total for year in table.years}
    adding_up: dict[str, dict[str, dict[str, Figure]]] = {}
    apart: dict[Key, Figure] = {}
    for section in table.sections:
        counts: dict[str, dict[str, Figure]] = {
            row.label: dict(zip(names, row.values, strict=True)) for row in section.rows
        }
        if section.breakdown.several:
            # Several may be given to one incident, so they add up to nothing.
            apart |= {
                (year, section.breakdown.key, label): figure
                for label, by_year in counts.items()
                for year, figure in by_year.items()
            }
        else:
            adding_up[section.breakdown.key] = counts
    for each in groups:
        adding_up[each.key] = each.counts()
    ratios = [ratio for year in table.years if (ratio := _whole_rate(year))]
    ratios += [ratio for each in groups if each.key == "phase" for _, _, ratio in each.rates()]
    whole = by_years(totals, adding_up)
    return Quantities({**whole.figures, **apart}, whole.sums, tuple(ratios))


def _multi_year(table: MultiYearTable, quantities: Quantities) -> PrintedTable:
    years = table.years
    rows = [
        PrintedRow("Number of schools making a return", [], "", [y.returning for y in years]),
        PrintedRow("Schools reporting no incidents", [], "", [y.nil for y in years]),
        PrintedRow(
            "Total number of incidents",
            [(y.name, TOTAL) if y.total is not None else None for y in years],
        ),
        PrintedRow("Incidents per 1,000 pupils", [_whole_rate(year) for year in years]),
    ]
    for section in table.sections:
        key = section.breakdown.key
        for row in section.rows:
            cells: list[Key | Ratio | None] = [
                (year.name, key, row.label) if value is not None else None
                for year, value in zip(years, row.values, strict=True)
            ]
            rows.append(PrintedRow(row.label, cells, section.heading))
        for label, rest in (("Not recorded", NOT_RECORDED), ("All of them", RECORDED)):
            left: list[Key | Ratio | None] = [
                (year.name, key, rest) if (year.name, key, rest) in quantities.figures else None
                for year in years
            ]
            if any(left):
                rows.append(PrintedRow(label, left, section.heading))
    return PrintedTable("years", "Incidents by year", rows)
