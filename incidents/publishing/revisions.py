"""Figures that have changed since they were published.

A release says what was true when it was made. A figure that differs now is another quantity,
and carries another name, so that neither is taken for the other when a table is audited. A
figure that is still the same keeps its name, whatever else of its year was revised: what one
release hides of it the other must not show.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from core.disclosure import Figure, Key, Quantities, Ratio, Release, Sum
from incidents.publishing.tables import PrintedRow, Tables


def with_revised_figures(tables: Tables, past: Sequence[Release]) -> Tables:
    """The tables, with each figure that was published otherwise under a name of its own."""
    names = {key: _name(key, now, past) for key, now in tables.quantities.figures.items()}
    revised = dict.fromkeys(old[0] for old, new in names.items() if old != new)
    if not revised:
        return tables
    return replace(
        tables,
        quantities=_renamed(tables.quantities, names.__getitem__),
        tables=[
            replace(each, rows=[_row(row, names.__getitem__) for row in each.rows])
            for each in tables.tables
        ],
        hide=frozenset(map(names.__getitem__, tables.hide)),
        names=names,
        notes=[
            *tables.notes,
            *((year, "Revised since it was first published.") for year in revised),
        ],
    )


def _renamed(held: Quantities, name: Callable[[Key], Key]) -> Quantities:
    return Quantities(
        {name(old): figure for old, figure in held.figures.items()},
        tuple(Sum(name(one.total), tuple(map(name, one.parts))) for one in held.sums),
        tuple(_ratio(ratio, name) for ratio in held.ratios),
    )


def _ratio(old: Ratio, name: Callable[[Key], Key]) -> Ratio:
    below = old.denominator
    return replace(
        old,
        numerator=name(old.numerator),
        denominator=below if isinstance(below, int) else name(below),
    )


def _row(old: PrintedRow, name: Callable[[Key], Key]) -> PrintedRow:
    def cell(held: Key | Ratio | None) -> Key | Ratio | None:
        if held is None:
            return None
        return _ratio(held, name) if isinstance(held, Ratio) else name(held)

    return replace(old, cells=[cell(each) for each in old.cells])


def _name(key: Key, now: Figure, past: Sequence[Release]) -> Key:
    """The first name of a figure under which no other one was published."""
    return next(
        name
        for name in _names(key)
        if not any(_differs(release.figures.get(name), now) for release in past)
    )


def _names(key: Key) -> Iterator[Key]:
    year, *row = key
    yield key
    yield (f"{year}, revised", *row)
    number = 2
    while True:
        yield (f"{year}, revised {number}", *row)
        number += 1


def _differs(before: Figure, now: Figure) -> bool:
    return before is not None and now is not None and before != now
