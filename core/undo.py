"""Taking back a removal: the rows that an act removed are put back as they were.

The audit trail holds every removed row whole, so that taking back needs no second copy
of anything: the rows return under their own numbers, with all that hung on them, and what
pointed at them points at them again.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, connection, transaction

from core.models import AuditAct, AuditChange


class CannotUndo(Exception):
    """The rows cannot return; the message says why."""


def put_back(act: AuditAct) -> None:
    """Put back all rows that an act removed. Call it within an act of its own.

    Raises CannotUndo where a row is there again already, or what it belonged to is gone.
    """
    tables = connection.introspection.table_names()
    removed = act.changes.filter(operation=AuditChange.Operation.DELETE).order_by("-pk")
    rows = list(removed.values_list("table_name", "before"))
    if not rows:
        raise CannotUndo("Nothing was removed.")
    quote = connection.ops.quote_name
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            # Rules on when a row may be made do not hold for one that returns.
            cursor.execute("SELECT set_config('core.putting_back', 'on', true)")
            for table, before in rows:
                if table not in tables:
                    raise CannotUndo("This version of the product has no place for it any more.")
                name = quote(table)
                cursor.execute(
                    f"INSERT INTO {name} "  # noqa: S608  (a quoted table of ours)
                    f"SELECT * FROM jsonb_populate_record(null::{name}, %s)",
                    [json.dumps(_defaults(table) | (before or {}), cls=DjangoJSONEncoder)],
                )
            for change in act.changes.filter(operation=AuditChange.Operation.UPDATE):
                _turn_back(cursor, change)
            # Foreign keys are checked at the end of a transaction; here at once.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            cursor.execute("SELECT set_config('core.putting_back', '', true)")
    except IntegrityError:
        raise CannotUndo(
            "It cannot be put back: it is there again, or what it belonged to is gone."
        ) from None


@cache
def _defaults(table: str) -> dict[str, Any]:
    """What stands in columns that are younger than a row's last trace."""
    return {
        str(field.column): field.get_default()
        for model in apps.get_models(include_auto_created=True)
        if model._meta.db_table == table
        for field in model._meta.concrete_fields
    }


def _turn_back(cursor: Any, change: AuditChange) -> None:
    """Give the columns that an act altered their values from before, unless altered since."""
    quote = connection.ops.quote_name
    table = quote(change.table_name)
    for column in change.before or {}:
        name = quote(column)
        was, became = (
            f"(jsonb_populate_record(null::{table}, %s)).{name}" for _ in ("before", "after")
        )
        cursor.execute(
            f"UPDATE {table} SET {name} = {was} "  # noqa: S608  (quoted names of ours)
            f"WHERE id = %s AND {name} IS NOT DISTINCT FROM {became}",
            [json.dumps(change.before), int(change.row_id), json.dumps(change.after)],
        )
