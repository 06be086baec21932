from typing import Any

import django_filters
from django.db.models import QuerySet

from core.dates import read_year
from core.filters import FilterSet
from council.models import Directorate
from plans.filters.plan import year_choices
from plans.models import Plan, SearchEntry


class SearchFilter(FilterSet):
    """Results of a search by kind of part, and by directorate and year of the plan."""

    kind = django_filters.ChoiceFilter(
        label="Part of a plan", choices=SearchEntry.Kind.choices, empty_label="All parts"
    )
    directorate = django_filters.ModelChoiceFilter(
        field_name="plan__directorate",
        queryset=Directorate.objects.all(),
        label="Directorate",
        empty_label="All directorates",
    )
    year = django_filters.ChoiceFilter(label="Year", method="filter_year", empty_label="All years")

    class Meta:
        model = SearchEntry
        fields = ("kind", "directorate", "year")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["year"].extra["choices"] = year_choices(
            Plan.objects.readable_by(self.request.user)
        )

    def filter_year(
        self, entries: QuerySet[SearchEntry], _name: str, value: str
    ) -> QuerySet[SearchEntry]:
        return entries.filter(plan__start__year=read_year(value))
