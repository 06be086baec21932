"""Two people editing the same row: the second to save sees both versions and chooses.

The view locks the row, fills the form with what was typed, and the form notices that the
revision it was opened with is not the row's any more. Nothing typed is lost: the form
comes back with it, the saved values beside it, and saving once more keeps what is typed.

    with row_to_edit(request, Person.objects.all(), pk=pk) as person:
        form = PersonForm(request.POST or None, instance=person)
        ...
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django import forms
from django.db import models, transaction
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from core.audit_triggers import row_key
from core.constraints import ConstrainedModelForm
from core.dates import in_words
from core.models import AuditChange

Row = TypeVar("Row", bound=models.Model)


@dataclass(frozen=True)
class Difference:
    """A field that is saved otherwise than it was typed."""

    label: str
    typed: str
    saved: str


@contextmanager
def row_to_edit(request: HttpRequest, rows: models.QuerySet[Row], **lookup: Any) -> Iterator[Row]:
    """The row of an edit page (or 404), locked until it is saved where the request saves."""
    with transaction.atomic():
        if request.method == "POST":
            rows = rows.select_for_update(of=("self",))
        yield get_object_or_404(rows, **lookup)


class RevisedModelForm(ConstrainedModelForm):
    """A form of a row with a revision."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.differences: list[Difference] = []
        # Of a row that is not there yet: somebody else may add it meanwhile.
        self.initial["revision"] = self.instance.revision if self.instance.pk else 0

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        opened_with = cleaned.get("revision")
        # 0 is the revision of a row that was not there yet.
        is_known = opened_with is not None
        if self.instance.pk and is_known and opened_with != self.instance.revision:
            self.differences = list(self._compare(cleaned))
            # The next save is made knowing what stands there now.
            self.send_again_with("revision", self.instance.revision)
            if self.differences:
                self.add_error(
                    None,
                    f"{_last_editor(self.instance)} saved this while you had it open. Compare "
                    "the two versions below, change what you typed where it is needed, and "
                    "save again.",
                )
        return cleaned

    def _compare(self, cleaned: dict[str, Any]) -> Iterator[Difference]:
        for name, field in self.fields.items():
            if name == "revision" or name not in cleaned:
                continue
            typed = shown(field, cleaned[name])
            saved = shown(field, self.get_initial_for_field(field, name))
            if typed != saved:
                yield Difference(str(field.label or name), typed, saved)


def shown(field: forms.Field, value: Any) -> str:
    """A value as a person reads it."""
    if value is None or value == "":
        return ""
    if isinstance(field, forms.ModelMultipleChoiceField):
        offered: Any = field.queryset
        keys = [each.pk if isinstance(each, models.Model) else each for each in value]
        return ", ".join(map(str, offered.filter(pk__in=keys)))
    if isinstance(field, forms.ModelChoiceField):
        if not isinstance(value, models.Model):
            rows: Any = field.queryset
            value = rows.model._default_manager.filter(pk=value).first()
        return str(value or "")
    if isinstance(field, forms.MultipleChoiceField):
        labels = dict(_told_choices(field.choices))
        return ", ".join(labels.get(each, str(each)) for each in value)
    if isinstance(field, forms.ChoiceField):
        return dict(_told_choices(field.choices)).get(value, str(value))
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, list):
        return "\n".join(map(str, value))
    return in_words(value) if isinstance(value, date) else str(value)


def _told_choices(choices: Any) -> Iterator[tuple[Any, str]]:
    """Each choice in words; one that stands in a group is told with the group's heading."""
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from ((each, f"{value}: {words}") for each, words in label)
        else:
            yield value, str(label)


def _last_editor(instance: models.Model) -> str:
    """Who changed the row itself last: an act on a part may be about the whole it belongs to."""
    table, row = row_key(instance)
    last = AuditChange.objects.filter(table_name=table, row_id=row).select_related("act").first()
    return last.act.actor_name if last and last.act and last.act.actor_name else "Somebody"
