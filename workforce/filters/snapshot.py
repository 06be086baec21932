"""The filter of the list of snapshots."""

from __future__ import annotations

import django_filters

from core.filters import FilterSet
from council.models import Directorate
from workforce.models import Snapshot
from workforce.models.snapshot import WHOLE_COUNCIL


def years_held() -> list[tuple[int, str]]:
    """The years of which there are figures, the latest first."""
    days = Snapshot.objects.dates("day", "year", order="DESC")
    return [(day.year, str(day.year)) for day in days]


class SnapshotFilter(FilterSet):
    """Snapshots by organisation, who is counted, and year."""

    directorate = django_filters.ModelChoiceFilter(
        label="Organisation",
        queryset=Directorate.objects.all(),
        empty_label="All",
        null_label=WHOLE_COUNCIL,
    )
    base = django_filters.ChoiceFilter(
        label="Who is counted", choices=Snapshot.Base.choices, empty_label="All"
    )
    year = django_filters.ChoiceFilter(
        label="Year", field_name="day__year", choices=years_held, empty_label="All years"
    )

    class Meta:
        model = Snapshot
        fields = ("directorate", "base", "year")
