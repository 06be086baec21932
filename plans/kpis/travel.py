"""Direction of travel of a KPI: its latest actual against the one before (handbook section 2).

A quarter of a seasonal measure, or of one that adds up over the year, is compared with the
same quarter a year earlier; an outturn with the outturn before. What an earlier plan
reported of the same KPI counts as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from core.dates import read_year
from plans.kpis.year_end import NO_ACTUAL
from plans.rag import NO_POLARITY, shortfall

if TYPE_CHECKING:
    from plans.models import Indicator, IndicatorActual, QuarterActual

AFTER_ALL_QUARTERS = 5


class Travel(StrEnum):
    """Which way a KPI goes."""

    IMPROVING = "improving"
    STEADY = "steady"
    WORSENING = "worsening"
    UNKNOWN = "not known"


@dataclass(frozen=True)
class Point:
    """A figure that was reported for a quarter, or for a year (no quarter)."""

    year: str
    quarter: int | None
    value: Decimal
    actual: IndicatorActual | QuarterActual

    @property
    def order(self) -> tuple[int, int]:
        """A year's outturn comes after its quarters."""
        return read_year(self.year) or 0, self.quarter or AFTER_ALL_QUARTERS

    def __str__(self) -> str:
        when = f"quarter {self.quarter} of {self.year}" if self.quarter else self.year
        return f"{self.actual.printed} in {when}"


@dataclass(frozen=True)
class Direction:
    """Which way a KPI goes, between which two figures, or why that is not known."""

    travel: Travel
    latest: Point | None = None
    before: Point | None = None
    reason: str = ""

    @property
    def word(self) -> str:
        return self.travel.capitalize()

    @property
    def words(self) -> str:
        """The word with what it rests on: "Improving: 52% in 2026/27, 48% in 2025/26"."""
        if self.before is None:
            return f"{self.word}: {self.reason}"
        return f"{self.word}: {self.latest}, {self.before}"


def points_of(indicator: Indicator) -> list[Point]:
    """All figures that were reported of a KPI, the earliest first; words are no figures.

    Where two plans tell of the same quarter, the later plan is believed.
    """
    found: dict[tuple[str, int | None], Point] = {}
    for one in indicator.lineage():
        rows: list[tuple[int | None, IndicatorActual | QuarterActual]] = [
            *((None, actual) for actual in one.actuals.all()),
            *((actual.quarter, actual) for actual in one.quarters.all()),
        ]
        for quarter, actual in rows:
            if (figure := actual.figure) is not None:
                point = Point(actual.year, quarter, figure.value, actual)
                found.setdefault((actual.year, quarter), point)
    return sorted(found.values(), key=lambda point: point.order)


def direction(indicator: Indicator) -> Direction:
    """Which way a KPI goes, by its polarity; steady within the noise that it states."""
    points = points_of(indicator)
    if not points:
        return Direction(Travel.UNKNOWN, reason=NO_ACTUAL)
    latest = points[-1]
    before = _before(indicator, points)
    if before is None:
        return Direction(Travel.UNKNOWN, latest, reason="no earlier figure to compare with")
    if not indicator.polarity:
        return Direction(Travel.UNKNOWN, latest, reason=NO_POLARITY)
    gain = _gain(indicator, latest, before)
    if gain is None:
        return Direction(Travel.UNKNOWN, latest, reason="no range to stay within")
    if gain == 0 or abs(latest.value - before.value) <= (indicator.noise or 0):
        return Direction(Travel.STEADY, latest, before)
    return Direction(Travel.IMPROVING if gain > 0 else Travel.WORSENING, latest, before)


def _before(indicator: Indicator, points: list[Point]) -> Point | None:
    """The figure with which the latest is compared."""
    latest, earlier = points[-1], points[:-1]
    if latest.quarter is None:
        fitting = [point for point in earlier if point.quarter is None]
    elif indicator.seasonal or indicator.measures == indicator.Measures.CUMULATIVE:
        year, _ = latest.order
        fitting = [point for point in earlier if point.order == (year - 1, latest.quarter)]
    elif indicator.measures == indicator.Measures.LEVEL:
        # A level at the end of a year is a level at a date like any other.
        fitting = earlier
    else:
        fitting = [point for point in earlier if point.quarter is not None]
    return fitting[-1] if fitting else None


def _gain(indicator: Indicator, latest: Point, before: Point) -> Decimal | None:
    """How much better the latest figure is; None where one cannot say."""
    if indicator.polarity == indicator.Polarity.HIGHER:
        return latest.value - before.value
    if indicator.polarity == indicator.Polarity.LOWER:
        return before.value - latest.value
    targets = [one.target_for(latest.year) for one in indicator.lineage()]
    meant = next((one.target for one in targets if one and one.target.has_figure), None)
    if meant is None:
        return None
    polarity = indicator.polarity
    missed_now, _ = shortfall(latest.value, meant, polarity)
    missed_before, _ = shortfall(before.value, meant, polarity)
    return missed_before - missed_now
