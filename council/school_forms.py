"""The form of a school with its pupils on roll, and the form of all schools' rolls of a year."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils import timezone

from core.conflicts import RevisedModelForm
from core.count_field import CountField
from core.dates import read_year
from core.forms import GovukForm, Look
from core.text import LINE
from council.models import Roll, School
from council.rolls import save_roll, years_offered

EARLIEST_YEAR = 1900


class YearField(forms.CharField):
    """A year as councils write it: "2026/27" or "2026", no later than the next one."""

    def clean(self, value: Any) -> str:
        year: str = super().clean(value)
        if not year:
            return year
        begins = read_year(year)
        if begins is None:
            raise ValidationError("Enter a year such as 2026/27 or 2026")
        if not EARLIEST_YEAR <= begins <= timezone.localdate().year + 1:
            raise ValidationError(f"{year} is too early or too late to be the year of a roll")
        return year


class SchoolForm(RevisedModelForm):
    """A school, found by its unique reference number, with its pupils on roll by year.

    There is a box for each of the last years and of those held already, and one more year
    can be named.
    """

    template_name = "council/school_fields.html"

    another_year = YearField(label="Another year", required=False, max_length=7)
    another_pupils = CountField(label="Pupils on roll in another year")
    another_source = forms.CharField(
        label="Source of another year", required=False, max_length=LINE
    )

    looks = {
        "name": Look(called="the name of the school"),
        "urn": Look(width="10", called="the unique reference number"),
        "phase": Look(called="the phase"),
        "email": Look(called="the office’s email address"),
        "closed_on": Look(called="the day it closed"),
        "another_year": Look(width="5", called="the other year"),
        "another_pupils": Look(width="5"),
    }

    class Meta:
        model = School
        fields = ("name", "urn", "phase", "area", "email", "closed_on")
        widgets = {"phase": forms.RadioSelect}
        help_texts = {
            "urn": "Six digits, as in the national register (Get Information about Schools)",
            "email": "Where the school reads what is asked of it, if nobody there has a sign-in",
            "closed_on": "Leave this empty for a school that is open. For example, 31 8 2026",
        }
        error_messages = {"urn": {"unique": "There is a school with this reference number already"}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        phase = self.fields["phase"]
        assert isinstance(phase, forms.ChoiceField)  # noqa: S101
        phase.choices = School.Phase.choices
        area = self.fields["area"]
        assert isinstance(area, forms.ModelChoiceField)  # noqa: S101
        area.empty_label = "No area"
        held = self.instance.rolls.all() if self.instance.pk else ()
        self.rolls: dict[str, Roll] = {roll.year: roll for roll in held}
        self.years = sorted({*years_offered(), *self.rolls}, reverse=True)
        boxes = [_boxes(year)[0] for year in self.years]
        self.looks = {**type(self).looks, **dict.fromkeys(boxes, Look(width="5"))}  # type: ignore[misc]
        for year in self.years:
            self._add_boxes(year)
        _say_labels_aloud(self.fields[name] for name in ("another_pupils", "another_source"))

    def _add_boxes(self, year: str) -> None:
        pupils, source = _boxes(year)
        self.fields[pupils] = CountField(label=f"Pupils on roll in {year}")
        self.fields[source] = forms.CharField(
            label=f"Source of the roll of {year}", required=False, max_length=LINE
        )
        self.prepare_field(pupils)
        self.prepare_field(source)
        _say_labels_aloud([self.fields[pupils], self.fields[source]])
        if roll := self.rolls.get(year):
            self.initial[pupils], self.initial[source] = roll.pupils, roll.source

    @property
    def own_fields(self) -> list[BoundField]:
        """The boxes of the school itself."""
        return [self[name] for name in self.Meta.fields]

    @property
    def roll_rows(self) -> list[tuple[str, BoundField, BoundField]]:
        """Each year with its two boxes."""
        boxes = [(year, *_boxes(year)) for year in self.years]
        return [(year, self[pupils], self[source]) for year, pupils, source in boxes]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        for year in self.years:
            pupils, source = _boxes(year)
            if cleaned.get(source) and pupils in cleaned and cleaned[pupils] is None:
                self.add_error(pupils, f"Enter the pupils on roll in {year}, or empty its source")
        if not {"another_year", "another_pupils", "another_source"} - set(cleaned):
            self._clean_another(cleaned)
        return cleaned

    def _clean_another(self, cleaned: dict[str, Any]) -> None:
        year, count = cleaned["another_year"], cleaned["another_pupils"]
        if year in self.years:
            self.add_error("another_year", f"{year} has a box of its own above")
        elif year and count is None:
            self.add_error("another_pupils", f"Enter the pupils on roll in {year}")
        elif not year and (count is not None or cleaned["another_source"]):
            self.add_error("another_year", "Enter the year of this roll")

    def save(self, commit: bool = True) -> School:
        school: School = super().save(commit)
        boxes = {year: _boxes(year) for year in self.years}
        if another := self.cleaned_data["another_year"]:
            boxes[another] = ("another_pupils", "another_source")
        for year, (pupils, source) in boxes.items():
            save_roll(
                self.rolls.get(year),
                school=school,
                year=year,
                pupils=self.cleaned_data[pupils],
                source=self.cleaned_data[source],
            )
        return school


class YearForm(GovukForm):
    """Which year's rolls to enter."""

    year = YearField(
        max_length=7,
        help_text="For example, 2026/27",
        widget=forms.TextInput(attrs={"list": "years", "autocomplete": "off"}),
    )
    looks = {"year": Look(width="10", called="a year")}


