"""Which cells of a table are hidden: those of the rule, and the fewest others that keep them."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from core.disclosure.attacker import Attacker
from core.disclosure.heuristic import safe
from core.disclosure.optimal import cheapest
from core.disclosure.primary import needs_of, needs_of_past, wider
from core.disclosure.problem import (
    GRAND_COST,
    TOTAL_COST,
    Problem,
    Row,
    Side,
    known_from,
    narrowed,
    row_of_ratio,
    rows_of,
)
from core.disclosure.profile import Profile
from core.disclosure.quantities import Figure, Key, Kind, Quantities
from core.disclosure.ranges import ANY, NOUGHT, Range
from core.disclosure.rates import printed_units
from core.disclosure.release import Release
from core.disclosure.rounding import in_print


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


@dataclass(frozen=True)
class Task:
    """A table to protect, and what is known beside it."""

    quantities: Quantities
    profile: Profile
    past: Sequence[Release] = ()
    hide: frozenset[Key] = frozenset()
    keep: Mapping[Key, int] | None = None

    @property
    def counts(self) -> dict[Key, int]:
        return {k: v for k, v in self.quantities.figures.items() if isinstance(v, int)}

    def needs(self) -> dict[Key, Range]:
        """What must stay possible, by this table's rule and by those of earlier releases."""
        found = needs_of(self.quantities.figures, self.profile, self.hide)
        for key, wanted in needs_of_past(self.past).items():
            found[key] = wider(wanted, found.get(key))
        return found


def protect(task: Task, seconds: float) -> Pattern:
    """Choose what to hide; after so many seconds a safe pattern is taken."""
    start = time.monotonic()
    problem, zeros_hidden = _possible(task)
    every = problem.pattern(problem.free)
    lost = {side.column for side in Attacker(problem).missed(every)}
    problem = replace(problem, sides=[s for s in problem.sides if s.column not in lost])
    attacker = Attacker(problem)
    known = {problem.keys[column] for column in lost} | {
        key
        for key, wanted in task.needs().items()
        if not problem.hidden[problem.columns[key]].holds(wanted)
    }
    found = cheapest(problem, attacker, start + seconds)
    chosen = found.chosen
    if chosen is None:
        chosen = safe(problem, attacker, time.monotonic() + max(seconds, 0.5))
        method = Method.HEURISTIC
    else:
        method = Method.OPTIMAL if chosen else Method.NONE
    return Pattern(
        primary=frozenset(problem.keys[column] for column in problem.fixed) | _hidden_by_rule(task),
        secondary=frozenset(problem.keys[column] for column in chosen),
        method=method,
        cost=problem.cost(chosen),
        bound=found.bound,
        zeros_hidden=zeros_hidden,
        already_known=frozenset(known),
    )


def _possible(task: Task) -> tuple[Problem, bool]:
    """The problem, and whether zeros must be hidden too because hiding all else is too little."""
    shows_zeros = task.profile.zero_shown
    if shows_zeros and any(task.counts.get(key) == 0 for key in task.hide):
        return problem_of(task, zeros_hidden=True), True
    problem = problem_of(task)
    if shows_zeros and (lost := _lost(problem)):
        with_zeros = problem_of(task, zeros_hidden=True)
        if _lost(with_zeros) < lost:
            return with_zeros, True
    return problem, False


def _lost(problem: Problem) -> int:
    """How many sides cannot be reached though every cell is hidden that may be."""
    return len(list(Attacker(problem).missed(problem.pattern(problem.free))))


def _hidden_by_rule(task: Task) -> frozenset[Key]:
    return frozenset(
        key for key, count in task.counts.items() if task.profile.hides(count) or key in task.hide
    )


def problem_of(task: Task, *, zeros_hidden: bool = False) -> Problem:
    """The task in columns and rows."""
    known = known_from(task.past)
    figures = task.quantities.figures
    rows = _rows(task)
    keys = list(dict.fromkeys([*figures, *known, *(key for row in rows for key in row.terms)]))
    profile, by_rule, needs = task.profile, _hidden_by_rule(task), task.needs()
    hidden_now = profile.meaning(profile.confidential.sign, zeros_hidden=zeros_hidden)
    shown, hidden, free, fixed = [], [], [], set()
    for column, key in enumerate(keys):
        before = known.get(key, ANY)
        count = figures.get(key)
        if not isinstance(count, int):
            alone = before.also(NOUGHT) if count is Kind.NOT_APPLICABLE else before
            shown.append(alone)
            hidden.append(alone)
            continue
        printed = profile.meaning(in_print(count, profile)) if key not in by_rule else hidden_now
        in_view, out_of_view = narrowed(key, before, printed), before.also(hidden_now)
        wanted = needs.get(key)
        if before.exact:
            in_view = out_of_view = before
        elif key in by_rule or (wanted and not in_view.holds(wanted)):
            fixed.add(column)
        elif out_of_view.holds(in_view):
            free.append(column)
        else:  # a zero that is shown
            out_of_view = in_view
        shown.append(in_view)
        hidden.append(out_of_view)
    problem = Problem(
        keys=keys,
        rows=rows,
        shown=shown,
        hidden=hidden,
        free=free,
        fixed=frozenset(fixed),
        costs=_costs(task, keys),
        sizes=_sizes(task, keys),
        sides=[],
    )
    return replace(problem, sides=_sides(problem, needs, task))


def _sides(problem: Problem, needs: Mapping[Key, Range], task: Task) -> list[Side]:
    """What is asked of the counts that can be protected still."""
    figures: dict[Key, Figure] = {}
    for release in task.past:
        figures |= release.figures
    figures |= task.counts
    columns = problem.columns
    sides = []
    for key, wanted in needs.items():
        column, count = columns[key], figures[key]
        end = wanted.greatest
        if not isinstance(count, int) or end is None or not problem.hidden[column].holds(wanted):
            continue
        sides.append(Side(column, 1, end, max(end - count, 0)))
        sides.append(Side(column, -1, wanted.least, max(count - wanted.least, 0)))
    return [side for side in sides if side.amount > 0]


def _rows(task: Task) -> list[Row]:
    sums = dict.fromkeys(task.quantities.sums)
    for release in task.past:
        sums |= dict.fromkeys(release.sums)
    rows = rows_of(sums)
    for release in task.past:
        for ratio, text in release.ratios.items():
            units = printed_units(text, release.profile)
            if units is not None:
                rows += row_of_ratio(ratio, units)
            if text == release.profile.low.sign:
                rows.append(Row({ratio.numerator: 1}, 1, None))
    return rows


def _costs(task: Task, keys: Sequence[Key]) -> list[int]:
    """Totals cost more than their parts; times the weight of what an officer prefers to keep."""
    sums = task.quantities.sums
    totals = {one.total for one in sums}
    parts = {part for one in sums for part in one.parts}
    grand = {s.total for s in sums if totals.intersection(s.parts)} - parts
    weights = task.keep or {}
    return [
        (GRAND_COST if key in grand else TOTAL_COST if key in totals else 1) * weights.get(key, 1)
        for key in keys
    ]


def _sizes(task: Task, keys: Sequence[Key]) -> list[int]:
    counts = task.counts
    ranks = {count: rank for rank, count in enumerate(sorted(set(counts.values())), start=1)}
    return [ranks.get(counts.get(key, 0), 0) for key in keys]
