"""A list of a characteristic, its categories typed as plain lines."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core.conflicts import RevisedModelForm
from core.dates import in_words as day_in_words
from core.forms import Group, Look
from core.named_lines import read_named_lines
from council.usage import in_words, uses
from workforce.characteristics import Characteristic, Denominator, Headline
from workforce.models import CharacteristicList, PopulationCount, StaffCategory
from workforce.used_lists import last_day_counted

MOST = 100
LONGEST = 100
ENDS_AFTER_IT_BEGINS = "characteristic_list_ends_after_it_begins"
_STAYS = "Staff were counted by this list, so it stays. End it, and add another list"


class CharacteristicListForm(RevisedModelForm):
    """The categories of one characteristic, one to a line; "Indian = Asian" is part of Asian.

    Once staff were counted by a list, only its last day and its denominator change.
    """

    lines = forms.CharField(
        label="Categories",
        strip=False,
        max_length=MOST * 2 * LONGEST,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="One on each line, in the order of the tables. Where one is part of a broader "
        "one, write that after an equals sign: Indian = Asian. The broader one stands on a line "
        "of its own, and may itself be part of another: Asian = BME",
    )
    groups = (
        Group(
            "Columns of the main table",
            tuple(Headline),
            hint="The category whose percentage each column prints. Leave a box empty where the "
            "category has the name of the column, and for columns of another characteristic",
        ),
    )

    constraint_messages = {
        "characteristic_list_name_once": (
            "name",
            "There is a list of this characteristic with this name already",
        ),
        ENDS_AFTER_IT_BEGINS: ("valid_until", "The last day is before the first"),
        "characteristic_lists_apart": (
            "valid_from",
            "Another list of this characteristic holds on some of these days. End it first",
        ),
        "characteristic_list_used_stays": ("lines", _STAYS),
        "characteristic_list_used_holds": ("valid_until", "Staff were counted on a later day"),
    }
    looks = {
        "characteristic": Look(called="the characteristic"),
        "name": Look(called="the name of the list"),
        "valid_from": Look(called="the first day"),
        "denominator": Look(called="of whom percentages are"),
        "lines": Look(called="at least one category"),
        **dict.fromkeys(Headline, Look(width="20")),
    }

    mark_optional = False

    class Meta:
        model = CharacteristicList
        fields = ("characteristic", "name", "valid_from", "valid_until", "denominator", "lines")
        labels = {"valid_from": "Holds from", "valid_until": "Until"}
        help_texts = {
            "valid_from": "Staff are counted by the lists that hold on the day of the figures",
            "valid_until": "Leave this empty for the list that holds now",
        }
        widgets = {"denominator": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        denominator = self.fields["denominator"]
        assert isinstance(denominator, forms.ChoiceField)  # noqa: S101
        denominator.choices = Denominator.choices
        self.held: list[StaffCategory] = []
        self.counted_on: date | None = None
        self.typed: list[tuple[str, str]] = []
        self.printed: dict[str, Headline] = {}
        for headline in Headline:
            self.fields[headline] = forms.CharField(
                label=headline.label, required=False, max_length=LONGEST
            )
            self.prepare_field(headline)
        if self.instance.pk:
            self._show_held()

    def _show_held(self) -> None:
        self.held = list(self.instance.categories.select_related("part_of"))
        self.counted_on = last_day_counted(self.instance)
        self.initial["lines"] = "\n".join(_line(each) for each in self.held)
        self.initial.update({each.headline: each.name for each in self.held if each.headline})
        del self.fields["characteristic"]
        for headline in Headline:
            if headline.characteristic != self.instance.characteristic:
                del self.fields[headline]
        if self.counted_on is not None:
            for name in ("name", "valid_from", *Headline):
                self.fields.pop(name, None)
            lines = self.fields["lines"]
            lines.widget.attrs["readonly"] = True
            lines.help_text = (
                f"{self.instance.days_in_words}. Staff were counted by this list, so only its last "
                "day and of whom percentages are can change. To count by other categories, end "
                "it and add another list"
            )

    def clean_lines(self) -> str:
        text: str = self.cleaned_data["lines"]
        self.typed = read_named_lines(text, noun="category", most=MOST, longest=LONGEST)
        if self.counted_on is not None and self.typed != [_pair(each) for each in self.held]:
            raise ValidationError(_STAYS)
        _check_tree(self.typed)
        names = {name.casefold() for name, _ in self.typed}
        for category in self.held:
            found = [] if category.name.casefold() in names else uses(category, besides=self.held)
            if found:
                raise ValidationError(
                    f"“{category}” is used by {in_words(found)}, so it stays in the list"
                )
        self._check_counted_stay_finest()
        return text

    def _check_counted_stay_finest(self) -> None:
        broad = {other.casefold(): name for name, other in self.typed if other}
        counted = PopulationCount.objects.filter(category__in=self.held)
        for each in counted.select_related("category", "population"):
            if part := broad.get(each.category.name.casefold()):
                raise ValidationError(
                    f"The population of {each.population.year} was counted in “{each.category}”, "
                    f"so {part} cannot be part of it"
                )

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        first = cleaned.get("valid_from") or self.instance.valid_from
        last = cleaned.get("valid_until")
        if first and last and last < first:  # the database cannot even compare such a range
            self.add_error("valid_until", self.constraint_messages[ENDS_AFTER_IT_BEGINS][1])
        elif last and self.counted_on and last < self.counted_on:
            day = day_in_words(self.counted_on)
            self.add_error("valid_until", f"Staff were counted by this list on {day}")
        characteristic = cleaned.get("characteristic") or self.instance.characteristic
        if characteristic and "lines" in cleaned and self.counted_on is None:
            self._read_columns(Characteristic(characteristic), cleaned)
        return cleaned

    def _read_columns(self, characteristic: Characteristic, cleaned: dict[str, Any]) -> None:
        names = {name.casefold(): name for name, _ in self.typed}
        for headline in Headline:
            typed = cleaned.get(headline, "")
            wanted = typed or headline.label
            name = names.get(wanted.casefold())
            if headline.characteristic != characteristic:
                if typed:
                    of = headline.characteristic.label.lower()
                    self.add_error(headline, f"“{headline.label}” is a column of {of}")
            elif name is None:
                words = f"“{wanted}” is none of the categories. Enter which of them this column"
                self.add_error(headline, f"{words} prints")
            elif name in self.printed:
                other = self.printed[name].label
                self.add_error(headline, f"“{name}” is printed in the column “{other}” already")
            else:
                self.printed[name] = headline

    def save(self, commit: bool = True) -> CharacteristicList:
        kept: CharacteristicList = super().save(commit)
        if self.counted_on is None:
            self._save_categories(kept)
        return kept

    def _save_categories(self, kept: CharacteristicList) -> None:
        names = {name.casefold(): (name, other) for name, other in self.typed}
        categories = {each.name.casefold(): each for each in self.held}
        for key, category in categories.items():
            name, other = names.get(key, ("", ""))
            headline = self.printed.get(name, "")
            if _pair(category)[1].casefold() != other.casefold() or category.headline != headline:
                # Free its place before another takes it, and what it is part of to be removed.
                category.part_of, category.headline = None, ""
                category.save()
        for key in categories.keys() - names.keys():
            categories.pop(key).delete()
        for position, (name, _) in enumerate(self.typed):
            category = categories.setdefault(name.casefold(), StaffCategory(list=kept))
            category.name, category.position = name, position
            category.headline = self.printed.get(name, "")
            category.save()
        for name, other in self.typed:
            if other:
                category = categories[name.casefold()]
                category.part_of = categories[other.casefold()]
                category.save()


def _check_tree(lines: list[tuple[str, str]]) -> None:
    """Refuse a broader category without a line of its own, and one that is part of itself."""
    part_of = {name.casefold(): other.casefold() for name, other in lines}
    for name, other in lines:
        if other and other.casefold() not in part_of:
            raise ValidationError(f"“{other}”, of which {name} is part, needs a line of its own")
    for name, other in lines:
        passed, above = {name.casefold()}, other.casefold()
        while above and above not in passed:
            passed.add(above)
            above = part_of[above]
        if above:
            raise ValidationError(f"“{name}” cannot be part of itself, as “{name} = {other}” says")


def _pair(category: StaffCategory) -> tuple[str, str]:
    return category.name, category.part_of.name if category.part_of else ""


def _line(category: StaffCategory) -> str:
    name, other = _pair(category)
    return f"{name} = {other}" if other else name
