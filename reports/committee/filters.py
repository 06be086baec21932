"""Filters of the archive and of the search in papers."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet

from core.dates import read_year
from core.filters import FilterSet, WordsFilter
from council.models import Committee, Directorate
from reports.committee.readable import shown_papers
from reports.models import PackPart, Paper, PaperText


def _year_label(year: int) -> str:
    return f"{year}/{(year + 1) % 100:02}"


class OfPapers(FilterSet):
    """Filters by year and kind of paper; `to_paper` is the way from a row to its paper."""

    to_paper = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = shown_papers(self.request.user).order_by("-year").values_list("year", flat=True)
        self.filters["year"].extra["choices"] = [
            (label, label) for label in map(_year_label, years.distinct())
        ]

    def filter_year(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        return rows.filter(**{f"{self.to_paper}year": read_year(value)})

    def filter_kind(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        return rows.filter(**{f"{self.to_paper}kinds__contains": [value]})


class ArchiveFilter(OfPapers):
    """Papers by committee, directorate, year, kind and the words of their title."""

    words = WordsFilter(within=("title",), label="Words in the title")
    committee = django_filters.ModelChoiceFilter(
        queryset=Committee.objects.all(), empty_label="All committees"
    )
    directorate = django_filters.ModelChoiceFilter(
        queryset=Directorate.objects.all(), empty_label="All directorates"
    )
    year = django_filters.ChoiceFilter(label="Year", method="filter_year", empty_label="All years")
    kind = django_filters.ChoiceFilter(
        label="Kind of paper",
        method="filter_kind",
        choices=PackPart.Kind.choices,
        empty_label="All kinds",
    )

    class Meta:
        model = Paper
        fields = ("words", "committee", "directorate", "year", "kind")


class PassageFilter(OfPapers):
    """Passages found, by directorate, year and kind of their paper."""

    to_paper = "file__paper__"

    directorate = django_filters.ModelChoiceFilter(
        field_name="file__paper__directorate",
        queryset=Directorate.objects.all(),
        label="Directorate",
        empty_label="All directorates",
    )
    year = django_filters.ChoiceFilter(label="Year", method="filter_year", empty_label="All years")
    kind = django_filters.ChoiceFilter(
        label="Kind of paper",
        method="filter_kind",
        choices=PackPart.Kind.choices,
        empty_label="All kinds",
    )

    class Meta:
        model = PaperText
        fields = ("directorate", "year", "kind")
