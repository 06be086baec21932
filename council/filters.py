"""One filter set for each kind of the council's own data."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters
from django.db.models import Q, QuerySet

from core.filters import FilterSet
from council.models import Committee, Directorate, Division, Person, School, Strategy


class WordsFilter(FilterSet):
    """The filter set to start from: each word must stand in one of the fields."""

    words_in: ClassVar[tuple[str, ...]] = ("name",)

    words = django_filters.CharFilter(label="Words", method="filter_words")

    def filter_words(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        for word in value.split():
            found = Q()
            for field in self.words_in:
                found |= Q(**{f"{field}__icontains": word})
            rows = rows.filter(found)
        return rows


class CommitteeFilter(WordsFilter):
    """Committees by name."""

    class Meta:
        model = Committee
        fields = ("words",)


class DirectorateFilter(WordsFilter):
    """Directorates by name and committee."""

    committee = django_filters.ModelChoiceFilter(
        queryset=Committee.objects.all(), empty_label="Any committee"
    )

    class Meta:
        model = Directorate
        fields = ("words", "committee")


class DivisionFilter(WordsFilter):
    """Divisions by code, name and directorate."""

    words_in = ("code", "name")
    directorate = django_filters.ModelChoiceFilter(
        queryset=Directorate.objects.all(), empty_label="All directorates"
    )

    class Meta:
        model = Division
        fields = ("words", "directorate")


class PersonFilter(WordsFilter):
    """People by name, post or e-mail address, by directorate, and whether they left."""

    words_in = ("name", "post", "email")
    directorate = django_filters.ModelChoiceFilter(
        queryset=Directorate.objects.all(), empty_label="All directorates"
    )
    left = django_filters.ChoiceFilter(
        label="Who",
        choices=[("no", "Those who work here"), ("yes", "Those who have left")],
        empty_label="Everybody",
        method="filter_left",
    )

    class Meta:
        model = Person
        fields = ("words", "directorate", "left")

    def filter_left(self, people: QuerySet[Person], _name: str, value: str) -> QuerySet[Person]:
        return people.filter(left_on__isnull=value == "no")


class StrategyFilter(WordsFilter):
    """Linked plans and strategies by name or code."""

    words_in = ("name", "code")

    class Meta:
        model = Strategy
        fields = ("words",)


class SchoolFilter(WordsFilter):
    """Schools by name or number, phase, and whether they are open."""

    words_in = ("name", "urn")
    phase = django_filters.ChoiceFilter(choices=School.Phase.choices, empty_label="All phases")
    closed = django_filters.ChoiceFilter(
        label="Which",
        choices=[("no", "Open schools"), ("yes", "Closed schools")],
        empty_label="All schools",
        method="filter_closed",
    )

    class Meta:
        model = School
        fields = ("words", "phase", "closed")

    def filter_closed(self, schools: QuerySet[School], _name: str, value: str) -> QuerySet[School]:
        return schools.filter(closed_on__isnull=value == "no")
