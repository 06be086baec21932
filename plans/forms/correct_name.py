"""Correcting a name wherever it is printed."""

from django import forms

from core.forms import GovukForm, Look
from core.text import LINE


class PrintedNameForm(GovukForm):
    """The name as plans print it still."""

    looks = {"printed": Look(width="two-thirds", called="the name as it is printed")}

    printed = forms.CharField(
        label="How do the plans print the name?",
        max_length=LINE,
        help_text="As it was before, or as it is misspelt",
    )
