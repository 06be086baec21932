"""Entering the figures of KPIs: one on its KPI's page, or all of a plan for a quarter."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core.csv_field import CsvField
from core.forms import GovukForm, Look
from core.text import LINE, TEXT, tidy
from plans.kpis.acts import Actual, Entry, actual_of, done_meanwhile
from plans.kpis.entry import read_typed
from plans.kpis.quarters import Quarter
from plans.kpis.taking import Offer
from plans.models import Indicator, ReportedFigure

FOLDED = ("numerator", "denominator", "note", "source")
BOXES = ("figure", "state", *FOLDED)


class FigureForm(GovukForm):
    """The figure of a KPI for a quarter or year, what it is a share of and where it is from."""

    mark_optional = False
    looks = {
        "figure": Look(width="10", called="the figure"),
        "numerator": Look(width="10"),
        "denominator": Look(width="10"),
        "state": Look(called="whether the figure is final", inline=True, small=True),
        "note": Look(called="a note"),
        "source": Look(called="the source"),
    }

    figure = forms.CharField(label="Figure", required=False, max_length=LINE)
    numerator = forms.CharField(label="Numerator", required=False, max_length=LINE)
    denominator = forms.CharField(label="Denominator", required=False, max_length=LINE)
    state = forms.ChoiceField(
        label="Is the figure final?",
        choices=ReportedFigure.State.choices,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label="Note, if any",
        required=False,
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="What a reader must know, for example a changed definition",
    )
    source = forms.CharField(
        label="Source, if any",
        required=False,
        max_length=LINE,
        help_text="For example, school census of January 2027",
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    was = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, indicator: Indicator, quarter: Quarter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.indicator, self.quarter = indicator, quarter
        self.present = actual_of(indicator, quarter)
        stands = initial_of(self.present)
        self.initial = {**stands, "was": _fingerprint(stands), **self.initial}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        boxes = [cleaned.get(name, "") for name in ("figure", "numerator", "denominator")]
        try:
            cleaned["typed"] = read_typed(self.indicator, *boxes)
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                self.add_error(name, messages)
        return cleaned

    @property
    def entry(self) -> Entry:
        """What a valid form enters."""
        return Entry(
            self.indicator,
            self.quarter,
            self.cleaned_data["typed"],
            state=self.cleaned_data["state"],
            note=tidy(self.cleaned_data["note"]),
            source=tidy(self.cleaned_data["source"]),
            seen=self.cleaned_data["seen"] or 0,
        )

    @property
    def is_filled(self) -> bool:
        """Whether somebody changed something since the page was opened, whatever others did."""
        now = _fingerprint({name: self[name].value() for name in BOXES})
        return now != self["was"].value()

    @property
    def more_is_used(self) -> bool:
        """Whether something stands, or is wrong, in the boxes that are folded away."""
        return any(self[name].errors or self[name].value() for name in FOLDED)

    def tell_overtaken(self, now: Actual | None) -> None:
        """Say that somebody else was faster, and what they wrote; the next save replaces it."""
        self.add_error("figure", f"{done_meanwhile(now)}. Save again to replace it")
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        data[self.add_prefix("seen")] = now.revision if now else 0
        self.data = data


class FigureRowForm(FigureForm):
    """A row of the page on which all figures of a quarter are entered: the same in little space."""

    state = forms.ChoiceField(
        label="Final or provisional", choices=ReportedFigure.State.choices, widget=forms.Select
    )
    note = forms.CharField(label="Note", required=False, max_length=TEXT)
    source = forms.CharField(label="Source", required=False, max_length=LINE)
    offer: Offer | None = None
    """What can be taken from elsewhere; None for a KPI that takes its figures from nowhere."""

    @property
    def beside(self) -> str:
        """What helps to type the figure: the target, and what the other quarters came to."""
        kpi, year = self.indicator, self.quarter.year
        target = kpi.target_for(year)
        told = [f"Target for {year}: {target.text}" if target else ""]
        told += [
            f"quarter {row.quarter}: {row.printed}"
            for row in kpi.quarters_of(year)
            if row.quarter != self.quarter.number
        ]
        return ". ".join(filter(None, [kpi.described, ", ".join(filter(None, told))]))


def _fingerprint(values: dict[str, Any]) -> str:
    """What stands in the boxes, in short."""
    text = "\0".join(tidy(values.get(name) or "") for name in BOXES)
    return sha256(text.encode()).hexdigest()[:16]


def initial_of(actual: Actual | None) -> dict[str, Any]:
    """The boxes as they stand for a figure that was reported; a new one is provisional."""
    if actual is None:
        return {"state": ReportedFigure.State.PROVISIONAL, "seen": 0}

    def plain(value: Any) -> str:
        return "" if value is None else f"{value.normalize():f}"

    return {
        "figure": actual.text,
        "numerator": plain(actual.numerator),
        "denominator": plain(actual.denominator),
        "state": actual.state,
        "note": actual.note,
        "source": actual.source,
        "seen": actual.revision,
    }


class PastedFiguresForm(GovukForm):
    """Figures copied from a spreadsheet: the ref or the measure, then the figure."""

    text = forms.CharField(
        label="Figures from a spreadsheet",
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=(
            "Copy the column with the refs or the measures together with the column of figures "
            "to its right, and a column of notes if you have one"
        ),
    )


class FiguresFileForm(GovukForm):
    """A CSV file of figures to import."""

    file = CsvField(
        label="CSV file of figures",
        help_text="Made from the file that you can download on this page, smaller than 10 MB",
    )
