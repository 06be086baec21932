"""Figures and ranges as the warnings write them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from workforce.checks.tables import Share

SLACK = Decimal("0.000001")
"""Points by which the ends of a range may be off through arithmetic."""


def listed(words: Sequence[str], last: str = "and") -> str:
    """ "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def between(low: Decimal, high: Decimal) -> str:
    """ "12.1 to 24.6", or "12.1" where there is only one."""
    return f"{low}" if low == high else f"{low} to {high}"


def outward(low: Decimal, high: Decimal, unit: Decimal) -> str:
    """A range in the decimals of `unit`, rounded away from its middle."""
    return between(
        low.quantize(unit, rounding=ROUND_FLOOR), high.quantize(unit, rounding=ROUND_CEILING)
    )


def would_fit(low: Decimal, high: Decimal, like: Share) -> str:
    """The figures that can be printed, in the decimals of `like`, for a true share between
    `low` and `high`. Empty where there is none."""
    least = max(Decimal(0), low - like.half - SLACK).quantize(like.unit, rounding=ROUND_CEILING)
    most = min(Decimal(100), high + like.half + SLACK).quantize(like.unit, rounding=ROUND_FLOOR)
    return between(least, most) if least <= most else ""
