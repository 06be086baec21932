"""The audit trail: who did what, when, and which rows it changed.

An *act* is what a person did, in one sentence ("imported the plan …"); a *change* is
one row that was added, altered or removed. Changes are written by a database trigger
that `core.apps` lays on every table after each migration, so no code path, bulk update
or later app can forget it. An act tells the trigger its number through a setting that
lives as long as the transaction.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from core.models import AuditAct

ACTIONS: dict[str, str] = {}
"""Each registered action: its name and its words, as in "NAME imported the plan"."""


def register_action(name: str, words: str) -> str:
    """Make an action known by name; returns the name, to be kept as a constant."""
    if ACTIONS.get(name, words) != words:
        raise ValueError(f"The action {name} is registered twice with different words.")
    ACTIONS[name] = words
    return name


@contextmanager
def act(
    action: str, *, actor: Any, target: models.Model | None = None, note: str = ""
) -> Iterator[AuditAct]:
    """One act in one transaction: every row changed inside carries the act's number.

    `actor` is a user, or None where the system acts by itself. The target may be set on
    the yielded act later (`entry.about(plan)`), for what is only made inside.
    Raises KeyError for an action that nobody registered.
    """
    if action not in ACTIONS:
        raise KeyError(f"The action {action} is not registered.")
    with transaction.atomic():
        entry = AuditAct(action=action, note=note, at=timezone.now())
        if actor is not None:
            entry.actor_id = actor.pk
            entry.actor_name = str(actor)
        if target is not None:
            entry.about(target, save=False)
        entry.save()
        outer = _set_current_act(str(entry.pk))
        yield entry
        _set_current_act(outer)


def _set_current_act(number: str) -> str:
    """Tell the trigger the act that runs now; returns the one that ran before."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('audit.act', true), '')")
        before = cursor.fetchone()[0]
        cursor.execute("SELECT set_config('audit.act', %s, true)", [number])
    return before
