from typing import Any

import django_filters
from django.db.models import QuerySet

from core.dates import read_year, year_label
from core.filters import FilterSet, WordsFilter
from council.models import Directorate
from plans.models import Plan
from plans.models.plan import PlanQuerySet


def year_choices(plans: QuerySet[Plan]) -> list[tuple[str, str]]:
    """The years of the plans, the latest first."""
    spans = plans.order_by("-start").values_list("start", "finish").distinct()
    labels = dict.fromkeys(year_label(start, finish) for start, finish in spans)
    return [(label, label) for label in labels]


class PlanFilter(FilterSet):
    """Plans by words, directorate, year, status, and those that are one's own."""

    words = WordsFilter(label="Words in the title", within=("title", "directorate__name"))
    directorate = django_filters.ModelChoiceFilter(
        queryset=Directorate.objects.all(), label="Directorate", empty_label="All directorates"
    )
    year = django_filters.ChoiceFilter(
        label="Year", choices=[], method="filter_year", empty_label="All years"
    )
    status = django_filters.ChoiceFilter(
        label="Status", choices=Plan.Status.choices, empty_label="Any status"
    )
    mine = django_filters.ChoiceFilter(
        label="Whose",
        choices=[("mine", "My plans")],
        method="filter_mine",
        empty_label="All that I may read",
    )

    class Meta:
        model = Plan
        fields = ("words", "directorate", "year", "status", "mine")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["year"].extra["choices"] = year_choices(
            Plan.objects.readable_by(self.request.user)
        )

    def filter_year(self, plans: QuerySet[Plan], _name: str, value: str) -> QuerySet[Plan]:
        return plans.filter(start__year=read_year(value))

    def filter_mine(self, plans: PlanQuerySet, _name: str, _value: str) -> PlanQuerySet:
        return plans.mine(self.request.user)
