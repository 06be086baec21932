from django import forms
from django.core.files.uploadedfile import UploadedFile

from core.forms import GovukForm
from core.uploads import MAX_UPLOAD


class PlanUploadForm(GovukForm):
    """A plan file to import."""

    file = forms.FileField(
        label="Plan file",
        help_text="A workbook (.xlsx) or JSON file (.json) in the plan format, smaller than 10 MB",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.json"}),
        error_messages={"required": "Select a plan file"},
        allow_empty_file=True,
    )
    replace_draft = forms.BooleanField(
        label="Replace the draft that is there",
        help_text=(
            "Only if the directorate has a draft plan for the same period. "
            "Everything in that draft is replaced by the file."
        ),
        required=False,
    )

    def clean_file(self) -> UploadedFile:
        """Refuses what is too large before anything reads it into memory."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MAX_UPLOAD:
            raise forms.ValidationError("The file must be smaller than 10 MB")
        return file
