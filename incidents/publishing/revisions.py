"""Figures of returns that have changed since they were published, in the tables that print them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from core.disclosure import Key, Ratio, Release, renamed_ratio, renamed_where_revised
from incidents.publishing.tables import PrintedRow, Tables


def with_revised_figures(tables: Tables, past: Sequence[Release]) -> Tables:
    """The tables, with each figure that was published otherwise under a name of its own."""
    quantities, names = renamed_where_revised(tables.quantities, past)
    if not names:
        return tables
    return replace(
        tables,
        quantities=quantities,
        tables=[
            replace(each, rows=[_row(row, names) for row in each.rows]) for each in tables.tables
        ],
        hide=frozenset(names.get(key, key) for key in tables.hide),
        names=names,
        notes=[
            *tables.notes,
            *(
                (year, "Revised since it was first published.")
                for year in dict.fromkeys(key[0] for key in names)
            ),
        ],
    )


def _row(old: PrintedRow, names: Mapping[Key, Key]) -> PrintedRow:
    def cell(held: Key | Ratio | None) -> Key | Ratio | None:
        if held is None:
            return None
        return renamed_ratio(held, names) if isinstance(held, Ratio) else names.get(held, held)

    return replace(old, cells=[cell(each) for each in old.cells])
