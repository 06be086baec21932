"""An HR extract, and what its codes mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils import timezone

from core.csv_field import CsvField
from core.date_fields import DateField
from core.forms import GovukForm, Look
from workforce.extract.mapping import Code, unknown_in
from workforce.extract.meanings import Meaning, Meanings
from workforce.extract.reading import Sums
from workforce.models.extract import COLUMNS

HEADINGS = {
    "organisation": "Organisation",
    "scale_point": "Scale point",
    "school_employed": "Employed by a school",
    "sex": "Sex",
    "ethnicity": "Ethnicity",
    "disability": "Disability",
    "age_band": "Age band",
    "religion_or_belief": "Religion or belief",
    "sexual_orientation": "Sexual orientation",
}
"""What the columns of an extract are called on the page."""


def last_snapshot_day() -> date:
    """The last 31 March."""
    today = timezone.localdate()
    this_year = date(today.year, 3, 31)
    return this_year if this_year <= today else this_year.replace(year=today.year - 1)


class ExtractForm(GovukForm):
    """The file, and the day of which it tells."""

    day = DateField(
        label="Day of the snapshot",
        help_text="Who was employed on this day. Usually 31 March",
        initial=last_snapshot_day,
    )
    file = CsvField(label="CSV file", help_text="Smaller than 10 MB")
    looks = {"day": Look(called="the day of the snapshot")}

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day > timezone.localdate():
            raise ValidationError("Day of the snapshot must be today or in the past")
        return day


@dataclass(frozen=True)
class Row:
    """A code with its box."""

    code: Code
    box: BoundField

    @property
    def people(self) -> str:
        return f"{self.code.people:,}"


@dataclass
class Section:
    """The codes of one column: those that nobody has said anything of, and the others."""

    heading: str
    unknown: list[Row] = field(default_factory=list)
    known: list[Row] = field(default_factory=list)

    @property
    def has_errors(self) -> bool:
        """Whether one of the others was changed to nothing."""
        return any(row.box.errors for row in self.known)


class CodesForm(GovukForm):
    """A box for each of some codes of an extract. What decides nothing may stay empty."""

    mark_optional = False

    def __init__(
        self,
        codes: Sequence[Code],
        sums: Sums,
        meanings: Meanings,
        data: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data)
        self._codes = codes
        self._sums = sums
        self._meanings = meanings
        self.said: dict[tuple[str, str], Meaning] = {}
        """What is new or was changed, by column and code."""
        self._possible = {
            column: {str(meaning): meaning for _, some in choices for meaning, _ in some}
            for column, choices in meanings.choices.items()
        }
        options = {
            column: [(heading, [(str(m), words) for m, words in some]) for heading, some in choices]
            for column, choices in meanings.choices.items()
        }
        for code in codes:
            self.fields[code.name] = forms.ChoiceField(
                label=f"What “{code.code}” means: {HEADINGS[code.column].lower()}",
                choices=[("", "Select what it means"), *options[code.column]],
                initial=str(code.meaning or ""),
                required=False,
            )
            self.prepare_field(code.name)

    def clean(self) -> dict[str, Any]:
        """Each code that decides has a meaning, given what is said of the others."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        for code in self._codes:
            meaning = self._possible[code.column].get(told.get(code.name, ""))
            if meaning is not None and meaning != code.meaning:
                self.said[code.key] = meaning
        unknown = {code.key for code in unknown_in(self._sums, self._meanings.saying(self.said))}
        for code in self._codes:
            if told.get(code.name) == "" and (code.key in unknown or code.meaning):
                self.add_error(code.name, f"Select what “{code.code}” means")
        return told

    @property
    def sections(self) -> list[Section]:
        """The boxes by column."""
        sections = {column: Section(HEADINGS[column]) for column in COLUMNS}
        for code in self._codes:
            section = sections[code.column]
            rows = section.unknown if code.is_unknown else section.known
            rows.append(Row(code, self[code.name]))
        return [each for each in sections.values() if each.unknown or each.known]
