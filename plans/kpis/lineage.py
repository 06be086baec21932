"""What was reported of many KPIs in the plans that they were carried forward from."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import prefetch_related_objects

from plans.models import Indicator
from plans.models.indicator import PLANS_BACK

_PLANS = ["__".join(["carried_from"] * plans) for plans in range(1, PLANS_BACK + 1)]
LINEAGE = [
    f"{plan}{figures}"
    for plan in _PLANS
    for figures in ("", "__targets", "__actuals", "__quarters")
]
"""What a query prefetches with its KPIs: four queries for each plan back that there is."""


def fetch_lineage(indicators: Iterable[Indicator]) -> None:
    """Fetch the earlier KPIs of each, and their figures."""
    prefetch_related_objects(list(indicators), *LINEAGE)
