"""Which numbers of people can stand behind a percentage."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import ceil, floor

from workforce.checks.tables import SEX, Row, Share

FEW = 40
"""Two groups of fewer staff than this can have the same figures by chance, and a group can
be as it was a year ago."""
FEW_UNEVEN = 25
"""The same where the figures of a row have different bases, since not everybody's ethnicity or
disability is held. Lower, because so many bases explain almost any figures."""


def can_be_of(share: Share, base: int) -> bool:
    """Whether some number out of `base` people gives this figure, rounded."""
    return ceil(Fraction(share.low) * base / 100) <= floor(Fraction(share.high) * base / 100)


def few_explain(row: Row) -> bool:
    """Whether a handful of staff can have all the figures of a row."""
    if row.headcount is not None and row.headcount < FEW:
        return True
    return any(_explain(row, range(n, n + 1), n) for n in range(1, FEW)) or any(
        _explain(row, range((n + 1) // 2, n + 1), n) for n in range(1, FEW_UNEVEN)
    )


def _explain(row: Row, bases: Iterable[int], staff: int) -> bool:
    return all(
        can_be_of(share, staff) if column in SEX else any(can_be_of(share, base) for base in bases)
        for column, share in row.shares.items()
    )


def smallest_base(share: Share) -> int:
    """The least number of people of whom some number gives this figure, rounded: the
    denominator of the simplest fraction in its range."""
    return _simplest(Fraction(share.low) / 100, Fraction(share.high) / 100).denominator


def _simplest(low: Fraction, high: Fraction) -> Fraction:
    whole = ceil(low)
    if whole <= high:
        return Fraction(whole)
    rest = _simplest(1 / (high - floor(low)), 1 / (low - floor(low)))
    return floor(low) + 1 / rest


def nearest_possible(share: Share, most: int) -> tuple[Fraction, Fraction]:
    """The next lower and the next higher share that some number of at most `most` people can
    have, in per cent. The figure itself is none of them."""
    wanted = Fraction(share.value) / 100
    below, above = Fraction(0), Fraction(1)
    while below.denominator + above.denominator <= most:
        middle = Fraction(below.numerator + above.numerator, below.denominator + above.denominator)
        if middle < wanted:
            below = middle
        else:
            above = middle
    return below * 100, above * 100
