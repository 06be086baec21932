"""The filter of the schools of a collection."""

from __future__ import annotations

import django_filters
from django.db.models import Exists, OuterRef, QuerySet

from core.filters import FilterSet, WordsFilter
from council.models import Area, School
from incidents.models import IncidentType, ReopeningRequest, SchoolReturn

STATES = [
    ("missing", "Not returned"),
    ("not_started", "Not started"),
    ("in_progress", "In progress"),
    ("nil", "Nil return"),
    ("returned", "Returned, not accepted"),
    ("queried", "Queried"),
    ("accepted", "Accepted"),
    ("asks", "Asks to reopen"),
]


class ReturnFilter(FilterSet):
    """Returns by school, how they stand, phase and area."""

    words = WordsFilter(label="School", within=("school__name", "school__urn"))
    state = django_filters.ChoiceFilter(
        label="How it stands", choices=STATES, empty_label="All", method="filter_state"
    )
    phase = django_filters.ChoiceFilter(
        label="Phase",
        field_name="school__phase",
        choices=School.Phase.choices,
        empty_label="All phases",
    )
    area = django_filters.ModelChoiceFilter(
        label="Area",
        field_name="school__area",
        queryset=Area.objects.all(),
        empty_label="All areas",
    )

    class Meta:
        model = SchoolReturn
        fields: tuple[str, ...] = ("words", "state", "phase", "area")

    def filter_state(
        self, returns: QuerySet[SchoolReturn], _name: str, value: str
    ) -> QuerySet[SchoolReturn]:
        if value == "missing":
            return returns.exclude(state__in=SchoolReturn.MADE)
        if value == "nil":
            return returns.filter(nil=True, state__in=SchoolReturn.MADE)
        if value == "asks":
            return returns.filter(
                Exists(ReopeningRequest.objects.filter(school_return=OuterRef("pk"), granted=None))
            )
        return returns.filter(state=value)


class ReturnOfKindsFilter(ReturnFilter):
    """The same, where more than one kind of incident is asked for."""

    type = django_filters.ModelChoiceFilter(
        label="Kind of incident", queryset=IncidentType.objects.all(), empty_label="All kinds"
    )

    class Meta(ReturnFilter.Meta):
        fields = ("words", "state", "phase", "area", "type")
