"""The form of a return: a box for the total and one for each category of each breakdown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

from core.conflicts import RevisedModelForm
from core.count_field import CountField
from core.forms import GovukForm, Look
from core.text import LINE
from incidents.acts_on_returns import Confirmation
from incidents.breakdowns import Breakdown
from incidents.figures import Cell, Figures
from incidents.models import Category, SchoolReturn


@dataclass(frozen=True)
class Box:
    """A category with its box, and what the school returned for it a year before."""

    category: Category
    field: BoundField
    before: int | None


@dataclass(frozen=True)
class Block:
    """A breakdown with its boxes, and what is said about its sum as it is saved."""

    breakdown: Breakdown
    boxes: list[Box]
    recorded: int | None
    difference: str


class ReturnForm(RevisedModelForm):
    """What a school fills in. An empty box is not 0: it says that nothing was recorded."""

    total = CountField(label="Total number of incidents")

    looks = {"total": Look(width="5", called="the total number of incidents")}
    mark_optional = False

    class Meta:
        model = SchoolReturn
        fields = ("total",)

    def __init__(
        self,
        data: Any,
        *,
        instance: SchoolReturn,
        typed: Mapping[str, str] | None = None,
        before: Figures | None = None,
    ) -> None:
        """`typed` is what somebody typed and did not save; `before` the figures of last year."""
        self.before = before or Figures()
        super().__init__(data, instance=instance)
        self.saved = Figures.of(instance)
        self.initial["total"] = None if instance.nil else instance.total
        names = [_name(b.key, c.pk) for b, cs in instance.collection.form for c in cs]
        self.looks = {**type(self).looks, **dict.fromkeys(names, Look(width="4"))}  # type: ignore[misc]
        for breakdown, categories in instance.collection.form:
            for category in categories:
                name = _name(breakdown.key, category.pk)
                self.fields[name] = CountField(label=f"{breakdown}: {category}")
                self.prepare_field(name)
                self.initial[name] = self.saved.counts.get((breakdown.key, category.pk))
        if typed and data is None:
            self.initial.update({k: v for k, v in typed.items() if k in self.fields})

    @property
    def blocks(self) -> list[Block]:
        """The boxes as the page shows them, with what was typed so far added up."""
        figures = self.figures if self.is_bound else self._figures(self._understood)
        return [
            Block(
                breakdown,
                [
                    Box(
                        category,
                        self[_name(breakdown.key, category.pk)],
                        self.before.counts.get((breakdown.key, category.pk)),
                    )
                    for category in categories
                ],
                figures.recorded(breakdown),
                figures.difference(breakdown),
            )
            for breakdown, categories in self.instance.collection.form
        ]

    @property
    def figures(self) -> Figures:
        """What was typed: all of it in a valid form, else what of it makes sense."""
        _ = self.errors  # cleans the form, once
        return self._figures(self.cleaned_data.get)

    def _figures(self, number_in: Callable[[str], int | None]) -> Figures:
        counts: dict[Cell, int] = {}
        for breakdown, categories in self.instance.collection.form:
            for category in categories:
                count = number_in(_name(breakdown.key, category.pk))
                if count is not None:
                    counts[breakdown.key, category.pk] = count
        return Figures(number_in("total"), counts)

    def _understood(self, name: str) -> int | None:
        """What stands in a box as the page opens: it may be from a draft, and no number."""
        try:
            number: int | None = self.fields[name].clean(self.initial.get(name))
        except ValidationError:
            return None
        return number

    def typed(self) -> dict[str, str]:
        """The boxes as they were typed, to be kept as a draft; without what cannot be kept."""
        typed = {name: self.data.get(name, "") for name in self.fields if name != "revision"}
        return {name: "".join(filter(str.isprintable, text))[:LINE] for name, text in typed.items()}


def _name(breakdown: str, category: int) -> str:
    return f"{breakdown}-{category}"


Post = SchoolReturn.Post


class ConfirmForm(GovukForm):
    """Who confirms the return for the school."""

    name = forms.CharField(label="Name of the head or deputy who confirms it", max_length=200)
    post = forms.ChoiceField(
        label="Their post",
        choices=[(each, each.label) for each in (Post.HEAD, Post.DEPUTY)],
        widget=forms.RadioSelect,
    )

    looks = {
        "name": Look(called="the name of the head or deputy"),
        "post": Look(called="their post"),
    }

    @property
    def confirmation(self) -> Confirmation:
        return Confirmation(self.cleaned_data["name"], self.cleaned_data["post"])
