"""What somebody typed as a figure of a KPI: understood, or refused by name, never guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.core.exceptions import ValidationError

from plans.figures import Figure, Sign, is_percentage, read_figure
from plans.models import Indicator

_COMMA = re.compile(r"^[+\-−–]?\s*£?\s*\d+(?:[.,]\d+)*,\d+\s*\S*$", re.ASCII)
_NO_FIGURE = {"n/a", "na", "n.a.", "-", "–", "—", "tbc", "tba", "x", "not available", "none", "nil"}
_WHOLE_FRACTION = Decimal(1)
_SHOWN = 40
"""So much of what was typed is repeated in a message."""
_MOST, _DECIMALS = Decimal(10**12), 4
"""Counts below this, and with so many decimals, are kept exactly as they were typed."""


@dataclass(frozen=True)
class Typed:
    """A figure as it is kept: its text, and of how many it is a share."""

    text: str
    numerator: Decimal | None = None
    denominator: Decimal | None = None


def read_typed(
    indicator: Indicator, text: str, numerator: str = "", denominator: str = ""
) -> Typed | None:
    """What was typed for a KPI; None where the boxes are empty. 0 is a figure.

    A percentage may be left to be worked out from numerator and denominator. Raises
    ValidationError with the fields "figure", "numerator" and "denominator".
    """
    text = _plainly(text)
    if not text and not numerator.strip() and not denominator.strip():
        return None
    share = _share(numerator, denominator)
    if not text:
        if share is None or not is_percentage(indicator.unit):
            raise ValidationError({"figure": "Enter the figure as well"})
        return Typed(_as_percentage(*share), *share)
    figure = read_figure(text)
    if figure is None:
        raise ValidationError({"figure": _why_not_a_figure(text)})
    _refuse_other_unit(indicator, text, figure)
    if share is None:
        return Typed(text)
    _refuse_disagreement(indicator, text, figure, share)
    return Typed(text, *share)


def _plainly(text: str) -> str:
    """Without white space around it and before a per cent sign."""
    return re.sub(r"\s+%", "%", " ".join(text.split()))


def _why_not_a_figure(text: str) -> str:
    if text.casefold() in _NO_FIGURE:
        return (
            f"“{text}” is not a figure. Leave the box empty if there is no figure yet, "
            "and enter 0 if it is nought"
        )
    if re.fullmatch(r"£?[\d,]{13,}", text, re.ASCII):
        return f"“{text[:_SHOWN]}” is too large. Enter a figure below one million million"
    if _COMMA.match(text) and len(text) <= _SHOWN:
        either = [text.replace(",", "."), text.replace(",", "")]
        clear = text.count(",") == 1 and all(read_figure(one) for one in either)
        could = " or ".join(either) if clear else "a figure such as 1,200 or 12.5"
        return f"“{text}” can be read in two ways. Enter {could}"
    return f"“{text[:_SHOWN]}” is not a figure. Enter a figure such as 51%, 1,200 or £84,000"


def _refuse_other_unit(indicator: Indicator, text: str, figure: Figure) -> None:
    """A per cent sign or pound sign that does not fit the measure is a slip."""
    unit = indicator.unit.strip()
    percentage = is_percentage(unit)
    counted_in_points = figure.sign is Sign.POINTS and "point" in unit.casefold()
    if unit and figure.sign is not Sign.NONE and not percentage and not counted_in_points:
        raise ValidationError(
            {"figure": f"“{text}” is a percentage, but this measure is counted in {unit}"}
        )
    if "£" in text and unit and "£" not in unit and "pound" not in unit.casefold():
        raise ValidationError(
            {"figure": f"“{text}” is money, but this measure is counted in {unit}"}
        )
    if (suffix := text[-1:].casefold()) in "km" and suffix == unit[:1].casefold():
        number = text[:-1].strip()
        written_out = f"{figure.value.normalize():,f}"
        raise ValidationError(
            {"figure": f"“{text}” can be read in two ways. Enter {number} or {written_out}"}
        )
    between = 0 < abs(figure.value) < _WHOLE_FRACTION
    if percentage and figure.sign is Sign.NONE and between:
        as_share = f"{(figure.value * 100).normalize():f}%"
        raise ValidationError(
            {"figure": f"“{text}” can be read in two ways. Enter {as_share} or {text}%"}
        )


def _share(numerator: str, denominator: str) -> tuple[Decimal, Decimal] | None:
    if not numerator.strip() and not denominator.strip():
        return None
    faults: dict[str, str] = {}
    above = _count(numerator, "numerator", faults)
    below = _count(denominator, "denominator", faults)
    if below == 0:
        faults["denominator"] = "The denominator must be more than 0"
    if faults or above is None or below is None:
        raise ValidationError(faults)
    return above, below


def _count(text: str, name: str, faults: dict[str, str]) -> Decimal | None:
    text = text.strip()
    if not text:
        faults[name] = f"Enter the {name} as well, or leave both empty"
        return None
    figure = read_figure(text)
    if figure is None or figure.sign is not Sign.NONE or figure.value < 0:
        faults[name] = f"“{text[:_SHOWN]}” is not a count. Enter a number such as 45 or 1,200"
        return None
    if figure.value >= _MOST or figure.value != round(figure.value, _DECIMALS):
        faults[name] = (
            f"“{text[:_SHOWN]}” cannot be kept exactly. Enter a number below one million million "
            "with at most four decimals"
        )
        return None
    return figure.value


def _as_percentage(numerator: Decimal, denominator: Decimal) -> str:
    """A percentage with one decimal, where it has one."""
    value = (100 * numerator / denominator).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{value.normalize():f}%"


def _refuse_disagreement(
    indicator: Indicator, text: str, figure: Figure, share: tuple[Decimal, Decimal]
) -> None:
    """A percentage and its counts must say the same, as far as it was rounded."""
    if not is_percentage(indicator.unit, figure) or figure.sign is Sign.POINTS:
        return
    worked_out = 100 * share[0] / share[1]
    decimals = -int(figure.value.as_tuple().exponent)
    if abs(worked_out - figure.value) > Decimal(5).scaleb(-decimals - 1):
        shown = f"{share[0].normalize():,f} of {share[1].normalize():,f}"
        raise ValidationError(
            {"figure": f"“{text}” is not {shown}, which is {_as_percentage(*share)}"}
        )
