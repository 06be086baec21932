"""Rows as they were at a moment, rebuilt from the audit trail.

The trail is read backwards: one starts from the rows as they are now and undoes each
change made since the moment, the newest first. So no full history is needed, and rows that
are older than the trail come out right as well.

The rows of a table are found by what they hung on (their parents) at the moment: those
that hang there still, and those that the trail says hung there before they were moved or
removed. Three queries for a table, whatever their number.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from functools import cached_property
from typing import Any, TypeVar

from django.db import models
from django.db.models import Min, Q, QuerySet

from core.models import AuditChange

Row = TypeVar("Row", bound=models.Model)
Columns = dict[str, Any]


class Past:
    """The database as it was at a moment."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def rows(self, model: type[Row], *, parent: str, parents: Collection[int]) -> list[Row]:
        """The rows whose column `parent` named one of `parents` at the moment, as they were.

        They come in no order, and nothing that they link to is fetched. They are for
        reading: never save one.
        """
        if not parents:
            return []
        since = self._changes_since.filter(table_name=model._meta.db_table)
        hung_here = since.filter(**{f"before__{parent}__in": list(parents)})
        left = set(hung_here.values_list("row_id", flat=True))
        rows = _present(
            model, Q(**{f"{parent}__in": parents}) | Q(pk__in=[int(number) for number in left])
        )
        for change in since.filter(row_id__in={*rows, *left}).order_by("-pk"):
            _undo(rows, change)
        return [
            _instance(model, columns) for columns in rows.values() if columns.get(parent) in parents
        ]

    @cached_property
    def _changes_since(self) -> QuerySet[AuditChange]:
        """The changes after the moment. The trail is read once to find the first of them, so
        that each table's are then found by their numbers, at the end of the trail."""
        since = AuditChange.objects.filter(at__gt=self.moment)
        first = since.aggregate(first=Min("pk"))["first"]
        return since.none() if first is None else since.filter(pk__gte=first)


def _present(model: type[models.Model], which: Q) -> dict[str, Columns]:
    columns = {str(field.column): field.attname for field in model._meta.concrete_fields}
    values = model._base_manager.filter(which).values_list(*columns.values())
    rows = [dict(zip(columns, row, strict=True)) for row in values]
    return {str(row["id"]): row for row in rows}


def _undo(rows: dict[str, Columns], change: AuditChange) -> None:
    if change.operation == AuditChange.Operation.INSERT:
        rows.pop(change.row_id, None)
    elif change.operation == AuditChange.Operation.DELETE:
        rows[change.row_id] = dict(change.before or {})
    elif change.row_id in rows:
        rows[change.row_id].update(change.before or {})


def _instance(model: type[Row], columns: Columns) -> Row:
    """A row as its model, from values as Python or as the trail's JSON has them.

    A column that is younger than the row's last trace has its default.
    """
    fields = model._meta.concrete_fields
    values = [
        field.to_python(columns[field.column]) if field.column in columns else field.get_default()
        for field in fields
    ]
    return model.from_db("default", [field.attname for field in fields], values)
