"""A category list, typed as plain lines, and a kind of incident."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core.conflicts import RevisedModelForm
from core.forms import Look
from core.named_lines import read_named_lines
from council.usage import in_words, uses
from incidents.models import Category, CategoryList, Collection, IncidentType

ENDS_AFTER_IT_BEGINS = "category_list_ends_after_it_begins"
MOST = 60
LONGEST = 100


class CategoryListForm(RevisedModelForm):
    """The categories of one dimension, one to a line; "Indian = Asian" counts Indian as Asian.

    Once schools were asked by a list its categories stay, and only what they count as changes.
    """

    lines = forms.CharField(
        label="Categories",
        strip=False,
        max_length=MOST * 2 * LONGEST,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="One on each line, in the order of the form. Where a group counts as a broad one "
        "of an earlier list, write it after an equals sign: Indian = Asian",
    )

    constraint_messages = {
        "category_list_name_once": ("name", "There is a list of this kind with this name already"),
        ENDS_AFTER_IT_BEGINS: ("valid_until", "The last day is before the first"),
        "category_lists_apart": (
            "valid_from",
            "Another list of this kind holds on some of these days. End it first",
        ),
    }
    looks = {
        "dimension": Look(called="what is broken down"),
        "name": Look(called="the name of the list"),
        "valid_from": Look(called="the first day"),
        "lines": Look(called="at least one category"),
    }

    class Meta:
        model = CategoryList
        fields = ("dimension", "name", "valid_from", "valid_until")
        labels = {"valid_from": "Asked by from", "valid_until": "Until"}
        help_texts = {
            "valid_from": "A collection asks by the lists that hold on its first day",
            "valid_until": "Leave this empty for the list that holds now",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_used:
            for name in ("dimension", "valid_from"):  # they are what schools were asked by
                del self.fields[name]
        self.initial["lines"] = "\n".join(_line(each) for each in self._held())
        self.typed: list[tuple[str, str]] = []

    def _held(self) -> list[Category]:
        if not self.instance.pk:
            return []
        return list(self.instance.categories.select_related("counts_as"))

    @property
    def is_used(self) -> bool:
        """Whether schools were asked by this list."""
        return (
            bool(self.instance.pk)
            and Collection.objects.filter(
                opened_at__isnull=False, category_lists__list=self.instance
            ).exists()
        )

    def clean_lines(self) -> str:
        text: str = self.cleaned_data["lines"]
        self.typed = read_named_lines(text, noun="category", most=MOST, longest=LONGEST)
        names = [name for name, _ in self.typed]
        plain = [name.casefold() for name in names]
        if self.is_used and names != [each.name for each in self._held()]:
            raise ValidationError(
                "Schools were asked by this list, so its categories stay. End it, and add another "
                "list"
            )
        for category in self._held():
            if category.name.casefold() not in plain and (found := uses(category)):
                raise ValidationError(
                    f"“{category}” is used by {in_words(found)}, so it stays in the list"
                )
        return text

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        dimension = cleaned.get("dimension") or self.instance.dimension
        first = cleaned.get("valid_from") or self.instance.valid_from
        last = cleaned.get("valid_until")
        if first and last and last < first:  # the database cannot even compare such a range
            self.add_error("valid_until", self.constraint_messages[ENDS_AFTER_IT_BEGINS][1])
        if "lines" in cleaned and dimension and first:
            known = self._broad(dimension, first)
            for name, broad in self.typed:
                if broad and broad.casefold() not in known:
                    words = f"“{broad}”, as which {name} counts, is in no earlier list of this kind"
                    self.add_error("lines", words)
        return cleaned

    def _broad(self, dimension: str, first_day: date) -> dict[str, Category]:
        """The categories of earlier lists by name, the earliest list before the others."""
        others = Category.objects.filter(
            list__dimension=dimension, list__valid_from__lt=first_day
        ).exclude(list=self.instance.pk)
        found: dict[str, Category] = {}
        for each in others.order_by("list__valid_from", "position"):
            found.setdefault(each.name.casefold(), each)
        return found

    def save(self, commit: bool = True) -> CategoryList:
        kept: CategoryList = super().save(commit)
        known = self._broad(kept.dimension, kept.valid_from)
        held = {each.name.casefold(): each for each in kept.categories.all()}
        names = [name.casefold() for name, _ in self.typed]
        for name, category in held.items():
            if name not in names:
                category.delete()
        for position, (name, broad) in enumerate(self.typed):
            category = held.get(name.casefold()) or Category(list=kept)
            category.name, category.position = name, position
            category.counts_as = known.get(broad.casefold()) if broad else None
            category.save()
        return kept


def _line(category: Category) -> str:
    return f"{category} = {category.counts_as}" if category.counts_as else str(category)


class IncidentTypeForm(RevisedModelForm):
    """A kind of incident that a collection may ask for."""

    constraint_messages = {
        "incident_type_name_once": ("name", "There is a kind of incident with this name already")
    }
    looks = {
        "name": Look(called="the name"),
        "key": Look(width="20", called="the short name"),
        "definition": Look(called="the definition"),
        "position": Look(width="3"),
    }

    class Meta:
        model = IncidentType
        fields = ("name", "key", "definition", "position")
        labels = {"key": "Short name", "position": "Place in lists"}
        help_texts = {
            "key": "In addresses and files: small letters and hyphens, such as racist",
            "definition": "What counts as one, as schools read it",
        }
        widgets = {"definition": forms.Textarea(attrs={"rows": 4})}
        error_messages = {"key": {"unique": "There is a kind with this short name already"}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["key"]  # addresses of what was published hang on it