class RollsForm(GovukForm):
    """The pupils on roll of all schools in one year.

    It remembers what stood in each box when it was opened. What somebody else saved in a
    box that was left alone stays; where both changed a box, the second to save is told what
    stands there now, and saves again to keep what is typed.
    """

    mark_optional = False

    opened = forms.CharField(widget=forms.HiddenInput, required=False)
    source = forms.CharField(
        label="Where the figures come from (optional)",
        help_text="Kept with each figure that you enter or change. For example, School census, "
        "January 2027",
        required=False,
        max_length=LINE,
    )

    def __init__(
        self, data: Any, *, year: str, schools: Iterable[School], rolls: dict[int, Roll]
    ) -> None:
        self.year = year
        self.schools = list(schools)
        self.rolls = rolls
        super().__init__(data)
        self.changed: list[School] = []
        boxes = [_box(school) for school in self.schools]
        self.looks = dict.fromkeys(boxes, Look(width="5"))  # type: ignore[misc]
        for school in self.schools:
            name = _box(school)
            self.fields[name] = CountField(label=f"{school}, pupils on roll in {year}")
            self.prepare_field(name)
            self.initial[name] = self._saved(school)
        _say_labels_aloud(self.fields[name] for name in boxes)
        self.initial["opened"] = json.dumps(
            {_box(school): self._saved(school) for school in self.schools}
        )

    def boxes(self) -> list[tuple[School, BoundField]]:
        """Each school with its box."""
        return [(school, self[_box(school)]) for school in self.schools]

    def _saved(self, school: School) -> int | None:
        roll = self.rolls.get(school.pk)
        return roll.pupils if roll else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        opened = _read_opened(cleaned.get("opened", ""))
        seen: dict[str, int | None] = {}
        """What the person knows of each box when the form comes back."""
        left_alone: dict[str, int | None] = {}
        for school in self.schools:
            name, saved = _box(school), self._saved(school)
            was = seen[name] = opened.get(name)
            if name not in cleaned or cleaned[name] == saved:
                continue
            if cleaned[name] == was:
                seen[name] = left_alone[name] = saved
            elif saved == was:
                self.changed.append(school)
            else:
                seen[name] = saved
                now = "emptied this" if saved is None else f"saved {saved:,} here"
                self.add_error(
                    name,
                    f"{school}: somebody else {now} while you had it open. To keep what you "
                    "typed, save again",
                )
        if not self.errors and cleaned.get("source") and not self.changed:
            self.add_error("source", "A source is kept with figures, and you changed none here")
        if self.errors:
            self._show_again(left_alone | {"opened": json.dumps(seen)})
        return cleaned

    def _show_again(self, values: dict[str, Any]) -> None:
        """Let the form that comes back hold what somebody else saved in boxes left alone."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        for name, value in values.items():
            data[name] = "" if value is None else str(value)
        self.data = data

    def save(self) -> None:
        """Keep the figures that were changed, each with the source if one is named."""
        for school in self.changed:
            roll = self.rolls.get(school.pk)
            source = self.cleaned_data["source"] or (roll.source if roll else "")
            pupils = self.cleaned_data[_box(school)]
            save_roll(roll, school=school, year=self.year, pupils=pupils, source=source)
            school.save()  # whoever has the school's own form open is told


def _boxes(year: str) -> tuple[str, str]:
    """The names of a year's two boxes in the form of a school."""
    key = year.replace("/", "_")
    return f"pupils_{key}", f"source_{key}"


def _box(school: School) -> str:
    """The name of a school's box in the form of all schools."""
    return f"pupils_{school.pk}"


def _read_opened(text: str) -> dict[str, int | None]:
    """What stood in the boxes; nothing where somebody has meddled with it."""
    try:
        opened = json.loads(text)
    except ValueError:
        return {}
    return opened if isinstance(opened, dict) else {}


def _say_labels_aloud(fields: Iterable[forms.Field]) -> None:
    """Give boxes of a table their whole label: heads of columns are too far for a reader."""
    for field in fields:
        field.widget.attrs["aria-label"] = str(field.label)
