"""Figures as they are printed, and rounding to a base.

Plain rounding takes each figure, totals too, to the nearest multiple. Controlled rounding
(Cox 1987) takes each to one of the two multiples beside it so that parts still add up to
their totals: readers see no sum that is out by a few, and cannot work back from one.
"""

from __future__ import annotations

from collections.abc import Mapping

from core.disclosure.highs import WHOLE, add_row, quiet, solve
from core.disclosure.profile import Profile
from core.disclosure.quantities import Figure, Key, Kind, Quantities


def in_print(figure: Figure, profile: Profile, rounded: int | None = None) -> str:
    """The text of a cell that is not hidden; `rounded` where it was rounded with others."""
    if figure is None:
        return profile.not_available.sign
    if isinstance(figure, Kind):
        return profile.not_applicable.sign
    if profile.base is None:
        return f"{figure:,}"
    if rounded is None:
        rounded = (2 * figure + profile.base) // (2 * profile.base) * profile.base
    if rounded == 0 and (figure or not profile.zero_shown):
        return profile.low.sign
    return f"{rounded:,}"


def controlled(quantities: Quantities, base: int, seconds: float) -> Mapping[Key, int] | None:
    """Rounded figures that add up, as near to the true ones as can be; None where there are
    none (three breakdowns can be too many) or not in time."""
    counts = {k: v for k, v in quantities.figures.items() if isinstance(v, int)}
    columns = {key: column for column, key in enumerate(counts)}
    program = quiet(seconds=seconds)
    for key, column in columns.items():
        below, over = divmod(counts[key], base)
        program.addVar(below, below + (over > 0))
        program.changeColCost(column, base - 2 * over)
        program.changeColIntegrality(column, WHOLE)
    for one in quantities.sums:
        members = {one.total: 1.0} | dict.fromkeys(one.parts, -1.0)
        if any(quantities.figures[key] is None for key in members):
            continue
        terms = {columns[key]: sign for key, sign in members.items() if key in columns}
        add_row(program, terms, 0, 0)
    if not solve(program):
        return None
    values = program.getSolution().col_value
    return {key: round(values[column]) * base for key, column in columns.items()}


def words_of_rounding(profile: Profile, *, adds_up: bool) -> str:
    """For the note under a rounded table."""
    how = "up or down so that numbers add up" if adds_up else "each by itself, totals too"
    return f"Numbers are rounded to a multiple of {profile.base}, {how}"
