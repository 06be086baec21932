"""Taking a figure that another app holds: the button on the KPI's page, the boxes it fills."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms

from core.forms import GovukForm
from plans.kpis.acts import Entry
from plans.kpis.taking import Offer


class TakenFigureForm(GovukForm):
    """The button that takes a figure: it is reported as it was shown, or not at all."""

    shown = forms.CharField(widget=forms.HiddenInput, strip=False)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, offer: Offer | None, **kwargs: Any) -> None:
        super().__init__(*args, prefix="taken", **kwargs)
        self.offer = offer
        if offer is not None and offer.entry is not None:
            self.initial = {"shown": offer.words, "seen": offer.entry.seen}

    def clean_shown(self) -> str:
        shown: str = self.cleaned_data["shown"]
        if self.offer is None or self.offer.entry is None or shown != self.offer.words:
            raise forms.ValidationError("The figure is not what it was")
        return shown

    @property
    def entry(self) -> Entry:
        """What a valid form reports."""
        assert self.offer is not None  # noqa: S101  (a valid form has one)
        assert self.offer.entry is not None  # noqa: S101
        return replace(self.offer.entry, seen=self.cleaned_data["seen"])


def boxes_of(entry: Entry) -> dict[str, str]:
    """What a figure that is taken fills into the boxes of its KPI; a note stays as it is."""
    return {
        "figure": entry.typed.text if entry.typed else "",
        "numerator": "",
        "denominator": "",
        "state": entry.state,
        "source": entry.source,
    }
