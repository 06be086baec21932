"""The solver HiGHS, quiet and on one thread."""

from __future__ import annotations

from collections.abc import Mapping

import highspy
import numpy as np
from highspy._core import _Highs

Program = _Highs
"""The solver's own class: the one that highspy wraps around it prints a banner."""

OPTIMAL = highspy.HighsModelStatus.kOptimal
WHOLE = highspy.HighsVarType.kInteger
NEAR = 1e-6
"""Solutions are exact to less than this."""


def quiet(*, seconds: float | None = None) -> Program:
    """An empty program."""
    program = Program()
    for option, value in (("output_flag", False), ("threads", 1), ("random_seed", 1)):
        program.setOptionValue(option, value)
    if seconds is not None:
        program.setOptionValue("time_limit", max(seconds, 0.01))
    return program


def add_row(
    program: Program, terms: Mapping[int, float], least: float | None, greatest: float | None
) -> None:
    """least <= sum of coefficient * column <= greatest."""
    program.addRow(
        -highspy.kHighsInf if least is None else float(least),
        highspy.kHighsInf if greatest is None else float(greatest),
        len(terms),
        np.fromiter(terms, dtype=np.int32, count=len(terms)),
        np.fromiter(terms.values(), dtype=float, count=len(terms)),
    )


def run(program: Program) -> highspy.HighsModelStatus:
    """Solve, and say how it ended. A start from the last optimum can end in not knowing,
    mostly where there is no end: then once more from nothing."""
    program.run()
    if program.getModelStatus() == highspy.HighsModelStatus.kUnknown:
        program.clearSolver()
        program.run()
    return program.getModelStatus()


def solve(program: Program) -> bool:
    """Solve, and say whether the optimum was found."""
    return bool(run(program) == OPTIMAL)
