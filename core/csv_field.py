"""A CSV file in a form."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from core.uploads import MAX_UPLOAD


class CsvField(forms.FileField):
    """A CSV file. What is too large is refused before anything reads it into memory; what is
    empty is told by whoever reads it, with the other faults of files."""

    def __init__(self, *, label: str, help_text: str) -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
            error_messages={"required": "Select a CSV file"},
            allow_empty_file=True,
        )

    def clean(self, data: Any, initial: Any = None) -> UploadedFile:
        file: UploadedFile = super().clean(data, initial)
        if (file.size or 0) > MAX_UPLOAD:
            raise ValidationError("The file must be smaller than 10 MB")
        return file
