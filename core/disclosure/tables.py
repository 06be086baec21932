"""The usual tables as quantities: rows by columns, and breakdowns of a total by years."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from core.disclosure.quantities import Figure, Key, Kind, Quantities, Sum

TOTAL = "total"
NOT_RECORDED = "not recorded"
RECORDED = "recorded"

Counts = Mapping[str, Mapping[str, Figure]]
"""Counts by row, then by column."""


def add_up(figures: Sequence[Figure]) -> Figure:
    """A total from true figures; not held where a part is not held."""
    if None in figures:
        return None
    counts = [figure for figure in figures if isinstance(figure, int)]
    return sum(counts) if counts else Kind.NOT_APPLICABLE


def two_way(counts: Counts, key: Callable[[str, str], Key]) -> Quantities:
    """A table of rows by columns with its margins and its grand total.

    `key` names the quantity of a row and a column; TOTAL stands for all rows or columns.
    Tables whose keys agree on a margin share it.
    """
    columns = list(dict.fromkeys(column for row in counts.values() for column in row))
    filled = {row: {c: cells.get(c) for c in columns} for row, cells in counts.items()}
    for cells in filled.values():
        cells[TOTAL] = add_up(list(cells.values()))
    across = [*columns, TOTAL]
    bottom = {c: add_up([cells[c] for cells in filled.values()]) for c in across}
    sums = [
        Sum(key(row, TOTAL), tuple(key(row, column) for column in columns))
        for row in [*filled, TOTAL]
    ] + [Sum(key(TOTAL, column), tuple(key(row, column) for row in filled)) for column in across]
    figures = {
        key(row, column): figure
        for row, cells in [*filled.items(), (TOTAL, bottom)]
        for column, figure in cells.items()
    }
    return Quantities(figures, tuple(sums))


def by_years(
    totals: Mapping[str, Figure],
    breakdowns: Mapping[str, Counts],
    spans: Mapping[str, Sequence[str]] | None = None,
) -> Quantities:
    """Several breakdowns of the same totals, by years.

    `breakdowns` holds for each breakdown its categories and their counts by year. What a
    breakdown leaves of the year's total is the quantity (year, breakdown, NOT_RECORDED), which
    is published like any other: "135 of 139 recorded" tells it, and is not to be printed where
    it is hidden. Where the categories add up to more than the total (an
    incident with several victims), the breakdown has a sum of its own, (year, breakdown,
    RECORDED), and is not tied to the total. `spans` are totals over several years by their
    label: "2021/22 to 2025/26".
    """
    figures: dict[Key, Figure] = {(year, TOTAL): total for year, total in totals.items()}
    sums: list[Sum] = []
    for name, categories in breakdowns.items():
        for year, total in totals.items():
            held: dict[Key, Figure] = {
                (year, name, c): by_year.get(year) for c, by_year in categories.items()
            }
            figures |= held
            _close(figures, sums, (year, name), total, held)
    for label, years in (spans or {}).items():
        _add_span(figures, sums, label, years, breakdowns)
    return Quantities(figures, tuple(sums))


def _close(
    figures: dict[Key, Figure],
    sums: list[Sum],
    under: tuple[str, str],
    total: Figure,
    parts: Mapping[Key, Figure],
) -> None:
    """Tie a breakdown to its total by what is not recorded, or to a sum of its own."""
    counts = {key: count for key, count in parts.items() if isinstance(count, int)}
    if not counts or not isinstance(total, int):
        return
    rest = total - sum(counts.values())
    if rest >= 0:
        figures[(*under, NOT_RECORDED)] = rest
        sums.append(Sum((under[0], TOTAL), (*counts, (*under, NOT_RECORDED))))
    else:
        figures[(*under, RECORDED)] = sum(counts.values())
        sums.append(Sum((*under, RECORDED), tuple(counts)))


def _add_span(
    figures: dict[Key, Figure],
    sums: list[Sum],
    label: str,
    years: Sequence[str],
    breakdowns: Mapping[str, Counts],
) -> None:
    """The same rows for several years together."""

    def over_years(*row: str) -> Key:
        parts = tuple((year, *row) for year in years)
        figures[(label, *row)] = add_up([figures.get(part) for part in parts])
        if all(part in figures for part in parts):
            sums.append(Sum((label, *row), parts))
        return (label, *row)

    over_years(TOTAL)
    for name, categories in breakdowns.items():
        parts = [over_years(name, category) for category in categories]
        for rest in (NOT_RECORDED, RECORDED):
            if all((year, name, rest) in figures for year in years):
                parts.append(over_years(name, rest))
                whole = (label, TOTAL) if rest == NOT_RECORDED else parts.pop()
                if all(figures[part] is not None for part in [whole, *parts]):
                    sums.append(Sum(whole, tuple(parts)))
