"""Which cells of a table are hidden: those of the rule, and the fewest others that keep them."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from enum import Enum
from math import ceil

from core.disclosure.attacker import Attacker
from core.disclosure.heuristic import safe
from core.disclosure.highs import NEAR
from core.disclosure.optimal import cheapest
from core.disclosure.problem import Problem, Side
from core.disclosure.quantities import Key
from core.disclosure.ranges import Range
from core.disclosure.task import Task, problem_of


class Method(Enum):
    """How the cells were chosen that are hidden beside those of the rule."""

    NONE = "nothing else had to be hidden"
    OPTIMAL = "the cheapest pattern"
    HEURISTIC = "a safe pattern; there was no time to find the cheapest"


@dataclass(frozen=True)
class Pattern:
    """What is hidden, and how well it was chosen.

    The cost is that of the cells hidden beside those of the rule: 1 for an ordinary cell, 4
    for a total, 40 for a total of totals. No safe pattern costs less than the bound.
    """

    primary: frozenset[Key]
    secondary: frozenset[Key]
    method: Method
    cost: int
    bound: int
    zeros_hidden: bool
    already_known: frozenset[Key]

    @property
    def hidden(self) -> frozenset[Key]:
        return self.primary | self.secondary

    @property
    def optimal(self) -> bool:
        return self.cost == self.bound


def protect(task: Task, seconds: float) -> Pattern:
    """Choose what to hide; after so many seconds a safe pattern is taken."""
    start = time.monotonic()
    task, problem, lost = _possible(task)
    known = {problem.keys[side.column] for side in lost} | {
        key
        for key, wanted in task.needs().items()
        if not problem.hidden[problem.columns[key]].holds(wanted)
    }
    problem = _within_reach(problem, lost)
    attacker = Attacker(problem)
    found = cheapest(problem, attacker, start + seconds)
    chosen = found.chosen
    if chosen is None:
        chosen = safe(problem, attacker, time.monotonic() + max(seconds, 0.5))
        method = Method.HEURISTIC
    else:
        method = Method.OPTIMAL if chosen else Method.NONE
    return Pattern(
        primary=frozenset(problem.keys[column] for column in problem.fixed) | task.by_rule(),
        secondary=frozenset(problem.keys[column] for column in chosen),
        method=method,
        cost=problem.cost(chosen),
        bound=found.bound,
        zeros_hidden=task.zeros_hidden,
        already_known=frozenset(known),
    )


def _possible(task: Task) -> tuple[Task, Problem, dict[Side, int]]:
    """The task as it can be done, and by how much some sides cannot be reached.

    Where hiding all that may be hidden is too little, zeros may be hidden too; a rounded
    count may ask for its other neighbour. What is lost then, earlier releases gave away.
    """
    if task.profile.zero_shown and any(task.counts.get(key) == 0 for key in task.hide):
        task = replace(task, zeros_hidden=True)
    problem = problem_of(task)
    lost = _lost(problem)
    for zeros_hidden in (task.zeros_hidden, task.profile.zero_shown):
        for turns in (False, task.profile.rounds_instead):
            if not lost:
                break
            turned = frozenset(problem.keys[side.column] for side in lost if turns)
            other = replace(task, zeros_hidden=zeros_hidden, turned=task.turned ^ turned)
            other_problem = problem_of(other)
            if len(still := _lost(other_problem)) < len(lost):
                task, problem, lost = other, other_problem, still
    return task, problem, lost


def _lost(problem: Problem) -> dict[Side, int]:
    """What cannot be reached though every cell is hidden that may be, and by how much."""
    attacker = Attacker(problem)
    attacker.face(problem.pattern(problem.free))
    missing = {side: ceil(attacker.missing(side) - NEAR) for side in problem.sides}
    return {side: amount for side, amount in missing.items() if amount > 0}


def _within_reach(problem: Problem, lost: dict[Side, int]) -> Problem:
    """What is given away in part is not to be given away in full; what is given away in full
    is as good as shown, and hides nothing else."""
    sides = []
    for side in problem.sides:
        less = lost.get(side, 0)
        nearer = side._replace(target=side.target - side.sign * less, amount=side.amount - less)
        if nearer.amount > 0:
            sides.append(nearer)
    open_columns = {side.column for side in sides}
    shown, hidden = list(problem.shown), list(problem.hidden)
    gone = {side.column: side for side in lost if side.column not in open_columns}
    for column, side in gone.items():
        count = side.target - side.sign * side.amount
        shown[column] = hidden[column] = Range(count, count)
    fixed = problem.fixed - gone.keys()
    free = [column for column in problem.free if column not in gone]
    return replace(problem, sides=sides, shown=shown, hidden=hidden, fixed=fixed, free=free)
