"""The borough's population: which list it was counted by, then a box for each category."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from core.conflicts import RevisedModelForm
from core.count_field import CountField
from core.forms import GovukForm, Look
from workforce.figures import CategoryList
from workforce.models import CharacteristicList, Population, StaffCategory
from workforce.population import indent_of

MOST = 9_999_999
_YEARS = "Enter a year from 1801 to 2199"


class WhichListForm(GovukForm):
    """The characteristic and its list, which decide what is asked for."""

    list = forms.ModelChoiceField(
        label="By which list were people counted?",
        queryset=CharacteristicList.objects.all(),
        help_text="The list of the characteristic with the categories of the census",
    )

    looks = {"list": Look(called="the list")}


@dataclass(frozen=True)
class Box:
    """A category with its box; a broad one has none, it is the sum of its parts."""

    category: StaffCategory
    indent: int
    field: BoundField | None


class PopulationForm(RevisedModelForm):
    """The figures of one census by one list."""

    constraint_messages = {
        "population_once": ("year", "There are figures of this year by this list already"),
        "population_year_sensible": ("year", _YEARS),
    }

    looks = {
        "year": Look(width="4", called="the year"),
        "source": Look(called="where the figures are from"),
    }

    class Meta:
        model = Population
        fields = ("year", "source")
        help_texts = {"source": "For example, Census 2021, usual residents"}
        error_messages = {"year": {"min_value": _YEARS, "max_value": _YEARS}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = self.instance.list
        self.held = CategoryList(held, tuple(held.categories.all()))
        finest = [_name(each) for each in self.held.finest]
        self.looks = {**type(self).looks, **dict.fromkeys(finest, Look(width="10"))}  # type: ignore[misc]
        counts = self.instance.counts.all() if self.instance.pk else []
        self.initial.update({f"count-{each.category_id}": each.count for each in counts})
        for category in self.held.finest:
            field = CountField(label=category.name, most=MOST)
            field.required = True  # a share of what is not known would be wrong
            field.error_messages["required"] = f"Enter how many people are in “{category}”"
            self.fields[_name(category)] = field
            self.prepare_field(_name(category))

    @property
    def boxes(self) -> list[Box]:
        """The categories in order."""
        return [
            Box(
                each,
                indent_of(self.held, each),
                self[_name(each)] if _name(each) in self.fields else None,
            )
            for each in self.held.categories
        ]

    @property
    def counts(self) -> dict[int, int]:
        """How many people are in each finest category, by its number."""
        return {each.pk: self.cleaned_data[_name(each)] for each in self.held.finest}


def _name(category: StaffCategory) -> str:
    return f"count-{category.pk}"
