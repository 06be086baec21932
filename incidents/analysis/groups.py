"""The same years by school phase and by area: how many incidents, of how many schools."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from council.models import Roll, School
from incidents.analysis.years import YearOfReturns, rate_of
from incidents.models import Collection, IncidentType, SchoolReturn


@dataclass
class GroupYear:
    """The schools of a phase or an area that returned in a year."""

    returning: int = 0
    total: int = 0
    pupils: int = 0
    """On roll of those of them whose roll is known."""
    counted_in_rate: int = 0
    """The incidents of those."""

    @property
    def rate(self) -> Decimal | None:
        """Incidents for each 1,000 pupils on roll."""
        return rate_of(self.counted_in_rate, self.pupils)


@dataclass(frozen=True)
class Grouping:
    """The schools of the borough in groups, each with its years; a year without is missing."""

    key: str
    heading: str
    groups: dict[str, dict[str, GroupYear]] = field(default_factory=dict)

    def rows(self, years: Sequence[YearOfReturns]) -> list[tuple[str, list[GroupYear | None]]]:
        """Each group with what is held of these years."""
        return [
            (name, [by_year.get(year.name) for year in years])
            for name, by_year in self.groups.items()
        ]


def groupings_of(incident_type: IncidentType, years: Sequence[YearOfReturns]) -> list[Grouping]:
    """By phase and by area, in three queries."""
    collections = {
        each.name: each
        for each in Collection.objects.filter(
            period=Collection.Period.FINANCIAL_YEAR,
            types=incident_type,
            name__in=[year.name for year in years if not year.is_borough_total],
        )
    }
    made = list(
        SchoolReturn.objects.made()
        .filter(collection__in=collections.values(), type=incident_type)
        .values_list("collection__name", "school", "school__phase", "school__area__name", "total")
        .order_by("school__area__name")
    )
    roll_years = {each.roll_year for each in collections.values()}
    rolls = {
        (year, school): pupils
        for year, school, pupils in Roll.objects.filter(
            year__in=roll_years, pupils__gt=0
        ).values_list("year", "school", "pupils")
    }
    phases = dict(School.Phase.choices)

    def grouped(name_of: Callable[[Any], str]) -> dict[str, dict[str, GroupYear]]:
        found: dict[str, dict[str, GroupYear]] = defaultdict(dict)
        for row in made:
            year, school, _phase, _area, total = row
            held = found[name_of(row)].setdefault(year, GroupYear())
            held.returning += 1
            held.total += total or 0
            if pupils := rolls.get((collections[year].roll_year, school)):
                held.pupils += pupils
                held.counted_in_rate += total or 0
        return dict(found)

    by_phase = grouped(lambda row: phases[row[2]])
    by_area = grouped(lambda row: row[3] or "No area")
    in_order = {label: by_phase[label] for label in phases.values() if label in by_phase}
    return [
        Grouping("phase", "School phase", in_order),
        Grouping("area", "Area", dict(sorted(by_area.items()))),
    ]
