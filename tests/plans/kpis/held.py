"""A KPI with all that is held of it, without a database."""

from decimal import Decimal
from itertools import count

from plans.models import Indicator, IndicatorActual, IndicatorTarget, QuarterActual

_numbers = count(1)


def kpi(
    *,
    target: str | None = None,
    years: dict[str, str] | None = None,
    quarters: dict[tuple[str, int], str] | None = None,
    year: str = "2026/27",
    **about,
) -> Indicator:
    """A KPI with a target for `year`, outturns by year and figures by year and quarter.

    A figure of a quarter may be written with its counts: "50% = 45/90".
    """
    found = Indicator(pk=next(_numbers), **{"unit": "number", "polarity": "higher", **about})
    targets = [] if target is None else [IndicatorTarget(indicator=found, year=year, text=target)]
    actuals = [
        IndicatorActual(indicator=found, year=y, text=text) for y, text in (years or {}).items()
    ]
    found._prefetched_objects_cache = {
        "targets": targets,
        "actuals": actuals,
        "quarters": [_quarter(found, *when, text) for when, text in (quarters or {}).items()],
    }
    return found


def _quarter(indicator: Indicator, year: str, quarter: int, text: str) -> QuarterActual:
    text, _, share = text.partition(" = ")
    numerator, _, denominator = share.partition("/")
    return QuarterActual(
        indicator=indicator,
        year=year,
        quarter=quarter,
        text=text,
        numerator=Decimal(numerator) if share else None,
        denominator=Decimal(denominator) if share else None,
    )
