"""What narrows the list of packs."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet

from core.filters import FilterSet, WordsFilter
from council.models import Committee, Directorate
from reports.models import Meeting, Pack


class PackFilter(FilterSet):
    """Packs by words, status, committee, directorate and the municipal year of their meeting."""

    words = WordsFilter(label="Words in the title", within=("title",))
    state = django_filters.ChoiceFilter(
        label="Status", choices=Pack.State.choices, empty_label="Any status"
    )
    committee = django_filters.ModelChoiceFilter(
        queryset=Committee.objects.all(), label="Committee", empty_label="All committees"
    )
    directorate = django_filters.ModelChoiceFilter(
        queryset=Directorate.objects.all(), label="Directorate", empty_label="All directorates"
    )
    year = django_filters.ChoiceFilter(
        label="Year of the meeting", choices=[], method="filter_year", empty_label="All years"
    )

    class Meta:
        model = Pack
        fields = ("words", "state", "committee", "directorate", "year")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = Pack.objects.readable_by(self.request.user).exclude(meeting=None)
        meetings = Meeting.objects.filter(packs__in=held).order_by("-day")
        years = dict.fromkeys(meeting.year for meeting in meetings)
        self.filters["year"].extra["choices"] = [
            (str(year), f"{year}/{(year + 1) % 100:02}") for year in years
        ]

    def filter_year(self, packs: QuerySet[Pack], _name: str, value: str) -> QuerySet[Pack]:
        """Municipal years begin in May."""
        day, year = "meeting__day", int(value)
        return packs.filter(
            Q(**{f"{day}__year": year, f"{day}__month__gte": 5})
            | Q(**{f"{day}__year": year + 1, f"{day}__month__lt": 5})
        )
