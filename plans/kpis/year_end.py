"""Where a KPI's year ends: its outturn, or what its quarters let one expect.

A level stands as it stood last. What adds up is projected in proportion to the quarters that
have passed, and a seasonal measure by the share that they had of the year before.
Percentages and rates of single quarters are never added up: a year's percentage is made of
all their numerators and denominators.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from core.dates import year_before
from plans.figures import Figure, in_print, is_percentage, read_figure

if TYPE_CHECKING:
    from plans.models import Indicator, QuarterActual

NO_ACTUAL = "no actual"
NOT_A_FIGURE = "the actual is not a figure"
_QUARTERS = 4
_RATE = re.compile(r"\b(?:rates?|ratios?|per|averages?|mean)\b", re.IGNORECASE)


@dataclass(frozen=True)
class YearEnd:
    """The figure of a year, from what it is known, or why it is not."""

    figure: Figure | None = None
    printed: str = ""
    basis: str = ""
    """In words, where it is no outturn: "projected from 2 quarters"."""
    reason: str = ""

    @property
    def is_outturn(self) -> bool:
        return self.figure is not None and not self.basis

    @property
    def words(self) -> str:
        """The figure and its basis: "48%, projected from 2 quarters"; or the reason."""
        return ", ".join(filter(None, [self.printed, self.basis])) or self.reason


def year_end(indicator: Indicator, year: str) -> YearEnd:
    """What a KPI came to in a year, or is expected to."""
    outturn = indicator.actual_for(year)
    if outturn is not None:
        if outturn.figure is None:
            return YearEnd(reason=NOT_A_FIGURE)
        return YearEnd(outturn.figure, outturn.printed)
    reported = [row for row in indicator.quarters_of(year) if row.figure is not None]
    if not reported:
        return YearEnd(reason=NOT_A_FIGURE if indicator.quarters_of(year) else NO_ACTUAL)
    last = reported[-1]
    if indicator.measures == indicator.Measures.LEVEL:
        return YearEnd(last.figure, last.printed, f"as it stood after quarter {last.quarter}")
    if _cannot_be_added(indicator, last):
        return _pooled(indicator, reported)
    return _projected(indicator, year, reported)


def _cannot_be_added(indicator: Indicator, last: QuarterActual) -> bool:
    if indicator.measures == indicator.Measures.CUMULATIVE:
        return False
    return is_percentage(indicator.unit, last.figure) or bool(_RATE.search(indicator.unit))


def _pooled(indicator: Indicator, reported: list[QuarterActual]) -> YearEnd:
    """A percentage of all quarters together."""
    last = reported[-1]
    numerator, denominator = Decimal(0), Decimal(0)
    for row in reported:
        if row.numerator is None or row.denominator is None:
            return YearEnd(reason="quarters without numerator and denominator cannot be joined")
        numerator += row.numerator
        denominator += row.denominator
    if not is_percentage(indicator.unit, last.figure):
        return YearEnd(reason="rates of single quarters cannot be joined")
    value = 100 * numerator / denominator
    return _expected(value, reported)


def _projected(indicator: Indicator, year: str, reported: list[QuarterActual]) -> YearEnd:
    last = reported[-1]
    so_far = _so_far(indicator, reported)
    if _is_whole(indicator, reported):
        share = Decimal(1)
    elif indicator.seasonal:
        earlier = _share_a_year_earlier(indicator, year, reported)
        if not earlier:
            return YearEnd(
                reason="a seasonal measure is projected by the year before, which is not known"
            )
        share = earlier
    elif indicator.measures == indicator.Measures.CUMULATIVE:
        share = Decimal(last.quarter) / _QUARTERS
    else:
        share = Decimal(len(reported)) / _QUARTERS
    return _expected(so_far / share, reported)


def _is_whole(indicator: Indicator, reported: list[QuarterActual]) -> bool:
    """Whether the quarters are the whole year, so that nothing is left to expect."""
    if indicator.measures == indicator.Measures.CUMULATIVE:
        return reported[-1].quarter == _QUARTERS
    return len(reported) == _QUARTERS


def _so_far(indicator: Indicator, rows: list[QuarterActual]) -> Decimal:
    """What the quarters come to together; a cumulative figure holds those before it."""
    values = [row.figure.value for row in rows if row.figure is not None]
    if indicator.measures == indicator.Measures.CUMULATIVE:
        return values[-1]
    return sum(values, Decimal(0))


def _share_a_year_earlier(
    indicator: Indicator, year: str, reported: list[QuarterActual]
) -> Decimal | None:
    """Which part of the year before the same quarters were; None where that is not known."""
    earlier = year_before(year)
    wanted = {row.quarter for row in reported}
    if indicator.measures == indicator.Measures.CUMULATIVE:
        wanted = {reported[-1].quarter}  # which holds those before it
    for one in indicator.lineage():
        outturn = one.actual_for(earlier)
        rows = [row for row in one.quarters_of(earlier) if row.quarter in wanted and row.figure]
        if outturn is None or outturn.figure is None or len(rows) != len(wanted):
            continue
        if outturn.figure.value != 0:
            return _so_far(indicator, rows) / outturn.figure.value
    return None


def _expected(value: Decimal, reported: list[QuarterActual]) -> YearEnd:
    """What was worked out from quarters, as exact as they are: what is printed is rated."""
    number = len(reported)
    printed = in_print(value, reported[-1].text)
    basis = f"projected from {number} quarter{'' if number == 1 else 's'}"
    return YearEnd(read_figure(printed), printed, basis)
