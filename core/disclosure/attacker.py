"""The reader who works backwards: what can still be known of a cell under a pattern.

A linear program over all quantities, whose bounds are wide where a cell is hidden and close
where it is shown. Used to find patterns; whether a release is safe is judged by `audit.py`,
which shares no code with this.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from core.disclosure.highs import NEAR, WHOLE, Program, add_row, quiet, solve
from core.disclosure.problem import Floats, Problem, Side
from core.disclosure.ranges import Contradiction


@dataclass(frozen=True)
class Cut:
    """Of these columns enough must be hidden: sum of weight * hidden >= 1."""

    weights: Floats


class Attacker:
    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.shown = problem.ends(problem.shown)
        self.hidden = problem.ends(problem.hidden)
        self.pattern = problem.pattern(())
        self.by_amount: dict[int, list[Side]] = {}
        for side in problem.sides:
            self.by_amount.setdefault(side.amount, []).append(side)
        self.matrix = np.zeros((len(problem.rows), len(problem.keys)))
        columns = problem.columns
        for number, row in enumerate(problem.rows):
            for key, coefficient in row.terms.items():
                self.matrix[number, columns[key]] = coefficient
        self.duals = np.zeros(len(problem.rows))
        self.program = self._program()

    def _program(self) -> Program:
        program = quiet()
        program.setOptionValue("presolve", "off")
        least, greatest = self.bounds(self.pattern)
        program.addVars(len(least), least, greatest)
        for row, coefficients in zip(self.problem.rows, self.matrix, strict=True):
            members = np.flatnonzero(coefficients)
            terms = {int(c): float(coefficients[c]) for c in members}
            add_row(program, terms, row.least, row.greatest)
        return program

    def bounds(self, pattern: Floats, near: float | None = None) -> tuple[Floats, Floats]:
        """The ends of each count under a pattern; no farther than `near` from what is shown."""
        down, up = self.shown[0] - self.hidden[0], self.hidden[1] - self.shown[1]
        if near is not None:
            down, up = np.minimum(down, near), np.minimum(up, near)
        return self.shown[0] - down * pattern, self.shown[1] + up * pattern

    def face(self, pattern: Floats, near: float | None = None) -> None:
        """Look at this pattern from now on (parts of a hidden cell are allowed)."""
        self.pattern = np.where(pattern < NEAR, 0.0, np.where(pattern > 1 - NEAR, 1.0, pattern))
        least, greatest = self.bounds(self.pattern, near)
        every = np.arange(len(least), dtype=np.int32)
        self.program.changeColsBounds(len(least), every, least, greatest)

    def missing(self, side: Side) -> float:
        """By how much the side is not reached; 0 or less where it is."""
        self.program.changeColCost(side.column, -side.sign)
        if not solve(self.program):
            raise Contradiction("The figures, with what was published earlier, cannot all be true")
        missing = side.target * side.sign + float(self.program.getObjectiveValue())
        if missing > NEAR:
            self.duals = np.array(self.program.getSolution().row_dual)
        self.program.changeColCost(side.column, 0.0)  # forgets the solution
        return missing

    def cut(self, side: Side) -> Cut | None:
        """What the dual of the side just missed says of every pattern that reaches it."""
        duals = self.duals.copy()
        fixed = -side.target * side.sign
        constant = -float(fixed)
        for number, row in enumerate(self.problem.rows):
            end = row.least if duals[number] > 0 else row.greatest
            if end is None:
                duals[number] = 0.0
            else:
                constant += duals[number] * end
        gain = -duals @ self.matrix
        gain[side.column] -= side.sign
        gain[np.abs(gain) < 1e-9] = 0.0
        up, down = np.maximum(gain, 0), np.maximum(-gain, 0)
        lacking = constant + up @ self.shown[0] - down @ self.shown[1]
        if lacking < NEAR:
            return None
        weights = up * (self.shown[0] - self.hidden[0]) + down * (self.hidden[1] - self.shown[1])
        return Cut(np.minimum(weights / lacking, 1.0))

    def missed(self, pattern: Floats) -> Iterator[Side]:
        """The sides that the pattern does not reach."""
        self.face(pattern)
        return (side for side in self.problem.sides if self.missing(side) > NEAR)

    def cuts(self, pattern: Floats) -> list[Cut]:
        """One for each side that the pattern does not reach.

        First no cell may move farther than the side itself, which in a two-way table is no
        loss: a small part of a cell is then little room, and the cuts are close. A cut is true
        whatever the room it was found with.
        """
        found: list[Cut | None] = []
        for amount, sides in self.by_amount.items():
            self.face(pattern, near=amount)
            found += [self.cut(side) for side in sides if self.missing(side) > NEAR]
        close = [cut for cut in found if cut and cut.weights @ pattern < 1 - NEAR]
        return close or [cut for side in self.missed(pattern) if (cut := self.cut(side))]

    def missed_in_whole_numbers(self, pattern: Floats, seconds: float) -> list[Side]:
        """The sides that only fractions of people reach (never in a plain two-way table)."""
        self.face(pattern)
        return [side for side in self.problem.sides if not self._reached_whole(side, seconds)]

    def _reached_whole(self, side: Side, seconds: float) -> bool:
        least, greatest = self.bounds(self.pattern)
        (least if side.sign > 0 else greatest)[side.column] = side.target
        bounds = float(least[side.column]), float(greatest[side.column])
        self.program.changeColBounds(side.column, *bounds)
        reached = solve(self.program)
        values = np.array(self.program.getSolution().col_value) if reached else np.zeros(0)
        least, greatest = self.bounds(self.pattern)
        self.program.changeColBounds(side.column, least[side.column], greatest[side.column])
        if not reached or np.abs(values - values.round()).max(initial=0) < NEAR:
            return reached
        whole = self._program()
        whole.setOptionValue("time_limit", max(seconds, 0.01))
        whole.changeColBounds(side.column, *bounds)
        for column in range(len(least)):
            whole.changeColIntegrality(column, WHOLE)
        return solve(whole)
