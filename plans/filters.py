"""One filter set for each list of plans."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet

from core.dates import read_year
from core.filters import FilterSet
from council.models import Directorate
from plans.models import Plan, SearchEntry
from plans.models.plan import PlanQuerySet


def years_of(plans: QuerySet[Plan]) -> list[tuple[str, str]]:
    """The years of these plans as choices, the latest first."""
    labels = dict.fromkeys(plan.year for plan in plans.order_by("-start").only("start", "finish"))
    return [(label, label) for label in labels]


def _years() -> list[tuple[str, str]]:
    return years_of(Plan.objects.all())


class PlanFilter(FilterSet):
    """Plans by words, directorate, year, status, and those that are one's own."""

    words = django_filters.CharFilter(label="Words in the title", method="filter_words")
    directorate = django_filters.ModelChoiceFilter(
        queryset=Directorate.objects.all(), label="Directorate", empty_label="All directorates"
    )
    year = django_filters.ChoiceFilter(
        label="Year", choices=_years, method="filter_year", empty_label="All years"
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

    def filter_words(self, plans: QuerySet[Plan], _name: str, value: str) -> QuerySet[Plan]:
        for word in value.split():
            plans = plans.filter(Q(title__icontains=word) | Q(directorate__name__icontains=word))
        return plans

    def filter_year(self, plans: QuerySet[Plan], _name: str, value: str) -> QuerySet[Plan]:
        return plans.filter(start__year=read_year(value))

    def filter_mine(self, plans: PlanQuerySet, _name: str, _value: str) -> PlanQuerySet:
        return plans.mine(self.request.user)


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
        self.filters["year"].extra["choices"] = years_of(
            Plan.objects.readable_by(self.request.user)
        )

    def filter_year(
        self, entries: QuerySet[SearchEntry], _name: str, value: str
    ) -> QuerySet[SearchEntry]:
        return entries.filter(plan__start__year=read_year(value))
