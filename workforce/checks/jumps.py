"""The check of a table against the one before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from decimal import Decimal

from core.dates import in_words
from workforce.checks.tables import Row, Table
from workforce.checks.warning import Kind, Slip, slip

A_YEAR = timedelta(days=400)
"""A table counts as the one of the year before up to this long after it."""
STEP = Decimal(5)
"""Points by which a share may change in one year without a warning."""


def jumps(table: Table, others: Sequence[Table]) -> Iterator[Slip]:
    """A share does not change by more than 5 points in one year."""
    earlier = [
        other
        for other in others
        if other.organisation == table.organisation and table.day - A_YEAR <= other.day < table.day
    ]
    if not earlier:
        return
    before = max(earlier, key=lambda other: other.day)
    for row in table.rows:
        if row.group in before.by_group:
            yield from _jumps(table, row, before, before.by_group[row.group])


def _jumps(table: Table, row: Row, before: Table, old_row: Row) -> Iterator[Slip]:
    for column, share in row.shares.items():
        old = old_row.shares.get(column)
        if old is None or column in table.breaks:
            continue
        change = share.value - old.value
        if abs(change) <= STEP + share.half + old.half:
            continue
        words = (
            f"{table.columns[column]} is {share.text}, but was {old.text} on "
            f"{in_words(before.day)}: {abs(change)} points {'more' if change > 0 else 'less'}"
        )
        if row.headcount:
            people = round(abs(change) * row.headcount / 100)
            words += f", about {people:,} of {_people(row.headcount)}"
        figures = (before.key, old.text, share.text)
        yield slip(Kind.JUMP, table, row, (column,), f"{words}.", figures)


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number:,} people"
