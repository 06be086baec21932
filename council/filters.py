"""One filter set for each kind of the council's own data."""

from __future__ import annotations

import django_filters
from django.db.models import QuerySet

from core.filters import FilterSet, WordsFilter
from council.models import (
    Area,
    Committee,
    Directorate,
    DisclosureProfile,
    Division,
    Person,
    School,
    Strategy,
)


class CommitteeFilter(FilterSet):
    """Committees by name."""

    words = WordsFilter(within=("name",))

    class Meta:
        model = Committee
        fields = ("words",)


class DirectorateFilter(FilterSet):
    """Directorates by name and committee."""

    words = WordsFilter(within=("name",))

    committee = django_filters.ModelChoiceFilter(
        queryset=Committee.objects.all(), empty_label="Any committee"
    )

    class Meta:
        model = Directorate
        fields = ("words", "committee")


class DivisionFilter(FilterSet):
    """Divisions by code, name and directorate."""

    words = WordsFilter(within=("code", "name"))

    directorate = django_filters.ModelChoiceFilter(
        queryset=Directorate.objects.all(), empty_label="All directorates"
    )

    class Meta:
        model = Division
        fields = ("words", "directorate")


class PersonFilter(FilterSet):
    """People by name, post or e-mail address, by directorate, and whether they left."""

    words = WordsFilter(within=("name", "post", "email"))

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


class AreaFilter(FilterSet):
    """Areas by name."""

    words = WordsFilter(within=("name",))

    class Meta:
        model = Area
        fields = ("words",)


class DisclosureProfileFilter(FilterSet):
    """Profiles by what they are used for."""

    class Meta:
        model = DisclosureProfile
        fields = ("used_for",)


class StrategyFilter(FilterSet):
    """Linked plans and strategies by name or code."""

    words = WordsFilter(within=("name", "code"))

    class Meta:
        model = Strategy
        fields = ("words",)


class SchoolFilter(FilterSet):
    """Schools by name or number, phase, and whether they are open."""

    words = WordsFilter(within=("name", "urn"))

    phase = django_filters.ChoiceFilter(choices=School.Phase.choices, empty_label="All phases")
    area = django_filters.ModelChoiceFilter(queryset=Area.objects.all(), empty_label="All areas")
    closed = django_filters.ChoiceFilter(
        label="Which",
        choices=[("no", "Open schools"), ("yes", "Closed schools")],
        empty_label="All schools",
        method="filter_closed",
    )

    class Meta:
        model = School
        fields = ("words", "phase", "area", "closed")

    def filter_closed(self, schools: QuerySet[School], _name: str, value: str) -> QuerySet[School]:
        return schools.filter(closed_on__isnull=value == "no")
