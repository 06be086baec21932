"""The filters of the list of meetings."""

from __future__ import annotations

import django_filters
from django.utils import timezone

from core.filters import FilterSet
from council.models import Committee
from reports.models import Meeting
from reports.models.meeting import MeetingQuerySet


class MeetingFilter(FilterSet):
    """Meetings by committee, coming or past."""

    committee = django_filters.ModelChoiceFilter(
        label="Committee", queryset=Committee.objects.all(), empty_label="All committees"
    )
    when = django_filters.ChoiceFilter(
        label="When",
        choices=[("coming", "Coming"), ("past", "Past")],
        method="filter_when",
        empty_label="At any time",
    )

    class Meta:
        model = Meeting
        fields = ("committee", "when")

    def filter_when(self, meetings: MeetingQuerySet, _name: str, value: str) -> MeetingQuerySet:
        today = timezone.localdate()
        return meetings.coming(today) if value == "coming" else meetings.filter(day__lt=today)
