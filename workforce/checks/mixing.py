"""Whether one division of a total's staff between its parts explains all its percentages.

A total's share is the mean of its parts' shares, weighted with the people of each part. The
weights are the same for every column, save that people whose ethnicity or disability is not
held are left out of that column's base. A linear program finds such weights, and true shares
within the rounding of those printed, or proves that there are none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np

from core.disclosure.highs import NEAR, Program, add_row, quiet, solve
from workforce.checks.tables import SEX, Row

LEAST_KNOWN = 0.5
"""How much of a group's staff at least is in the base of a column such as BME. Disclosure
differs between groups, and so shifts the weights; where it is worse than this, the figure
says little of the group and deserves the warning."""


@dataclass(frozen=True)
class Mixing:
    """A total, its parts with staff, and the columns that are looked at."""

    total: Row
    parts: tuple[Row, ...]
    columns: tuple[str, ...]

    def without(self, *columns: str) -> Mixing:
        return replace(self, columns=tuple(c for c in self.columns if c not in columns))

    def only(self, *columns: str) -> Mixing:
        return replace(self, columns=columns)

    @property
    def headcounts(self) -> list[int] | None:
        """The staff of the parts, where all are known."""
        known = [part.headcount for part in self.parts if part.headcount is not None]
        return known if len(known) == len(self.parts) else None

    def fits(self) -> bool:
        """Whether some weights and true shares explain all the columns."""
        question = _Question(self, self.columns)
        question.normalise(question.weights)
        return question.least({question.missing: 1.0}) <= NEAR

    def staff_in_first(self) -> tuple[Decimal, Decimal]:
        """How much of the staff the first part can have, in per cent."""
        question = _Question(self, self.columns, allowed=NEAR)
        question.normalise(question.weights)
        return question.range({question.weights[0]: 100.0}, {question.weights[0]: 100.0})

    def range_of(self, column: str) -> tuple[Decimal, Decimal]:
        """What the total's true share can be in a column that is not looked at, where all
        the others fit."""
        question = _Question(self, (*self.columns, column), allowed=4 * NEAR, free=column)
        known = question.known[column]
        question.normalise(known)
        shares = [part.shares[column] for part in self.parts]
        return question.range(
            {person: float(share.low) for person, share in zip(known, shares, strict=True)},
            {person: float(share.high) for person, share in zip(known, shares, strict=True)},
        )


class _Question:
    """The linear program. Its columns: by how much the worst column is missed; the staff of
    each part; and of each part those known, for each column whose base is not all staff."""

    missing = 0

    def __init__(
        self,
        mixing: Mixing,
        columns: Sequence[str],
        *,
        allowed: float | None = None,
        free: str | None = None,
    ) -> None:
        parts = len(mixing.parts)
        self.program: Program = quiet()
        self.weights = list(range(1, parts + 1))
        self.known: dict[str, list[int]] = {}
        self.size = parts + 1
        for column in columns:
            if column in SEX:
                self.known[column] = self.weights
            else:
                self.known[column] = list(range(self.size, self.size + parts))
                self.size += parts
        greatest = np.full(self.size, np.inf)
        if allowed is not None:
            greatest[self.missing] = allowed
        self.program.addVars(self.size, np.zeros(self.size), greatest)
        self._hold_to_headcounts(mixing)
        for column in columns:
            self._hold_to_weights(self.known[column])
            if column != free:
                self._hold_to_total(mixing, column)

    def _hold_to_headcounts(self, mixing: Mixing) -> None:
        headcounts = mixing.headcounts
        if headcounts is None:
            return
        for weight, headcount in zip(self.weights, headcounts, strict=True):
            terms = dict.fromkeys(self.weights, -headcount / sum(headcounts))
            terms[weight] += 1.0
            add_row(self.program, terms, 0, 0)

    def _hold_to_weights(self, known: list[int]) -> None:
        for people, weight in zip(known, self.weights, strict=True):
            if people != weight:
                add_row(self.program, {people: 1.0, weight: -1.0}, None, 0)
                add_row(self.program, {people: 1.0, weight: -LEAST_KNOWN}, 0, None)

    def _hold_to_total(self, mixing: Mixing, column: str) -> None:
        total = mixing.total.shares[column]
        too_low, too_high = {self.missing: 1.0}, {self.missing: -1.0}
        for people, part in zip(self.known[column], mixing.parts, strict=True):
            share = part.shares[column]
            too_low[people] = float(share.high - total.low)
            too_high[people] = float(share.low - total.high)
        add_row(self.program, too_low, 0, None)
        add_row(self.program, too_high, None, 0)

    def normalise(self, people: Sequence[int]) -> None:
        """Only proportions matter: these are 1 together."""
        add_row(self.program, dict.fromkeys(people, 1.0), 1, 1)

    def least(self, cost: dict[int, float]) -> float:
        for column in range(self.size):
            self.program.changeColCost(column, cost.get(column, 0.0))
        if not solve(self.program):
            raise ArithmeticError("The weights of a total could not be worked out")
        return float(self.program.getObjectiveValue())

    def range(self, lowest: dict[int, float], highest: dict[int, float]) -> tuple[Decimal, Decimal]:
        low = self.least(lowest)
        high = -self.least({column: -value for column, value in highest.items()})
        return Decimal(low), Decimal(high)
