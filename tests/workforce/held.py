"""Snapshots that tests of profiles start from, and tables as tests read them."""

from __future__ import annotations

from datetime import date

from council.models import Directorate
from tests.factories import DirectorateFactory
from tests.factories.workforce import (
    DIRECT,
    LOWER,
    UPPER,
    PopulationCountFactory,
    PopulationFactory,
    SnapshotFactory,
    count_staff,
    print_shares,
    staff_category,
)
from workforce.analysis.layout import PrintedTable
from workforce.analysis.measures import TrueTeller
from workforce.models import Population, Snapshot

TRUE = TrueTeller()
LATEST, BEFORE, LONG_BEFORE = (date(year, 3, 31) for year in (2026, 2025, 2024))


def children() -> Directorate:
    return Directorate.objects.filter(name="Children").first() or DirectorateFactory(
        name="Children"
    )


def counted(directorate: Directorate | None, day: date = LATEST, more: int = 0) -> Snapshot:
    """40 and 160 staff in two bands, of whom 142 are women; `more` men above."""
    snapshot = SnapshotFactory(directorate=directorate, day=day)
    count_staff(
        snapshot,
        UPPER,
        40 + more,
        sex={"Female": 22, "Male": 18 + more},
        ethnicity={"White British": 30, "Indian": 3, "African": 2, "prefer_not": 1},
        disability={"Disabled": 2, "Not disabled": 30},
    )
    count_staff(
        snapshot,
        LOWER,
        160,
        sex={"Female": 120, "Male": 40},
        ethnicity={"White British": 100, "Pakistani": 40},
        disability={"Disabled": 10, "Not disabled": 90},
    )
    return snapshot


def printed(directorate: Directorate | None, day: date = LONG_BEFORE, **shares: str) -> Snapshot:
    """Percentages as published of those directly employed, public already."""
    snapshot = SnapshotFactory(directorate=directorate, day=day, way="percentages", is_public=True)
    print_shares(snapshot, DIRECT, **(shares or {"female": "70", "male": "30", "bme": "24.10"}))
    return snapshot


def three_years() -> Snapshot:
    """The latest of a directorate: two years counted, one as published; the council beside it
    but for the year before."""
    latest = counted(children())
    counted(None, more=50)
    counted(children(), BEFORE, more=10)
    printed(children())
    printed(None)
    return latest


def borough(characteristic: str = "ethnicity", **counts: int) -> Population:
    """The borough's population, by names of categories with _ for each space."""
    names = {name.replace("_", " "): count for name, count in counts.items()}
    categories = {name: staff_category(name) for name in names}
    held = next(iter(categories.values())).list
    assert held.characteristic == characteristic
    population = PopulationFactory(list=held)
    for name, category in categories.items():
        PopulationCountFactory(population=population, category=category, count=names[name])
    return population


def cells(table: PrintedTable | None) -> dict[tuple[str, str], list[str]]:
    """The texts of a table by the heading and the label of their line."""
    assert table is not None
    return {
        (group.heading, line.label): [cell.text for cell in line.cells]
        for group in table.line_groups
        for line in group.lines
    }


def lines(table: PrintedTable | None) -> dict[str, list[str]]:
    """The same of a table without headings over its lines."""
    return {label: texts for (_, label), texts in cells(table).items()}
