"""Which annual reports are listed."""

import django_filters

from core.filters import FilterSet, WordsFilter
from council.models import Directorate
from reports.models import AnnualReport


class AnnualReportFilter(FilterSet):
    """Annual reports by words, directorate and status."""

    words = WordsFilter(within=("title", "plan__title"), label="Words in the title")
    directorate = django_filters.ModelChoiceFilter(
        label="Directorate", field_name="plan__directorate", queryset=Directorate.objects.all()
    )
    state = django_filters.ChoiceFilter(label="Status", choices=AnnualReport.State.choices)

    class Meta:
        model = AnnualReport
        fields = ("words", "directorate", "state")
