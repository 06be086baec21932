"""A new version of the risk scale: its steps and bands in rows, judged as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core.constraints import ConstrainedModelForm
from core.forms import Look
from plans.forms.new_version import NewVersionForm
from plans.models import RiskBand, RiskScale, RiskScaleStep
from plans.risk_grid import Matrix, band_faults, matrix_of

MOST_ROWS = 10
BLANK_ROWS = 2
HIGHEST_VALUE = 100


class ScaleForm(NewVersionForm):
    """Name, first day and appetite of a version."""

    appetite = forms.IntegerField(
        label="Appetite",
        required=False,
        min_value=0,
        max_value=HIGHEST_VALUE**2,
        help_text="The highest score the council lives with. A risk above it has to be accepted "
        "by a named person. Leave it empty if the council has not decided on one.",
    )

    looks = {
        "appetite": Look(width="3", called="the appetite"),
        "name": Look(called="the name of the scale"),
        "in_force_from": Look(called="the day it comes into force"),
    }

    class Meta:
        model = RiskScale
        fields = ("name", "in_force_from", "appetite")
        help_texts = {"in_force_from": "For example, 1 4 2027"}


class RowForm(ConstrainedModelForm):
    """One row of a table of boxes; its messages and the names of its boxes say which."""

    mark_optional = False

    def __init__(self, *args: Any, row: str = "", **kwargs: Any) -> None:
        self.looks = {  # type: ignore[misc]
            name: replace(look, called=f"{look.called} of {row}")
            for name, look in type(self).looks.items()
        }
        super().__init__(*args, **kwargs)
        for field in self.fields.values():  # heads of columns are too far for a screen reader
            field.widget.attrs["aria-label"] = f"{field.label}, {row}"

    def prepare_field(self, name: str) -> None:
        """A message begins with the box and its row; the head of the column is the label."""
        field, called = self.fields[name], self.looks[name].called
        head, field.label = field.label, called[:1].upper() + called[1:]
        super().prepare_field(name)
        field.label = head


class StepForm(RowForm):
    """One step of an axis."""

    value = forms.IntegerField(label="Counts as", min_value=1, max_value=HIGHEST_VALUE)

    looks = {
        "label": Look(width="3", called="the printed label"),
        "name": Look(width="20", called="the name"),
        "value": Look(width="3", called="the value"),
    }

    class Meta:
        model = RiskScaleStep
        fields = ("label", "name", "value")
        labels = {"label": "Printed as"}


class BandForm(RowForm):
    """One band of scores."""

    lowest = forms.IntegerField(label="Lowest score", min_value=0, max_value=HIGHEST_VALUE**2)
    highest = forms.IntegerField(label="Highest score", min_value=0, max_value=HIGHEST_VALUE**2)
    review_months = forms.IntegerField(label="Months between reviews", min_value=1, max_value=60)

    constraint_messages = {
        "risk_band_not_upside_down": (
            "highest",
            "The highest score must not be below the lowest",
        ),
    }
    looks = {
        "name": Look(width="10", called="the name"),
        "colour": Look(called="the colour"),
        "lowest": Look(width="3", called="the lowest score"),
        "highest": Look(width="3", called="the highest score"),
        "review_months": Look(width="3", called="the months between reviews"),
    }

    class Meta:
        model = RiskBand
        fields = ("name", "colour", "lowest", "highest", "review_months")


class Rows(forms.BaseFormSet):
    """Rows of which those left empty do not count."""

    noun, nouns = "row", "rows"
    at_least = 1
    never_twice: tuple[str, ...] = ()

    def initial_form_count(self) -> int:
        # To empty a row is to leave it out, so no row is asked for because it was there.
        return 0 if self.is_bound else super().initial_form_count()

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        row = {} if index is None else {"row": f"{self.noun} {index + 1}"}
        return super().get_form_kwargs(index) | row

    @property
    def filled(self) -> list[Any]:
        return [form for form in self.forms if form.has_changed()]

    def clean(self) -> None:
        if len(self.filled) < self.at_least:
            raise ValidationError(f"Enter at least {self.at_least} {self.nouns}")
        for name in self.never_twice:
            typed = [form.cleaned_data.get(name) for form in self.filled]
            counts = Counter(_same(value) for value in typed if value not in (None, ""))
            for form, value in zip(self.filled, typed, strict=True):
                if counts.get(_same(value), 0) > 1:
                    form.add_error(name, f"“{value}” stands here more than once")


class ImpactRows(Rows):
    noun, nouns = "impact step", "impact steps"
    at_least = 2
    never_twice = ("label", "value")


class ProbabilityRows(ImpactRows):
    noun, nouns = "probability step", "probability steps"


class BandRows(Rows):
    noun, nouns = "band", "band"
    never_twice = ("name",)


def _rows(form: type[forms.BaseForm], formset: type[Rows]) -> Any:
    return forms.formset_factory(
        form,
        formset=formset,
        extra=BLANK_ROWS,
        max_num=MOST_ROWS,
        absolute_max=MOST_ROWS,
        validate_max=True,
    )


class RiskScaleForms:
    """The four parts of a version, which are valid only together."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, latest: RiskScale | None) -> None:
        begun = _begun_from(latest) if latest and data is None else {}
        self.scale = ScaleForm(data, latest=latest, initial=begun.get("scale"))
        self.impact = _rows(StepForm, ImpactRows)(
            data, prefix="impact", initial=begun.get("impact")
        )
        self.probability = _rows(StepForm, ProbabilityRows)(
            data, prefix="probability", initial=begun.get("probability")
        )
        self.bands = _rows(BandForm, BandRows)(data, prefix="bands", initial=begun.get("bands"))

    @property
    def parts(self) -> list[Any]:
        return [self.scale, self.impact, self.probability, self.bands]

    def is_valid(self) -> bool:
        """Each part by itself, and every score of the scale in exactly one band."""
        all_valid = all([part.is_valid() for part in self.parts])  # noqa: C419  (tell all faults)
        told = self.bands.non_form_errors()
        told.extend(fault for fault in self.band_faults if fault not in told)
        return all_valid and not self.band_faults

    @cached_property
    def steps(self) -> dict[str, list[RiskScaleStep]]:
        """The steps of each axis that can be read already, from low to high."""
        return {
            axis: sorted(_readable(rows, RiskScaleStep, ["value"]), key=lambda step: step.value)
            for axis, rows in (("impact", self.impact), ("probability", self.probability))
        }

    @cached_property
    def readable_bands(self) -> list[RiskBand]:
        """The bands whose scores can be read already."""
        bands = _readable(self.bands, RiskBand, ["lowest", "highest"])
        return [band for band in bands if band.lowest <= band.highest]

    @cached_property
    def matrix(self) -> Matrix:
        """The matrix as far as it is typed."""
        return matrix_of(self.steps["impact"], self.steps["probability"], self.readable_bands)

    @cached_property
    def band_faults(self) -> list[str]:
        """What is wrong between bands and scores; nothing while a band cannot be read."""
        filled = [form for form in self.bands.forms if _is_filled(form)]
        if not filled or len(self.readable_bands) < len(filled):
            return []
        return band_faults(self.matrix, self.readable_bands)

    @property
    def matrix_faults(self) -> list[str]:
        """All that is wrong with steps and bands, in sentences."""
        told = []
        for rows in (self.impact, self.probability, self.bands):
            if rows.is_bound:
                told += [str(message) for message in rows.non_form_errors()]
                for form in rows.forms:
                    told += [str(words) for messages in form.errors.values() for words in messages]
        return list(dict.fromkeys([*told, *self.band_faults]))

    def rows(self) -> tuple[list[RiskScaleStep], list[RiskBand]]:
        """The steps and bands as typed, not yet of any scale."""
        steps = []
        for rows, axis in (
            (self.impact, RiskScaleStep.Axis.IMPACT),
            (self.probability, RiskScaleStep.Axis.PROBABILITY),
        ):
            for form in rows.filled:
                step = form.save(commit=False)
                step.axis = axis
                steps.append(step)
        return steps, [form.save(commit=False) for form in self.bands.filled]


