"""A safe pattern when there is no time for the cheapest.

For each side that must stay possible, the cheapest way of moving figures to it hides the
cells that it moves; what proves needless is shown again. Each step leaves a table of whole
numbers that a reader cannot rule out, so the pattern is safe wherever it stops.
"""

from __future__ import annotations

import time

import highspy
import numpy as np

from core.disclosure.attacker import Attacker
from core.disclosure.highs import NEAR, WHOLE, Program, add_row, quiet, solve
from core.disclosure.problem import Floats, Problem, Side
from core.disclosure.whole import is_safe

WHOLE_SECONDS = 0.5
"""For one move in whole numbers; where there is none, every cell is hidden that may be."""


class Moves:
    """Figures as they are shown, plus what moves them up, less what moves them down."""

    def __init__(self, problem: Problem, attacker: Attacker) -> None:
        self.problem = problem
        self.size = len(problem.keys)
        self.room = self._room(attacker)
        self.chosen: set[int] = set()
        self.moved_columns = sorted({side.column for side in problem.sides})
        self.program = self._program()

    def _room(self, attacker: Attacker) -> tuple[Floats, Floats]:
        """The bounds of what is shown, and of each move up and down."""
        least, greatest = attacker.shown
        up, down = attacker.hidden[1] - greatest, least - attacker.hidden[0]
        return np.concatenate([least, 0 * up, 0 * down]), np.concatenate([greatest, up, down])

    def _program(self) -> Program:
        program = quiet()
        program.setOptionValue("presolve", "off")
        program.addVars(len(self.room[0]), *self.room)
        columns = self.problem.columns
        for row in self.problem.rows:
            terms = {columns[key]: float(factor) for key, factor in row.terms.items()}
            add_row(program, self._whole(terms), row.least, row.greatest)
        for column in self.moved_columns:
            add_row(program, self._whole({column: 1.0}), None, None)
        for column in self.problem.free:
            if column not in self.chosen:
                self._charge(program, column, self.problem.costs[column] + self._size(column))
        return program

    def _whole(self, terms: dict[int, float]) -> dict[int, float]:
        up = {self.size + column: factor for column, factor in terms.items()}
        down = {2 * self.size + column: -factor for column, factor in terms.items()}
        return terms | up | down

    def _charge(self, program: Program, column: int, cost: float) -> None:
        for place in (self.size + column, 2 * self.size + column):
            program.changeColCost(place, cost)

    def _size(self, column: int) -> float:
        """Less than a cell, more for a larger figure."""
        return self.problem.sizes[column] / (max(self.problem.sizes) + 1)

    def reach(self, side: Side, until: float) -> None:
        """Hide what must move for a side to be possible."""
        self._aim(self.program, side, aimed=True)
        moved = self._moved(self.program)
        self._aim(self.program, side, aimed=False)
        if moved is None and time.monotonic() < until:
            program = self._program()
            program.setOptionValue("time_limit", WHOLE_SECONDS)
            for place in range(3 * self.size):
                program.changeColIntegrality(place, WHOLE)
            self._aim(program, side, aimed=True)
            moved = self._moved(program)
        for column in set(self.problem.free if moved is None else moved) - self.chosen:
            self.chosen.add(column)
            self._charge(self.program, column, 0.0)

    def _aim(self, program: Program, side: Side, *, aimed: bool) -> None:
        row = len(self.problem.rows) + self.moved_columns.index(side.column)
        ends = [-highspy.kHighsInf, highspy.kHighsInf]
        if aimed:
            ends[0 if side.sign > 0 else 1] = side.target
        program.changeRowBounds(row, *ends)

    def _moved(self, program: Program) -> list[int] | None:
        """The free columns that move; None where not in whole numbers."""
        if not solve(program):
            return None
        values = np.array(program.getSolution().col_value)
        if np.abs(values - values.round()).max(initial=0) > NEAR:
            return None
        moves = values[self.size : 2 * self.size] + values[2 * self.size :]
        return [column for column in self.problem.free if moves[column] > 0.5]


def safe(problem: Problem, attacker: Attacker, until: float) -> frozenset[int]:
    """A safe choice of columns; until then (monotonic) needless ones are shown again."""
    moves = Moves(problem, attacker)
    for side in problem.sides:
        moves.reach(side, until)
    chosen = frozenset(moves.chosen)
    for column in sorted(chosen, key=lambda one: (-problem.costs[one], -problem.sizes[one])):
        if time.monotonic() > until:
            break
        if is_safe(problem, attacker, chosen - {column}, until):
            chosen -= {column}
    return chosen
