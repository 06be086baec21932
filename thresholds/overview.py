"""A version as its editor sees it: how many lines stand at each level under each heading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from core.text import counted
from thresholds.models import Domain, Heading, Level
from thresholds.reading import FrameworkReading


@dataclass(frozen=True)
class Square:
    """A level and a heading: what stands there, and where it is changed."""

    level: Level
    number: int
    protective: int
    url: str

    @property
    def in_words(self) -> str:
        """ "4 indicators, 1 protective factor", read out in place of the figures."""
        words = counted(self.number, "indicator")
        return f"{words}, {counted(self.protective, 'protective factor')}"


@dataclass(frozen=True)
class Row:
    """A heading over all levels."""

    heading: Heading
    squares: list[Square]


@dataclass(frozen=True)
class DomainRows:
    """A domain with its headings."""

    domain: Domain
    rows: list[Row]


def grid_of(reading: FrameworkReading) -> list[DomainRows]:
    """Every heading at every level, by domain."""
    return [
        DomainRows(
            each.domain, [Row(heading, _squares(reading, heading)) for heading in each.headings]
        )
        for each in reading.domains
    ]


def _squares(reading: FrameworkReading, heading: Heading) -> list[Square]:
    return [
        Square(
            cell.level,
            len(cell.indicators),
            len(cell.protective),
            reverse("thresholds:cell", args=[reading.framework.pk, cell.level.pk, heading.pk]),
        )
        for cell in reading.under_heading(heading)
    ]


def next_square(
    reading: FrameworkReading, level: Level, heading: Heading
) -> tuple[Level, Heading] | None:
    """The cell after one: the next level under the heading, then the next heading."""
    cells = list(_in_order(reading))
    place = cells.index((level, heading)) + 1
    return cells[place] if place < len(cells) else None


def _in_order(reading: FrameworkReading) -> Iterator[tuple[Level, Heading]]:
    return ((level, heading) for heading in reading.headings for level in reading.levels)