def _begun_from(latest: RiskScale) -> dict[str, Any]:
    steps = {
        axis: [
            {"label": step.label, "name": step.name, "value": step.value}
            for step in latest.steps_of(axis)
        ]
        for axis in ("impact", "probability")
    }
    bands = [
        {name: getattr(band, name) for name in BandForm.Meta.fields} for band in latest.bands.all()
    ]
    return {"scale": {"name": latest.name, "appetite": latest.appetite}, **steps, "bands": bands}


def _is_filled(form: Any) -> bool:
    return any(form[name].value() not in (None, "") for name in form.fields)


def _readable(rows: Rows, model: type[Any], needed: list[str]) -> list[Any]:
    """The rows of a form that can be drawn, whatever else is wrong with them."""
    found = []
    for form in rows.forms:
        values = {name: _read(form, name) for name in form.fields}
        if all(values[name] is not None for name in needed):
            found.append(model(**{name: "" if v is None else v for name, v in values.items()}))
    return found


def _read(form: Any, name: str) -> Any:
    """What one box means; None where it is empty or wrong."""
    try:
        value = form.fields[name].clean(form[name].value())
    except ValidationError:
        return None
    return None if value == "" else value


def _same(value: Any) -> Any:
    return value.casefold() if isinstance(value, str) else value
