"""The cheapest pattern: Fischetti and Salazar, Management Science 47(7), 2001.

A master program chooses cells, the attacker says which hidden counts are still too well known,
and the dual of each attack is a row of the master: first with parts of cells, then with whole
cells, until no attack succeeds.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

import numpy as np

from core.disclosure.attacker import Attacker, Cut
from core.disclosure.highs import NEAR, WHOLE, add_row, quiet, solve
from core.disclosure.problem import Floats, Problem
from core.disclosure.whole import is_safe

ROUNDS = 60
"""Of cuts with parts of cells; more bring little."""


@dataclass(frozen=True)
class Found:
    """The chosen columns, or None where time ran out; no pattern costs less than the bound."""

    chosen: frozenset[int] | None
    bound: int


class Master:
    """Which free columns to hide, by all that is known of patterns so far."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.place = {column: place for place, column in enumerate(problem.free)}
        self.program = quiet()
        for option in ("mip_rel_gap", "mip_abs_gap"):
            self.program.setOptionValue(option, 0.0)
        count = len(problem.free)
        self.program.addVars(count, np.zeros(count), np.ones(count))
        for place, column in enumerate(problem.free):
            self.program.changeColCost(place, problem.costs[column])
        for members in problem.lonely():
            self._never_alone(members)

    def _never_alone(self, members: list[int]) -> None:
        """A sum with a hidden cell has another one."""
        if sum(column in self.problem.fixed for column in members) > 1:
            return
        for column in members:
            others = {self.place[c]: 1.0 for c in members if c in self.place and c != column}
            fixed = sum(c in self.problem.fixed for c in members if c != column)
            if column in self.problem.fixed:
                add_row(self.program, others, 1, None)
            elif not fixed and column in self.place:
                add_row(self.program, others | {self.place[column]: -1.0}, 0, None)

    def add(self, cuts: Iterable[Cut]) -> None:
        for cut in cuts:
            least = 1 - sum(cut.weights[column] for column in self.problem.fixed)
            terms = {p: cut.weights[c] for c, p in self.place.items() if cut.weights[c] > NEAR}
            add_row(self.program, terms, least, None)

    def add_other_than(self, chosen: frozenset[int]) -> None:
        """A pattern failed, and so does each part of it: something else must be hidden."""
        others = {place: 1.0 for column, place in self.place.items() if column not in chosen}
        add_row(self.program, others, 1, None)

    def prefer_small(self, cost: int) -> None:
        """From now on the smallest figures, at no more than this cost."""
        costs = self.problem.costs
        add_row(self.program, {p: float(costs[c]) for c, p in self.place.items()}, None, cost)
        for column, place in self.place.items():
            self.program.changeColCost(place, self.problem.sizes[column])

    def in_parts(self, left: float) -> tuple[Floats, float] | None:
        """The cheapest choice of parts of cells, and its cost."""
        self._limit(left)
        if not solve(self.program):
            return None
        return self._pattern(), float(self.program.getObjectiveValue())

    def in_whole(self, left: float) -> tuple[frozenset[int] | None, int]:
        """The cheapest choice of cells, and the least cost there can be.

        The solver is cleared first: it would begin from the last point and can take it for
        the optimum. That the objective is the bound is checked for the same reason.
        """
        self.program.clearSolver()
        for place in self.place.values():
            self.program.changeColIntegrality(place, WHOLE)
        self._limit(left)
        proven = solve(self.program)
        bound = float(self.program.getInfo().mip_dual_bound) if self.place else 0.0
        least = ceil(bound - 0.01) if np.isfinite(bound) else 0
        if not proven:
            return None, least
        if self.place and abs(float(self.program.getObjectiveValue()) - bound) > 0.5:
            raise ArithmeticError("The solver calls a pattern optimal that is not at its bound")
        pattern = self._pattern()
        return frozenset(c for c in self.place if pattern[c] > 0.5), least

    def _limit(self, left: float) -> None:
        limit = self.program.getRunTime() + max(left, 0.01)
        self.program.setOptionValue("time_limit", limit)

    def _pattern(self) -> Floats:
        pattern = self.problem.pattern(())
        pattern[list(self.place)] = np.array(self.program.getSolution().col_value).clip(0, 1)
        return pattern


def cheapest(problem: Problem, attacker: Attacker, until: float) -> Found:
    """The cheapest safe pattern, or the bound reached when the time (monotonic) is up.

    Of the cheapest, the one that hides the smallest figures, as far as time allows. (One
    objective for both would take ten times as long to prove.)
    """
    master = Master(problem)
    bound = _relaxed(master, attacker, until)
    found = _settled(master, attacker, until, bound)
    if not found.chosen:
        return found
    master.prefer_small(found.bound)
    smaller = _settled(master, attacker, until, 0).chosen
    return found if smaller is None else Found(smaller, found.bound)


def _relaxed(master: Master, attacker: Attacker, until: float) -> int:
    """Cuts with parts of cells, until none is found; the bound they give."""
    bound = 0
    for _ in range(ROUNDS):
        left = until - time.monotonic()
        if left <= 0 or (relaxed := master.in_parts(left)) is None:
            break
        pattern, cost = relaxed
        bound = ceil(cost - 0.01)
        if not (cuts := attacker.cuts(pattern)):
            break
        master.add(cuts)
    return bound


def _settled(master: Master, attacker: Attacker, until: float, bound: int) -> Found:
    """Master and attacker in turn, until no attack succeeds."""
    problem, seen = master.problem, set[frozenset[int]]()
    while (left := until - time.monotonic()) > 0:
        chosen, least = master.in_whole(left)
        bound = max(bound, least)
        if chosen is None:
            break
        pattern = problem.pattern(chosen)
        cuts = attacker.cuts(pattern)
        if not cuts and is_safe(problem, attacker, chosen, until):
            return Found(chosen, bound)
        if cuts and chosen not in seen:
            master.add(cuts)
        else:
            master.add_other_than(chosen)
        seen.add(chosen)
    return Found(None, bound)
