"""Checks of a row, or of a table, by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from core.text import counted
from workforce.checks.counting import nearest_possible, smallest_base
from workforce.checks.tables import FEMALE, MALE, Row, Share, Table
from workforce.checks.warning import Kind, Slip, slip
from workforce.checks.words import listed, would_fit

EXACT = ("0", "100")
"""None and all are often printed without decimals in a table that has them."""


def female_and_male_differ(row: Row) -> bool:
    """Whether they are not 100 together, by more than the rounding of both."""
    if not {FEMALE, MALE} <= row.shares.keys():
        return False
    female, male = row.shares[FEMALE], row.shares[MALE]
    return abs(female.value + male.value - 100) > female.half + male.half


def female_and_male(table: Table) -> Iterator[Slip]:
    """Female and male are 100 together."""
    for row in filter(female_and_male_differ, table.rows):
        female, male = row.shares[FEMALE], row.shares[MALE]
        words = (
            f"female {female.text} and male {male.text} are {female.value + male.value} together, "
            "not 100."
        )
        rest = 100 - female.value
        if fits := would_fit(rest - female.half, rest + female.half, male):
            words += f" Beside female {female.text}, male would be {fits}."
        figures = (female.text, male.text)
        yield slip(Kind.FEMALE_AND_MALE, table, row, (FEMALE, MALE), words, figures)


def mixed_decimals(table: Table) -> Iterator[Slip]:
    """All percentages of a table have the same number of decimals."""
    printed = [
        (row, column, share)
        for row in table.rows
        for column, share in row.shares.items()
        if share.text not in EXACT
    ]
    frequency = Counter(share.decimals for _row, _column, share in printed)
    if len(frequency) < 2:
        return
    usual = max(frequency, key=lambda decimals: (frequency[decimals], decimals))
    others = [one for one in printed if one[2].decimals != usual]
    named = [f"{share.text} ({table.columns[column]}, {row.name})" for row, column, share in others]
    words = f"most percentages have {counted(usual, 'decimal')}, but not {listed(named)}."
    columns = dict.fromkeys(column for _row, column, _share in others)
    figures = [f"{row.group} {column} {share.text}" for row, column, share in others]
    yield slip(Kind.MIXED_DECIMALS, table, None, columns, words, [usual, *figures])


def no_such_count(table: Table) -> Iterator[Slip]:
    """A small group can only have the shares that some number of its people gives."""
    for row in table.rows:
        for column, share in row.shares.items():
            if row.headcount is not None and not _possible(share, row.headcount):
                yield _impossible(table, row, column, row.headcount)


def _possible(share: Share, headcount: int) -> bool:
    return share.low == 0 if headcount == 0 else smallest_base(share) <= headcount


def _impossible(table: Table, row: Row, column: str, headcount: int) -> Slip:
    share = row.shares[column]
    figure = f"{table.columns[column]} is {share.text}"
    if headcount == 0:
        words = f"{figure}, but the headcount is 0."
    else:
        near = [_in_print(one, share) for one in nearest_possible(share, headcount)]
        words = (
            f"{figure}, which a headcount of {headcount:,} cannot give. "
            f"The nearest that it can give are {listed(near)}."
        )
    return slip(Kind.NO_SUCH_COUNT, table, row, (column,), words, (headcount, share.text))


def _in_print(share: Fraction, like: Share) -> str:
    exact = Decimal(share.numerator) / Decimal(share.denominator)
    return str(exact.quantize(like.unit, rounding=ROUND_HALF_UP))
