"""Writing a comment."""

from django import forms

from core.forms import GovukForm, Look
from core.text import TEXT


class CommentForm(GovukForm):
    """What somebody says."""

    looks = {"text": Look(called="your comment")}

    text = forms.CharField(
        label="Your comment",
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Name somebody with @ and their whole name, and they get an email. "
        "Comments are never printed.",
    )
