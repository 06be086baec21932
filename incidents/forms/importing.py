"""A CSV file of returns, or of old totals of the borough."""

from __future__ import annotations

from django import forms
from django.core.files.uploadedfile import UploadedFile

from core.forms import GovukForm, Look
from core.text import LINE
from core.uploads import MAX_UPLOAD
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
    file = forms.FileField(
        label="CSV file",
        help_text="Smaller than 10 MB",
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        error_messages={"required": "Select a CSV file"},
        allow_empty_file=True,
    )

    def clean_file(self) -> UploadedFile:
        """Refuses what is too large before anything reads it into memory."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MAX_UPLOAD:
            raise forms.ValidationError("The file must be smaller than 10 MB")
        return file


class TotalsFileForm(ReturnsFileForm):
    """Old totals, and where they are from."""

    source = forms.CharField(
        label="Where the figures come from",
        help_text="Printed with them. For example, Report to the scrutiny committee, June 2012",
        max_length=LINE,
        required=False,
    )
    looks = {"source": Look(called="where the figures come from")}
