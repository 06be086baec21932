"""The filters of the list of KPIs."""

from __future__ import annotations

import django_filters
from django.db.models import QuerySet

from core.filters import WordsFilter
from plans.filters.parts import PartFilter
from plans.models import Indicator
from plans.ratings import CHOICES as RATINGS
from plans.ratings import rated_as


class KpiFilter(PartFilter):
    """KPIs, also by their rating, which comes last: it is worked out for what the others leave."""

    words = WordsFilter(within=("refs", "measure", "responsible"))

    status = django_filters.ChoiceFilter(
        label="Status",
        choices=RATINGS,
        method="filter_status",
        empty_label="Any status",
    )

    class Meta:
        model = Indicator
        fields = (
            "words",
            "directorate",
            "year",
            "plan",
            "plans",
            "outcome",
            "lead",
            "division",
            "status",
        )

    def filter_status(
        self, kpis: QuerySet[Indicator], _name: str, value: str
    ) -> QuerySet[Indicator]:
        return rated_as(kpis, value)
