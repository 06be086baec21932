"""The check for a row that repeats another row: the mark of a copying slip."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from workforce.checks.counting import FEW, few_explain
from workforce.checks.tables import FEMALE, MALE, Row, Table
from workforce.checks.warning import Kind, Slip, slip
from workforce.checks.words import listed

FEWEST_COLUMNS = 3
"""Rows that print fewer percentages are equal by chance too often."""
FEWEST_TELLING = 2
"""So are rows of which all but one figure is none or all: a group with nobody disabled and
nobody BME is told from others by its women alone."""
REST = 0.1
"""Where a directorate has all but this much of the council's staff of a group, the others
hardly move the figures."""


def repeated_rows(
    table: Table, others: Sequence[Table], badly_mixed: Collection[str]
) -> Iterator[Slip]:
    """No row equals another row of its table, or any row of another table, in every figure.

    `badly_mixed` are the totals that no weights of their parts explain: such a total may not
    equal its own part, while any other may.
    """
    for number, row in enumerate(table.rows):
        if len(row.shares) < FEWEST_COLUMNS or _telling(row) < FEWEST_TELLING:
            continue
        for other in table.rows[:number]:
            if _alike(table, row, table, other) and not _related(table, row, other, badly_mixed):
                yield _repeated(table, row, table, other, f"the row {other.name}")
        for other_table in others:
            for other in other_table.rows:
                if _alike(table, row, other_table, other) and not _same_staff(
                    table, row, other_table, other
                ):
                    where = f"the row {other.name} of {other_table.name}"
                    yield _repeated(table, row, other_table, other, where)


def _telling(row: Row) -> int:
    """How many figures of a row tell it from others. Male follows from female."""
    return len(
        {
            FEMALE if column == MALE else column
            for column, share in row.shares.items()
            if 0 < share.value < 100
        }
    )


def _alike(table: Table, row: Row, other_table: Table, other: Row) -> bool:
    """Whether two rows agree in every column that both tables print, and are no coincidence."""
    printed = {column for column in other.shares if column in table.columns}
    return (
        printed == row.shares.keys()
        and all(
            share.low < other.shares[column].high and other.shares[column].low < share.high
            for column, share in row.shares.items()
        )
        and not few_explain(row)
        and not few_explain(other)
    )


def _related(table: Table, row: Row, other: Row, badly_mixed: Collection[str]) -> bool:
    """Whether one is the other's total, and nearly all its staff are in that part."""
    return any(
        table.is_below(part.group, total) and total.group not in badly_mixed
        for total, part in ((row, other), (other, row))
    )


def _same_staff(table: Table, row: Row, other_table: Table, other: Row) -> bool:
    """Whether a directorate may well have all the council's staff of a group."""
    if not _nested(table, row, other_table, other):
        return False
    directorate, council = (other, row) if table.is_council else (row, other)
    if directorate.headcount is None or council.headcount is None:
        return row.is_school_staff and other.is_school_staff
    rest = council.headcount - directorate.headcount
    return 0 <= rest < max(FEW, council.headcount * REST)


def _nested(table: Table, row: Row, other_table: Table, other: Row) -> bool:
    return (
        row.group == other.group
        and table.day == other_table.day
        and table.is_council != other_table.is_council
    )


def _repeated(table: Table, row: Row, other_table: Table, other: Row, where: str) -> Slip:
    named = [f"{table.columns[column]} {share.text}" for column, share in row.shares.items()]
    words = f"{listed(named)} repeat {where}."
    headcounts = (row.headcount, other.headcount)
    if _nested(table, row, other_table, other) and None in headcounts:
        words += " That is right if all of these staff belong to the directorate."
    figures = [other_table.key, other.group, *(share.text for share in row.shares.values())]
    return slip(Kind.REPEATED_ROW, table, row, row.shares, words, figures)
