"""Checks of a total against its parts, and of a directorate against the council."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workforce.checks.tables import Row, Table
from workforce.checks.warning import Kind, Slip, slip
from workforce.checks.words import listed, outward


def comparable_columns(table: Table, total: Row) -> list[str]:
    """The columns that a total prints and all its parts with staff too."""
    parts = table.staffed_parts_of(total)
    return [column for column in total.shares if all(column in part.shares for part in parts)]


def columns_outside_parts(table: Table, total: Row) -> list[str]:
    """Where no true shares within rounding put the total between its parts."""
    return [column for column in comparable_columns(table, total) if _outside(table, total, column)]


def _outside(table: Table, total: Row, column: str) -> bool:
    shares = [part.shares[column] for part in table.staffed_parts_of(total)]
    share = total.shares[column]
    return share.high < min(s.low for s in shares) or share.low > max(s.high for s in shares)


def outside_parts(table: Table) -> Iterator[Slip]:
    """A total's percentage lies between the least and the greatest of its parts."""
    for total in table.totals():
        parts = table.staffed_parts_of(total)
        for column in columns_outside_parts(table, total):
            share = total.shares[column]
            shares = [part.shares[column] for part in parts]
            named = [f"{s.text} ({part.name})" for s, part in zip(shares, parts, strict=True)]
            values = [s.value for s in shares]
            fits = outward(min(values), max(values), share.unit)
            figure = f"{table.columns[column]} is {share.text}"
            if len(parts) == 1:
                words = f"{figure}, but its only part with staff has {named[0]}."
            else:
                words = (
                    f"{figure}, but its parts are {listed(named)}. "
                    f"A total lies between them: {fits}."
                )
            figures = [share.text, *named_figures(parts, (column,))]
            yield slip(Kind.OUTSIDE_PARTS, table, total, (column,), words, figures)


def named_figures(rows: Sequence[Row], columns: Sequence[str]) -> list[str]:
    """The figures of some rows, for the key of a warning."""
    return [f"{row.group} {row.shares[column].text}" for row in rows for column in columns]


def headcount_sum(table: Table) -> Iterator[Slip]:
    """A total's headcount is the sum of its parts'."""
    for total in table.rows:
        parts = table.parts_of(total)
        counts = [part.headcount for part in parts if part.headcount is not None]
        if not parts or len(counts) < len(parts) or total.headcount in (None, sum(counts)):
            continue
        named = [f"{part.headcount:,} ({part.name})" for part in parts]
        words = (
            f"headcount is {total.headcount:,}, but its parts are {listed(named)}: "
            f"{sum(counts):,} together."
        )
        figures = [total.headcount, *(f"{part.group} {part.headcount}" for part in parts)]
        yield slip(Kind.HEADCOUNT_SUM, table, total, (), words, figures)


def directorate_above_council(table: Table, others: Sequence[Table]) -> Iterator[Slip]:
    """A directorate has no more staff of a group than the council on the same day."""
    councils = [other for other in others if other.is_council and other.day == table.day]
    for council in councils if not table.is_council else ():
        for row in table.rows:
            whole = council.by_group.get(row.group)
            if row.headcount is None or whole is None or whole.headcount is None:
                continue
            if row.headcount > whole.headcount:
                words = (
                    f"headcount is {row.headcount:,}, more than the {whole.headcount:,} of the "
                    f"same group in {council.name}."
                )
                figures = (council.key, row.headcount, whole.headcount)
                yield slip(Kind.DIRECTORATE_ABOVE_COUNCIL, table, row, (), words, figures)
