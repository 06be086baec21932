"""What is to be decided: which cells may be hidden, at what cost, and what must stay possible.

All of it in positions (columns of the programs), so that the attacker, the optimal method and
the heuristic speak of the same thing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.disclosure.quantities import Key, Ratio, Sum
from core.disclosure.ranges import ANY, Contradiction, Range
from core.disclosure.release import Release

Floats = NDArray[np.float64]

TOTAL_COST, GRAND_COST = 4, 40
"""What it costs to hide a total, and a total of totals; an ordinary cell costs 1."""


class Row(NamedTuple):
    """What is known of several quantities together: least <= sum of them <= greatest."""

    terms: Mapping[Key, int]
    least: int | None
    greatest: int | None


class Side(NamedTuple):
    """One end of what must stay possible: the target or beyond, upwards (sign 1) or downwards
    (-1). The amount is how far the true count is from it."""

    column: int
    sign: int
    target: int
    amount: int


@dataclass(frozen=True)
class Problem:
    """Columns are quantities. A hidden column has the wider bounds, a shown one the closer.

    The size of a column is the rank of its figure: of patterns that cost the same, the one
    that hides the smallest figures is taken.
    """

    keys: Sequence[Key]
    rows: Sequence[Row]
    shown: Sequence[Range]
    hidden: Sequence[Range]
    free: Sequence[int]
    fixed: frozenset[int]
    costs: Sequence[int]
    sizes: Sequence[int]
    sides: Sequence[Side]

    def ends(self, ranges: Sequence[Range]) -> tuple[Floats, Floats]:
        """The bounds as arrays. What has no end gets one that is too far to matter: every
        solution of the sums can be multiplied until a small count is a threshold."""
        known = [end for one in (*self.shown, *self.hidden) for end in one if end is not None]
        reach = max((abs(side.target) for side in self.sides), default=1)
        far = 2.0 * (reach + 2) * (max(known, default=0) + 1)
        least = np.array([one.least for one in ranges], dtype=float)
        greatest = np.array([far if one.greatest is None else one.greatest for one in ranges])
        return least, greatest.astype(float)

    @property
    def columns(self) -> dict[Key, int]:
        return {key: column for column, key in enumerate(self.keys)}

    def pattern(self, chosen: Iterable[int]) -> Floats:
        """1 for each column that is hidden, 0 for each that is shown."""
        hidden = np.zeros(len(self.keys))
        hidden[[*self.fixed, *chosen]] = 1.0
        return hidden

    def cost(self, chosen: Iterable[int]) -> int:
        """Of the cells hidden beside those that the rule hides in any case."""
        return sum(self.costs[column] for column in chosen)

    def lonely(self) -> list[list[int]]:
        """The cells of sums whose shown cells are exact: one hidden alone could be worked out."""
        columns, found = self.columns, []
        for row in self.rows:
            members = [columns[key] for key in row.terms]
            exact = all(self.shown[c].exact or c in self.fixed for c in members)
            if row.least == row.greatest and exact:
                found.append([c for c in members if not self.hidden[c].exact])
        return found


def rows_of(sums: Iterable[Sum]) -> list[Row]:
    """A total less its parts is 0."""
    return [Row({one.total: 1} | dict.fromkeys(one.parts, -1), 0, 0) for one in sums]


def row_of_ratio(ratio: Ratio, printed: int) -> list[Row]:
    """What a printed percentage says of its two counts: 27 % of 11 is 3.

    In whole numbers: printed - 1/2 <= scale * numerator / denominator < printed + 1/2.
    """
    twice, low, high = 2 * ratio.scale, 2 * printed - 1, 2 * printed + 1
    if isinstance(ratio.denominator, int):
        least, greatest = low * ratio.denominator, high * ratio.denominator - 1
        return [Row({ratio.numerator: twice}, least, greatest)]
    if ratio.numerator == ratio.denominator:
        return []
    return [
        Row({ratio.numerator: twice, ratio.denominator: -low}, 0, None),
        Row({ratio.numerator: twice, ratio.denominator: -high}, None, -1),
    ]


def known_from(past: Iterable[Release]) -> dict[Key, Range]:
    """What each earlier release tells of each quantity by itself."""
    known: dict[Key, Range] = {}
    for release in past:
        for key in release.printed:
            known[key] = narrowed(key, known.get(key, ANY), release.meaning(key))
    return known


def narrowed(key: Key, one: Range, other: Range) -> Range:
    both = one.also(other)
    if both.greatest is not None and both.least > both.greatest:
        raise Contradiction(f"{key} was published as another figure: give the revised one a key")
    return both
