"""What was reported of many KPIs in the plans that they were carried forward from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import prefetch_related_objects

from plans.models import Indicator
from plans.models.indicator import PLANS_BACK


def fetch_lineage(indicators: Iterable[Indicator]) -> None:
    """Fetch the earlier KPIs of each, and their figures: three queries for each plan back."""
    level: list[Any] = list(indicators)
    for _ in range(PLANS_BACK):
        prefetch_related_objects(level, "carried_from")
        level = [kpi.carried_from for kpi in level if kpi.carried_from is not None]
        if not level:
            return
        prefetch_related_objects(level, "actuals", "quarters")
