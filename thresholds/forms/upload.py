from django import forms
from django.core.files.uploadedfile import UploadedFile

from core.forms import GovukForm
from core.uploads import MAX_UPLOAD


class FrameworkFileForm(GovukForm):
    """A file of a threshold framework to import."""

    file = forms.FileField(
        label="File of a threshold framework",
        help_text="A JSON file (.json), smaller than 10 MB",
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
        error_messages={"required": "Select the file of a threshold framework"},
        allow_empty_file=True,
    )

    def clean_file(self) -> UploadedFile:
        """Refuses what is too large before anything reads it into memory."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MAX_UPLOAD:
            raise forms.ValidationError("The file must be smaller than 10 MB")
        return file
