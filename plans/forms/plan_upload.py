from django import forms

from core.forms import GovukForm


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
