"""Changes of the audit trail in words that a reader understands.

The trail keeps columns as the database has them. Here a table becomes the kind of thing
it holds, a column its label, a choice its word, and the number of another row the name
that row has now, or had when it was removed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.utils import timezone

from core.audit_triggers import omitted_columns
from core.dates import in_words
from core.models import AuditChange

_NAMES = ("name", "title", "code", "ref", "label", "text", "heading", "email")
"""The columns by which a row is known, the best first. A model whose rows are known by
several of them together, or by those of another row, names these in `audit_names`."""
_LONG = 80


@dataclass(frozen=True)
class FieldReading:
    """One column of a change, before and after, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class ChangeReading:
    """One change: what was done to which row of which kind."""

    at: datetime
    operation: str
    kind: str
    row: str
    has_both: bool
    """Whether there is a before and an after: of a row that came or went there is one of them."""
    fields: list[FieldReading]


class ChangeReader:
    """Reads a page of changes; the names of other rows are asked for once for each kind."""

    def __init__(self, changes: Iterable[AuditChange]) -> None:
        self._changes = list(changes)
        self._models = {
            model._meta.db_table: model for model in apps.get_models(include_auto_created=True)
        }
        self._omitted = omitted_columns()
        self._names = self._fetch_names()

    def readings(self) -> list[ChangeReading]:
        """The changes in the order given."""
        return [self._read(change) for change in self._changes]

    def _read(self, change: AuditChange) -> ChangeReading:
        model = self._models.get(change.table_name)
        before, after = change.before or {}, change.after or {}
        has_both = change.operation == AuditChange.Operation.UPDATE
        left_out = {"id", "revision", *self._omitted.get(change.table_name, ())}
        fields = [
            FieldReading(
                _label(model, column),
                self._value(model, column, before.get(column)),
                self._value(model, column, after.get(column)),
            )
            for column in [*after, *(column for column in before if column not in after)]
            if column not in left_out
        ]
        if not has_both:  # what was empty tells nothing
            fields = [field for field in fields if field.before or field.after]
        return ChangeReading(
            at=change.at,
            operation=change.get_operation_display(),
            kind=str(model._meta.verbose_name) if model else change.table_name,
            row=self._row(model, change),
            has_both=has_both,
            fields=fields,
        )

    def _row(self, model: type[models.Model] | None, change: AuditChange) -> str:
        kept = change.after or change.before or {}
        if change.operation != AuditChange.Operation.UPDATE:
            for column in _NAMES:
                if kept.get(column):
                    return _short(str(kept[column]))
        name = self._names.get((model, change.row_id)) if model else None
        return name or f"no. {change.row_id}"

    def _value(self, model: type[models.Model] | None, column: str, value: Any) -> str:
        if value is None or value == "":
            return ""
        if isinstance(value, bool):
            return "Yes" if value else "No"
        field = _field(model, column)
        if field is not None and field.is_relation:
            name = self._names.get((field.related_model, str(value)))
            return f"{name} (no. {value})" if name else f"no. {value}"
        if field is not None and field.flatchoices:
            return str(dict(field.flatchoices).get(value, value))
        if isinstance(field, models.DateTimeField):
            return moment_in_words(datetime.fromisoformat(value))
        if isinstance(field, models.DateField):
            return in_words(date.fromisoformat(value))
        return str(value)

    def _fetch_names(self) -> dict[tuple[Any, str], str]:
        wanted: dict[Any, set[str]] = defaultdict(set)
        for change in self._changes:
            model = self._models.get(change.table_name)
            if model is None:
                continue
            wanted[model].add(change.row_id)
            for values in (change.before or {}, change.after or {}):
                for column, value in values.items():
                    field = _field(model, column)
                    if field is not None and field.is_relation and value is not None:
                        wanted[field.related_model].add(str(value))
        return {
            (model, key): name
            for model, keys in wanted.items()
            for key, name in _names_of(model, keys).items()
        }


def moment_in_words(moment: datetime) -> str:
    """A moment as a reader of the trail needs it: "15 September 2026, 09:30"."""
    local = timezone.localtime(moment)
    return f"{in_words(local.date())}, {local:%H:%M}"


def _names_of(model: type[models.Model], keys: set[str]) -> dict[str, str]:
    together = getattr(model, "audit_names", ())
    # What the trail must not hold (somebody's private note) names no row in it either.
    kept_out = getattr(model, "audit_omits", ())
    columns = {field.name for field in model._meta.concrete_fields}.difference(kept_out)
    naming = together or [column for column in _NAMES if column in columns]
    if not naming:
        return {}
    found = {}
    for row in model._base_manager.filter(pk__in=keys).values("pk", *naming):
        words = [str(row[column]) for column in naming if row[column]]
        if words:
            found[str(row["pk"])] = _short(", ".join(words) if together else words[0])
    return found


def _field(model: type[models.Model] | None, column: str) -> Any:
    if model is None:
        return None
    for field in model._meta.concrete_fields:
        if field.column == column:
            return field
    return None


def _label(model: type[models.Model] | None, column: str) -> str:
    field = _field(model, column)
    words = str(field.verbose_name) if field is not None else column
    return words[:1].upper() + words[1:]


def _short(name: str) -> str:
    name = " ".join(name.split())
    return name if len(name) <= _LONG else f"{name[: _LONG - 1]}…"
