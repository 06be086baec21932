"""Filters of a list: a form that sends its choices in the address.

    class PlanFilters(FilterSet):
        text = CharFilter(label="Words in the title", method="with_words")
        class Meta:
            model = Plan
            fields = ["directorate", "status"]

A list with a filter is an address that can be kept, sent and gone back to. A value that
cannot be right is pointed out and left aside; the other filters still hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import django_filters
from django import forms
from django.db.models import Model, Q, QuerySet
from django.http import QueryDict
from django_filters.widgets import BooleanWidget

from core.date_fields import DateInput
from core.dates import in_words
from core.forms import GovukForm, Look

NOT_FILTERS = ("page", "per_page")
"""What an address says besides filters, and forgets when a filter changes."""
_DASHES = "---------"
_ONE_OF = (django_filters.ChoiceFilter, django_filters.ModelChoiceFilter)
_YES_NO = [("", "All"), ("true", "Yes"), ("false", "No")]


@dataclass(frozen=True)
class Chosen:
    """One value that narrows the list, and the address of the list without it."""

    label: str
    text: str
    url: str


class WordsFilter(django_filters.CharFilter):
    """Words in any order: each must stand in one of the fields of `within`."""

    def __init__(self, *args: Any, within: Sequence[str], **kwargs: Any) -> None:
        self.within = within
        super().__init__(*args, **{"label": "Words", **kwargs})

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        """The rows in which every word is found."""
        for word in (value or "").split():
            found = Q()
            for field in self.within:
                found |= Q(**{f"{field}__icontains": word})
            qs = qs.filter(found)
        return qs


class FilterForm(GovukForm):
    """The form in the left column. Nothing in it is asked for."""

    mark_optional = False
    default_look = Look(size="s", small=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # Apart from the ids of any other form on the page.
        super().__init__(*args, auto_id="filter-%s", **kwargs)


class FilterSet(django_filters.FilterSet):
    """The filter set to start from."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for filter_ in self.filters.values():
            if (
                isinstance(filter_, _ONE_OF)
                and filter_.extra.get("empty_label", _DASHES) == _DASHES
            ):
                filter_.extra["empty_label"] = "All"
            elif isinstance(filter_, django_filters.BooleanFilter):
                filter_.extra.setdefault("widget", _yes_no())

    def get_form_class(self) -> type[forms.Form]:
        """The form of the filters, ours unless the Meta names one."""
        fields = {name: filter_.field for name, filter_ in self.filters.items()}
        base = self._meta.form if self._meta.form is not forms.Form else FilterForm
        looks = {"looks": getattr(self._meta, "looks", None) or getattr(self, "looks", {})}
        return type(f"{type(self).__name__}Form", (base,), {**fields, **looks})

    @property
    def chosen(self) -> list[Chosen]:
        """What narrows the list, value by value, in the order of the form."""
        if not self.is_bound:
            return []
        self.form.is_valid()
        return list(self._chosen())

    def _chosen(self) -> Iterator[Chosen]:
        for bound in self.form.visible_fields():
            value = self.form.cleaned_data.get(bound.name)
            if value is None or value == "" or (hasattr(value, "__len__") and not len(value)):
                continue
            for text, raw in _texts(bound, value):
                yield Chosen(str(bound.label), text, self._address_without(bound, raw))

    def _address_without(self, bound: forms.BoundField, raw: str | None) -> str:
        query = self.data.copy() if isinstance(self.data, QueryDict) else QueryDict(mutable=True)
        widget = bound.field.widget
        for name in NOT_FILTERS:
            query.pop(name, None)
        if raw is not None:
            query.setlist(bound.html_name, [v for v in query.getlist(bound.html_name) if v != raw])
        elif isinstance(widget, DateInput):
            for name in widget.names(bound.html_name):
                query.pop(name, None)
        else:
            query.pop(bound.html_name, None)
        return "?" + query.urlencode()


def _yes_no() -> BooleanWidget:
    widget = BooleanWidget()
    widget.choices = _YES_NO
    return widget


def _texts(bound: forms.BoundField, value: Any) -> Iterator[tuple[str, str | None]]:
    """A chosen value in words, and, of a field that takes several, how it stands in the address."""
    if isinstance(value, date):
        yield in_words(value), None
    elif isinstance(value, bool):
        yield "Yes" if value else "No", None
    elif isinstance(value, Model):
        yield str(value), None
    elif isinstance(value, list | tuple | set) or hasattr(value, "iterator"):
        labels = dict(_flat(getattr(bound.field, "choices", ())))
        to_field = getattr(bound.field, "to_field_name", None) or "pk"
        for item in value:
            raw = str(getattr(item, to_field)) if isinstance(item, Model) else str(item)
            yield (str(item) if isinstance(item, Model) else labels.get(raw, raw)), raw
    elif (choices := getattr(bound.field, "choices", None)) is not None:
        yield dict(_flat(choices)).get(str(value), str(value)), None
    else:
        yield str(value), None


def _flat(choices: Any) -> Iterator[tuple[str, str]]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from _flat(label)
        else:
            yield str(value), str(label)
