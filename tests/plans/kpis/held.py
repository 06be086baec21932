"""A KPI with all that is held of it, without a database."""

from decimal import Decimal
from itertools import count

from plans.models import Indicator, IndicatorActual, IndicatorTarget, QuarterActual

_numbers = count(1)
_PROVISIONAL = " provisional"


def kpi(
    *,
    target: str | None = None,
    targets: dict[str, str] | None = None,
    years: dict[str, str] | None = None,
    quarters: dict[tuple[str, int], str] | None = None,
    year: str = "2026/27",
    carried_from: Indicator | None = None,
    **about,
) -> Indicator:
    """A KPI with a target for `year` or `targets` by year, outturns by year and figures by
    year and quarter.

    A figure may be written with its counts: "50% = 45/90"; and with "provisional" after it.
    """
    found = Indicator(pk=next(_numbers), **{"unit": "number", "polarity": "higher", **about})
    found.carried_from = carried_from
    meant = {**(targets or {}), **({} if target is None else {year: target})}
    found._prefetched_objects_cache = {
        "targets": [IndicatorTarget(indicator=found, year=y, text=t) for y, t in meant.items()],
        "actuals": [
            IndicatorActual(indicator=found, year=y, **_figure(text))
            for y, text in (years or {}).items()
        ],
        "quarters": [
            QuarterActual(indicator=found, year=y, quarter=number, **_figure(text))
            for (y, number), text in (quarters or {}).items()
        ],
    }
    return found


def _figure(text: str) -> dict[str, object]:
    state = "provisional" if text.endswith(_PROVISIONAL) else "final"
    text, _, share = text.removesuffix(_PROVISIONAL).partition(" = ")
    numerator, _, denominator = share.partition("/")
    counts = {"numerator": Decimal(numerator), "denominator": Decimal(denominator)} if share else {}
    return {"text": text, "state": state, **counts}
