"""A CSV file of returns, or of old totals of the borough."""

from __future__ import annotations

from django import forms

from core.csv_field import CsvField
from core.forms import GovukForm, Look
from core.text import LINE
from incidents.models import IncidentType


class ReturnsFileForm(GovukForm):
    """Returns of schools."""

    kind = forms.ModelChoiceField(
        label="Kind of incident",
        queryset=IncidentType.objects.all(),
        to_field_name="key",
        initial=IncidentType.RACIST,
        empty_label=None,
    )
    file = CsvField(label="CSV file", help_text="Smaller than 10 MB")


class TotalsFileForm(ReturnsFileForm):
    """Old totals, and where they are from."""

    source = forms.CharField(
        label="Where the figures come from",
        help_text="Printed with them. For example, Report to the scrutiny committee, June 2012",
        max_length=LINE,
        required=False,
    )
    looks = {"source": Look(called="where the figures come from")}
