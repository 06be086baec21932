"""Rows as the database sees them, past every form and every save method."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Model


@contextmanager
def refused(constraint: str) -> Iterator[None]:
    """The database refuses what is done inside, by the rule of this name."""
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        yield


@contextmanager
def without_triggers() -> Iterator[None]:
    """What a constraint refuses by itself, were the trigger that sees it first not there."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")


def add(*rows: Model) -> None:
    with transaction.atomic():
        type(rows[0])._base_manager.bulk_create(rows)


def change(row: Model, **values: object) -> None:
    with transaction.atomic():
        type(row)._base_manager.filter(pk=row.pk).update(**values)


def remove(row: Model) -> None:
    """Past what Django protects, so that the database alone decides."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f'DELETE FROM "{row._meta.db_table}" WHERE id = %s', [row.pk])  # noqa: S608
