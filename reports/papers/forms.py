"""What a clerk says when publishing, and a file to be checked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from core.forms import GovukForm, Look
from core.text import TEXT
from reports.models import Audience, Publication

BOTH = "both"
AT_FIRST = [(Audience.COMMITTEE, "The committee"), (BOTH, "The committee and the public")]


class PublishForm(GovukForm):
    """To whom a paper is published; of a late one, why it is late and why it is urgent."""

    audience = forms.ChoiceField(
        label="Who shall read it",
        choices=[*AT_FIRST, (Audience.PUBLIC, "The public")],
        widget=forms.RadioSelect,
    )
    late_reason = forms.CharField(
        label="Why it is late", max_length=TEXT, widget=forms.Textarea(attrs={"rows": 3})
    )
    urgency = forms.CharField(
        label="Why it is urgent",
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Why the committee cannot wait for its next meeting",
    )

    looks = {
        "audience": Look(
            called="who shall read it",
            choice_hints={
                Audience.COMMITTEE: "Its members are told by email",
                BOTH: "The public reads part A without a sign-in, with posts in place of names "
                "where the pack says so",
            },
        ),
        "late_reason": Look(called="why the paper is late"),
        "urgency": Look(called="why the paper is urgent"),
    }

    def __init__(self, *args: Any, late: str, before: Publication | None, **kwargs: Any) -> None:
        """`late`: why the committee would get it late today, if it would; `before`: since it
        has it."""
        super().__init__(*args, **kwargs)
        if before is None:
            self.fields["audience"].widget.choices = AT_FIRST
        else:
            # What is meant is always sent: a second press of "the committee" is not "the public".
            self.fields["audience"].widget = forms.HiddenInput()
            self.initial["audience"] = Audience.PUBLIC
        if not late:
            del self.fields["late_reason"], self.fields["urgency"]
        else:
            self.fields["late_reason"].help_text = late

    @property
    def audiences(self) -> list[str]:
        """Those that were chosen."""
        chosen = self.cleaned_data["audience"]
        return [Audience.COMMITTEE, Audience.PUBLIC] if chosen == BOTH else [chosen]

    def tell(self, error: ValidationError) -> None:
        """Say what the act refused: beside its field, or of the form where it has none."""
        told = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        for name, messages in told.items():
            place = name if name in self.fields else None
            for message in messages:
                self.add_error(None if name == NON_FIELD_ERRORS else place, message)


class CheckForm(GovukForm):
    """A file that somebody holds, to be compared with what was frozen."""

    file = forms.FileField(label="The file", help_text="It is compared here and not kept")

    looks = {"file": Look(called="the file that you hold")}
