"""The form of the council's settings."""

from __future__ import annotations

from typing import Any

from django import forms

from core.conflicts import RevisedModelForm
from core.forms import Group, Look
from council.colour import READABLE, contrast_on_white
from council.logo import LogoField
from council.models import Council


class CouncilForm(RevisedModelForm):
    """The council's name, contact and look."""

    website = forms.URLField(required=False, assume_scheme="https")
    logo = LogoField(
        required=False,
        help_text="A PNG picture of up to 1 MB, printed on title pages",
        widget=forms.FileInput(attrs={"accept": "image/png"}),
    )
    remove_logo = forms.BooleanField(label="Remove the logo that is there", required=False)

    looks = {
        "name": Look(called="the name of the council"),
        "telephone": Look(width="20"),
        "accent_colour": Look(width="10", called="a colour"),
        "logo": Look(called="the logo"),
        "clear_days": Look(width="2", called="the clear days"),
    }
    groups = (
        Group(
            "Contact",
            ("address", "telephone", "email", "website"),
            hint="Shown at the foot of each page",
        ),
        Group("Look of printed documents", ("logo", "remove_logo", "accent_colour")),
        Group("Committee papers", ("clear_days",)),
    )

    class Meta:
        model = Council
        fields = (
            "name",
            "short_name",
            "address",
            "telephone",
            "email",
            "website",
            "logo",
            "accent_colour",
            "clear_days",
        )
        labels = {"email": "Email address", "clear_days": "Clear days before a meeting"}
        widgets = {"address": forms.Textarea(attrs={"rows": 5})}
        help_texts = {
            "short_name": "As people say it, for page headings",
            "address": "One line each, as on an envelope",
            "accent_colour": (
                "Six hexadecimal digits, such as #1d3c6e. Headings are printed in it, so it "
                "must be dark enough to read on white"
            ),
            "clear_days": "Between the day a paper is published and the day of the meeting, "
            "without weekends and bank holidays: 5 in England, 3 in Wales",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.logo:
            del self.fields["remove_logo"]

    def clean_accent_colour(self) -> str:
        colour: str = self.cleaned_data["accent_colour"]
        Council._meta.get_field("accent_colour").run_validators(colour)
        if (contrast := contrast_on_white(colour)) < READABLE:
            raise forms.ValidationError(
                f"This colour is too light to read on white: its contrast is {contrast:.1f} to 1, "
                f"and at least {READABLE} to 1 is needed"
            )
        return colour.lower()

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("remove_logo"):
            if "logo" in self.changed_data:
                self.add_error(
                    "remove_logo", "Either select a new logo or remove the one that is there"
                )
            else:
                cleaned["logo"] = False  # how Django says that a file is taken away
        return cleaned
