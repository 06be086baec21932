"""The grid of a table of percentages: a row for each group, each text kept as it was published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

from core.conflicts import RevisedModelForm
from core.count_field import CountField
from core.forms import Look
from workforce.characteristics import Headline
from workforce.figures import SnapshotFigures
from workforce.models import Snapshot, StaffGroup
from workforce.typed import MOST_STAFF, NotUnderstoodError, read_percentage, why_not_together

Rows = dict[StaffGroup, tuple[int | None, Mapping[str, str]]]


class PercentageField(forms.CharField):
    """A percentage as it was published, in a box."""

    def __init__(self, *, label: str) -> None:
        super().__init__(
            label=label,
            required=False,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        )

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        if not text:
            return ""
        try:
            return read_percentage(text)
        except NotUnderstoodError as error:
            raise ValidationError(f"{self.label}: {error}") from None


@dataclass(frozen=True)
class GridBox:
    """A box under the heading of its column."""

    heading: str
    field: BoundField


@dataclass(frozen=True)
class GridRow:
    """A group with its boxes."""

    group: StaffGroup
    boxes: list[GridBox]


class PercentagesForm(RevisedModelForm):
    """Percentages of groups; an empty box was not published."""

    mark_optional = False
    default_look = Look(width="4")
    headings = ("Headcount", *Headline.labels)

    class Meta:
        model = Snapshot
        fields = ()

    def __init__(
        self,
        data: Any,
        *,
        instance: Snapshot,
        groups: Sequence[StaffGroup],
        held: SnapshotFigures,
    ) -> None:
        super().__init__(data, instance=instance)
        self.groups_shown = groups
        for group in groups:
            figures = held.of(group)
            for column, label in _COLUMNS:
                name = _name(group, column)
                words = f"{group}, {label}"
                self.fields[name] = (
                    CountField(label=words, most=MOST_STAFF)
                    if column == _HEADCOUNT
                    else PercentageField(label=words)
                )
                self.prepare_field(name)
                if figures is not None:
                    is_headcount = column == _HEADCOUNT
                    self.initial[name] = (
                        figures.headcount if is_headcount else figures.printed.get(column, "")
                    )

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        for group in self.groups_shown:
            female, male = (
                cleaned.get(_name(group, column)) for column in (Headline.FEMALE, Headline.MALE)
            )
            if female and male and (words := why_not_together(female, male)):
                self.add_error(_name(group, Headline.MALE), f"{group}: {words}")
        return cleaned

    @property
    def grid(self) -> Iterator[GridRow]:
        """The boxes as the page shows them."""
        for group in self.groups_shown:
            boxes = [GridBox(heading, self[_name(group, column)]) for column, heading in _COLUMNS]
            yield GridRow(group, boxes)

    @property
    def rows(self) -> Rows:
        """The groups of which something was entered."""
        found: Rows = {}
        for group in self.groups_shown:
            headcount = self.cleaned_data[_name(group, _HEADCOUNT)]
            typed = {each.value: self.cleaned_data[_name(group, each)] for each in Headline}
            shares = {column: text for column, text in typed.items() if text}
            if shares or headcount is not None:
                found[group] = (headcount, shares)
        return found


_HEADCOUNT = "headcount"
_COLUMNS = [(_HEADCOUNT, "Headcount"), *Headline.choices]


def _name(group: StaffGroup, column: str) -> str:
    return f"{column}-{group.pk}"
