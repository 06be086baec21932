"""A CSV file of percentages as they were published."""

from __future__ import annotations

from django import forms

from core.csv_field import CsvField
from core.forms import GovukForm, Look
from core.text import LINE


class PercentagesFileForm(GovukForm):
    """The file, and where its percentages were published."""

    file = CsvField(label="CSV file", help_text="Smaller than 10 MB")
    source = forms.CharField(
        label="Where the figures come from",
        help_text="Printed with them. For example, Equality report of June 2012",
        max_length=LINE,
        required=False,
    )
    looks = {"source": Look(called="where the figures come from")}
