"""What a printed figure or target means.

"869", "1,240", "£84,000", "51%", "22ppts" are figures; "-1%" and "+2 ppts" are changes
on the baseline; "To follow" is not a figure yet. The printed words are always kept; this
module is the only place that reads them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum

_POINTS = r"(?:percentage\s+points?|p\.?\s?p\.?t?\.?s?|% ?pts?|points?)"
_FIGURE = re.compile(
    rf"^(?P<sign>[+\-−–]?)\s*(?P<pound>£?)\s*(?P<number>\d{{1,3}}(?:,\d{{3}}){{1,3}}|\d{{1,12}})"
    rf"(?P<fraction>\.\d{{1,6}})?\s*(?P<suffix>%|per\s?cent|{_POINTS}|k|m)?$",
    re.IGNORECASE | re.ASCII,
)
_RANGE = re.compile(r"^(?P<low>.+?)\s*(?:–|—|-|to)\s*(?P<high>.+)$", re.IGNORECASE)
_THOUSANDS = {"k": Decimal(1000), "m": Decimal(1_000_000)}
_EXACT = Context(prec=100)
"""More digits than any figure that is worked out has before its decimals."""


class Sign(StrEnum):
    """What stands after a number."""

    NONE = ""
    PERCENT = "%"
    POINTS = "points"


@dataclass(frozen=True)
class Figure:
    """A number as printed, with what stands after it."""

    value: Decimal
    sign: Sign = Sign.NONE


class TargetKind(StrEnum):
    """Three kinds of target, stored as what they are."""

    FIGURE = "figure"
    CHANGE = "change"
    WORDS = "words"


@dataclass(frozen=True)
class Target:
    """What a target means: its kind, and its lowest and highest figure where it has one.

    For a target that is not a range both are the same. `reason` says why there is no
    figure: words, or a change without a baseline to work it out from.
    """

    kind: TargetKind
    low: Decimal | None = None
    high: Decimal | None = None
    reason: str = ""

    @property
    def has_figure(self) -> bool:
        return self.low is not None


def _read_number(text: str) -> tuple[str, Figure] | None:
    match = _FIGURE.match(" ".join(text.split()))
    if not match:
        return None
    number = Decimal(match["number"].replace(",", "") + (match["fraction"] or ""))
    suffix = (match["suffix"] or "").casefold()
    number *= _THOUSANDS.get(suffix, Decimal(1))
    if suffix in ("%", "per cent", "percent"):
        sign = Sign.PERCENT
    elif suffix and suffix not in _THOUSANDS:
        sign = Sign.POINTS
    else:
        sign = Sign.NONE
    direction = match["sign"].translate(str.maketrans("−–", "--"))
    return direction, Figure(-number if direction == "-" else number, sign)


def read_figure(text: str) -> Figure | None:
    """The figure that a baseline or actual states; None for nothing or words. 0 is a figure."""
    read = _read_number(text)
    return read[1] if read else None


def read_target(text: str, *, unit: str, polarity: str, baseline: Figure | None) -> Target:
    """What a printed target means for a KPI of this unit, polarity and baseline.

    A signed figure is a change on the baseline. "-1%" takes one hundredth off a number, a
    rate or an amount of money, and one percentage point off what is itself a percentage.
    """
    if polarity == "range" and (target := _read_range(text)):
        return target
    read = _read_number(text)
    if read is None:
        return Target(TargetKind.WORDS, reason="the target is not a figure yet")
    direction, figure = read
    if not direction:
        return Target(TargetKind.FIGURE, figure.value, figure.value)
    if baseline is None:
        return Target(TargetKind.CHANGE, reason="a change without a baseline to start from")
    if figure.sign == Sign.PERCENT and not is_percentage(unit, baseline):
        value = baseline.value * (1 + figure.value / 100)
    else:
        value = baseline.value + figure.value
    return Target(TargetKind.CHANGE, value, value)


def _read_range(text: str) -> Target | None:
    match = _RANGE.match(" ".join(text.split()))
    if not match:
        return None
    low, high = read_figure(match["low"]), read_figure(match["high"])
    if low is None or high is None or low.value > high.value:
        return None
    return Target(TargetKind.FIGURE, low.value, high.value)


def is_percentage(unit: str, *figures: Figure | None) -> bool:
    """Whether a KPI is measured in per cent or percentage points: by its unit, else its figures."""
    unit = unit.strip().casefold()
    if unit:
        return "%" in unit or "per cent" in unit or "percent" in unit or "ppt" in unit
    return any(figure is not None and figure.sign is not Sign.NONE for figure in figures)


def in_print(value: Decimal, like: str) -> str:
    """A figure that was worked out, printed as the one it was worked out of: its pound sign,
    its thousands, its decimals and what stands after it.

    Raises ValueError where that one is no figure.
    """
    like = " ".join(like.split())
    match = _FIGURE.match(like)
    if not match:
        raise ValueError(f"“{like}” is no figure")
    suffix = match["suffix"] or ""
    value /= _THOUSANDS.get(suffix.casefold(), Decimal(1))
    decimals = len(match["fraction"] or ".") - 1
    value = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _EXACT)
    number = f"{abs(value):,f}" if "," in match["number"] or match["pound"] else f"{abs(value):f}"
    space = " " if suffix and like.removesuffix(suffix).endswith(" ") else ""
    return f"{'-' if value < 0 else ''}{match['pound']}{number}{space}{suffix}"
