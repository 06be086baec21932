"""A table to protect, and what is known beside it, as a problem in columns and rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

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


@dataclass(frozen=True)
class Task:
    """A table to protect, and what is known beside it.

    `turned`: rounded counts that ask for their other neighbour; `zeros_hidden`: zeros may be
    hidden though the profile shows them.
    """

    quantities: Quantities
    profile: Profile
    past: Sequence[Release] = ()
    hide: frozenset[Key] = frozenset()
    keep: Mapping[Key, int] | None = None
    turned: frozenset[Key] = frozenset()
    zeros_hidden: bool = False

    @property
    def counts(self) -> dict[Key, int]:
        return {k: v for k, v in self.quantities.figures.items() if isinstance(v, int)}

    def needs(self) -> dict[Key, Range]:
        """What must stay possible, by this table's rule and by those of earlier releases."""
        found = needs_of(self.quantities.figures, self.profile, self.hide, self.turned)
        for key, wanted in needs_of_past(self.past).items():
            found[key] = wider(wanted, found.get(key))
        return found

    def by_rule(self) -> frozenset[Key]:
        """What is hidden for what it is, or by an officer."""
        small = {key for key, count in self.counts.items() if self.profile.hides(count)}
        return self.hide.intersection(self.counts) | small


def problem_of(task: Task) -> Problem:
    """The task in columns and rows."""
    known = known_from(task.past)
    figures = task.quantities.figures
    rows = _rows(task)
    keys = list(dict.fromkeys([*figures, *known, *(key for row in rows for key in row.terms)]))
    profile, by_rule, needs = task.profile, task.by_rule(), task.needs()
    hidden_now = profile.meaning(profile.confidential.sign, zeros_hidden=task.zeros_hidden)
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
        if before.exact:
            in_view = out_of_view = before
        elif key in by_rule or not in_view.holds(needs.get(key, in_view).also(out_of_view)):
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
    """What must stay possible, as far as earlier releases left it possible."""
    figures: dict[Key, Figure] = {}
    for release in task.past:
        figures |= release.figures
    figures |= task.counts
    columns = problem.columns
    sides = []
    for key, wanted in needs.items():
        column, count = columns[key], figures[key]
        least, greatest = wanted.also(problem.hidden[column])
        if isinstance(count, int) and greatest is not None:
            sides.append(Side(column, 1, greatest, greatest - count))
            sides.append(Side(column, -1, least, count - least))
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
