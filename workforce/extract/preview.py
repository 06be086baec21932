"""The tables of what an extract comes to, each year before under it where it is held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.dates import in_words
from workforce.characteristics import Headline
from workforce.figures import GroupFigures, figures_of
from workforce.models import Snapshot
from workforce.series import years_of

NOT_HELD = "–"


@dataclass(frozen=True)
class Line:
    """The figures of a group as they are shown; those of the year before with their day."""

    name: str
    cells: list[str]
    day: str = ""


@dataclass(frozen=True)
class SnapshotTable:
    """The headcount and percentages of an organisation by group."""

    organisation: str
    headings: list[str]
    lines: list[Line]


def tables_of(snapshots: Sequence[Snapshot]) -> list[SnapshotTable]:
    """A table of each, that of the whole council (the last) first."""
    before = {each.pk: years_of(each, years=2)[1:] for each in snapshots}
    figures = figures_of([*snapshots, *(year for years in before.values() for year in years)])
    headings = ["Headcount", *(f"{headline.label} %" for headline in Headline)]
    tables = []
    for snapshot in (*snapshots[-1:], *snapshots[:-1]):
        lines = []
        for of_group in figures[snapshot.pk].groups:
            lines.append(Line(of_group.group.name, _cells(of_group)))
            for year in before[snapshot.pk]:
                if earlier := figures[year.pk].of(of_group.group):
                    lines.append(Line(of_group.group.name, _cells(earlier), in_words(year.day)))
        tables.append(SnapshotTable(snapshot.organisation, headings, lines))
    return tables


def _cells(figures: GroupFigures) -> list[str]:
    headcount = NOT_HELD if figures.headcount is None else f"{figures.headcount:,}"
    shares = (figures.percentage(headline) for headline in Headline)
    return [headcount, *(NOT_HELD if share is None else str(share) for share in shares)]
