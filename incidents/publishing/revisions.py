"""Years whose figures have changed since they were published.

A release says what was true when it was made. A figure that differs now is another quantity,
and carries another name, so that neither is taken for the other when a table is audited.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from core.disclosure import Key, Quantities, Ratio, Release, Sum
from incidents.publishing.tables import PrintedRow, Tables


def with_revised_years(tables: Tables, past: Sequence[Release]) -> Tables:
    """The tables, with the years that were published otherwise named as revised."""
    names = {year.name: _label(year.name, tables.quantities, past) for year in tables.years}
    revised = [name for name, label in names.items() if label != name]
    if not revised:
        return tables

    def key(old: Key) -> Key:
        return (names.get(old[0], old[0]), *old[1:])

    def ratio(old: Ratio) -> Ratio:
        below = old.denominator
        return replace(
            old,
            numerator=key(old.numerator),
            denominator=below if isinstance(below, int) else key(below),
        )

    def cell(old: Key | Ratio | None) -> Key | Ratio | None:
        if old is None:
            return None
        return ratio(old) if isinstance(old, Ratio) else key(old)

    def row(old: PrintedRow) -> PrintedRow:
        return replace(old, cells=[cell(each) for each in old.cells])

    held = tables.quantities
    return replace(
        tables,
        quantities=Quantities(
            {key(old): figure for old, figure in held.figures.items()},
            tuple(Sum(key(one.total), tuple(map(key, one.parts))) for one in held.sums),
            tuple(map(ratio, held.ratios)),
        ),
        tables=[replace(each, rows=[row(old) for old in each.rows]) for each in tables.tables],
        hide=frozenset(map(key, tables.hide)),
        labels={**tables.labels, **names},
        notes=[
            *tables.notes,
            *((name, "Revised since it was first published.") for name in revised),
        ],
    )


def _label(year: str, quantities: Quantities, past: Sequence[Release]) -> str:
    """The first name of a year under which nothing else was published."""
    return next(
        label
        for label in _names(year)
        if not any(_differs(year, label, quantities, release) for release in past)
    )


def _names(year: str) -> Iterator[str]:
    yield year
    yield f"{year}, revised"
    number = 2
    while True:
        yield f"{year}, revised {number}"
        number += 1


def _differs(year: str, label: str, quantities: Quantities, release: Release) -> bool:
    """Whether a release told another figure of any quantity of the year under this name."""
    for key, figure in release.figures.items():
        if key[0] == label:
            now = quantities.figures.get((year, *key[1:]))
            if now is not None and figure is not None and now != figure:
                return True
    return False
