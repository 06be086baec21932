"""RAG of a KPI: how its actual stands to its target (handbook section 2).

Green: the target is met. Amber: missed by no more than the tolerance. Red: beyond it.
Grey: no target or no actual. "Met" follows the KPI's polarity. While a year has no outturn,
what its quarters let one expect is rated, and the rating says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from plans.figures import Target, is_percentage, read_figure
from plans.kpis.year_end import year_end

if TYPE_CHECKING:
    from plans.models import Indicator, RagDefinition


WATCHED = "watched without a target"
NO_TARGET = "no target"
NO_POLARITY = "it is not said whether higher or lower is better"


class Rag(StrEnum):
    """The four ratings, each a colour and its word."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    GREY = "grey"


@dataclass(frozen=True)
class Rating:
    """A rating; for grey the reason in words, for an expected figure what it rests on."""

    rag: Rag
    reason: str = ""

    @property
    def word(self) -> str:
        return self.rag.capitalize()


def shortfall(actual: Decimal, target: Target, polarity: str) -> tuple[Decimal, Decimal]:
    """By how much an actual misses a target, never below 0, and the bound it misses."""
    if target.low is None or target.high is None:
        raise ValueError("A target without a figure can be neither met nor missed.")
    if polarity == "lower":
        return max(actual - target.high, Decimal(0)), target.high
    if polarity == "range" and actual > target.high:
        return actual - target.high, target.high
    return max(target.low - actual, Decimal(0)), target.low


def rate(indicator: Indicator, year: str, definition: RagDefinition) -> Rating:
    """The rating of a KPI for one year by a definition of the council's."""
    if indicator.contextual:
        return Rating(Rag.GREY, WATCHED)
    target = indicator.target_for(year)
    if target is None:
        return Rating(Rag.GREY, NO_TARGET)
    meant = target.target
    if not meant.has_figure:
        return Rating(Rag.GREY, meant.reason)
    ended = year_end(indicator, year)
    if ended.figure is None:
        return Rating(Rag.GREY, ended.reason)
    if not indicator.polarity:
        return Rating(Rag.GREY, NO_POLARITY)
    basis = "" if ended.is_outturn else ended.words
    missed_by, bound = shortfall(ended.figure.value, meant, indicator.polarity)
    if missed_by == 0:
        return Rating(Rag.GREEN, basis)
    percentage = is_percentage(indicator.unit, ended.figure, read_figure(target.text))
    if percentage and definition.tolerance_points is not None:
        tolerance = definition.tolerance_points
    else:
        tolerance = abs(bound) * definition.tolerance_percent / 100
    return Rating(Rag.AMBER if missed_by <= tolerance else Rag.RED, basis)
