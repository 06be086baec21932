"""The filter of a school's incident log."""

import django_filters

from core.filters import FilterSet
from incidents.models import Incident, IncidentType


class IncidentFilter(FilterSet):
    """Incidents by kind, what happened, and whether they are settled."""

    type = django_filters.ModelChoiceFilter(
        label="Kind of incident", queryset=IncidentType.objects.all(), empty_label="All kinds"
    )
    kind = django_filters.ChoiceFilter(
        label="What happened", choices=Incident.Kind.choices, empty_label="All"
    )
    outcome = django_filters.ChoiceFilter(choices=Incident.Outcome.choices, empty_label="All")

    class Meta:
        model = Incident
        fields = ("type", "kind", "outcome")
