"""Whether a pattern is safe, also where whole numbers say more than fractions do."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from core.disclosure.attacker import Attacker
from core.disclosure.problem import Problem


def is_network(rows: Sequence[Mapping[int, int]]) -> bool:
    """Whether the ends of all ranges are whole numbers by themselves.

    So it is where rows can be signed such that each column leaves one row and enters another
    (a network): the hidden cells of a plain two-way table with its margins.
    """
    crossings: dict[int, list[tuple[int, int]]] = {}
    for number, row in enumerate(rows):
        for column, coefficient in row.items():
            if abs(coefficient) != 1:
                return False
            crossings.setdefault(column, []).append((number, coefficient))
    links: dict[int, list[tuple[int, int]]] = {number: [] for number in range(len(rows))}
    for crossing in crossings.values():
        if len(crossing) > 2:
            return False
        if len(crossing) == 2:
            (one, first), (other, second) = crossing
            links[one].append((other, -first * second))
            links[other].append((one, -first * second))
    return _signed(links)


def _signed(links: Mapping[int, Iterable[tuple[int, int]]]) -> bool:
    sign: dict[int, int] = {}
    for start in links:
        waiting = [(start, sign.get(start, 1))]
        while waiting:
            row, wanted = waiting.pop()
            if row in sign:
                if sign[row] != wanted:
                    return False
                continue
            sign[row] = wanted
            waiting += [(other, wanted * relation) for other, relation in links[row]]
    return True


def is_safe(problem: Problem, attacker: Attacker, chosen: Iterable[int], until: float) -> bool:
    """Whether hiding these leaves every side possible, in whole numbers too."""
    pattern = problem.pattern(chosen)
    if next(attacker.missed(pattern), None) is not None:
        return False
    least, greatest = attacker.bounds(pattern)
    moving = set(np.flatnonzero(greatest > least))
    columns = problem.columns
    rows = [
        {columns[key]: factor for key, factor in row.terms.items() if columns[key] in moving}
        for row in problem.rows
    ]
    if is_network(rows):
        return True
    return not attacker.missed_in_whole_numbers(pattern, until - time.monotonic())
