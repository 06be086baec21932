"""The filters of the list of recommendations."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils import timezone

from core.filters import FilterSet, WordsFilter
from council.models import Committee, Directorate, Person
from reports.models import Recommendation
from reports.models.recommendation import RecommendationQuerySet


def _years() -> list[tuple[int, str]]:
    years = Recommendation.objects.order_by("-year").values_list("year", flat=True).distinct()
    return [(year, f"{year}/{(year + 1) % 100:02}") for year in years]


def _owners(_request: Any) -> QuerySet[Person]:
    return Person.objects.filter(recommendations__isnull=False).distinct()


class RecommendationFilter(FilterSet):
    """Recommendations by who asked whom, how they stand, their owner and their words."""

    words = WordsFilter(within=("text", "owner_name"))
    state = django_filters.ChoiceFilter(
        label="How it stands",
        choices=[("unfinished", "Unfinished"), *Recommendation.State.choices],
        method="filter_state",
        empty_label="All",
    )
    overdue = django_filters.BooleanFilter(label="Overdue", method="filter_overdue")
    committee = django_filters.ModelChoiceFilter(
        label="Committee", queryset=Committee.objects.all(), empty_label="All committees"
    )
    directorate = django_filters.ModelChoiceFilter(
        label="Directorate", queryset=Directorate.objects.all(), empty_label="All directorates"
    )
    owner = django_filters.ModelChoiceFilter(
        label="Owner", queryset=_owners, empty_label="All owners"
    )
    year = django_filters.ChoiceFilter(label="Year", choices=_years, empty_label="All years")

    class Meta:
        model = Recommendation
        fields = ("words", "state", "overdue", "committee", "directorate", "owner", "year")

    def filter_state(
        self, rows: RecommendationQuerySet, _name: str, value: str
    ) -> RecommendationQuerySet:
        return rows.unfinished() if value == "unfinished" else rows.filter(state=value)

    def filter_overdue(
        self, rows: RecommendationQuerySet, _name: str, value: bool
    ) -> RecommendationQuerySet:
        overdue = Recommendation.objects.overdue(timezone.localdate()).values("pk")
        return rows.filter(pk__in=overdue) if value else rows.exclude(pk__in=overdue)
