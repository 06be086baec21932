"""Where each mark of a chart stands, in the units of its drawing: templates only place them.

A drawing is measured from its upper left corner. Values are decimals; what is not known has
no mark, and is never drawn as 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
"""By what a scale of values may be divided, each times a power of ten."""


@dataclass(frozen=True)
class Tick:
    """A line of the grid with its value."""

    value: Decimal
    y: float

    @property
    def label(self) -> str:
        """The value as it stands beside its line: "2,500", "0.25"."""
        return f"{self.value.normalize():,f}"


@dataclass(frozen=True)
class YearMark:
    """A year under the axis."""

    x: float
    text: str


@dataclass(frozen=True)
class Plot:
    """The inner part of a drawing, between its axes, with the scale of its values."""

    left: float
    right: float
    top: float
    bottom: float
    low: Decimal
    high: Decimal
    step: Decimal
    """The value between two lines of the grid."""

    def y(self, value: Decimal) -> float:
        """How far down a value stands."""
        share = float((value - self.low) / (self.high - self.low))
        return round(self.bottom - share * (self.bottom - self.top), 1)

    def x(self, place: float, places: int) -> float:
        """The middle of a place, counted from 0, among so many of the same width."""
        return round(self.left + (place + 0.5) * (self.right - self.left) / places, 1)

    def years(self, names: Sequence[str]) -> list[YearMark]:
        """Each year under the middle of its place."""
        return [YearMark(self.x(place, len(names)), name) for place, name in enumerate(names)]

    def ticks(self) -> list[Tick]:
        """The lines of the grid from low to high."""
        count = int((self.high - self.low) / self.step)
        values = [self.low + self.step * number for number in range(count + 1)]
        return [Tick(value, self.y(value)) for value in values]


def plot_of(
    values: Iterable[Decimal], *, left: float, right: float, top: float, bottom: float
) -> Plot:
    """A plot whose scale holds all values and 0, and begins and ends on a line of its grid."""
    known = [*values, Decimal(0)]
    low, high = min(known), max(known)
    if low == high:
        high = low + 1
    step = _step(high - low)
    low = (low / step).to_integral_value(ROUND_FLOOR) * step
    high = (high / step).to_integral_value(ROUND_CEILING) * step
    return Plot(left, right, top, bottom, low, high, step)


def _step(span: Decimal, about: int = 4) -> Decimal:
    """A round number that divides a span into about so many parts."""
    rough = span / about
    power = Decimal(1).scaleb(rough.adjusted())
    return next(step * power for step in STEPS if step * power >= rough)
