"""The commitment that the database keeps: what was handed on changes only by an amendment.

From the committee on, triggers on the tables of a plan's printed parts refuse every change of
what is promised: texts, refs, dates, milestones, targets, places. An act that may change them
nevertheless says so to the database for as long as it runs.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def commitment_lifted() -> Iterator[None]:
    """Let the parts of approved plans change: for an agreed amendment, or a whole plan removed."""
    with transaction.atomic(savepoint=False):
        before = _set_amending("on")
        yield
        _set_amending(before)


def _set_amending(value: str) -> str:
    """Tell the triggers; returns what they were told before."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(current_setting('plans.amending', true), ''),"
            " set_config('plans.amending', %s, true)",
            [value],
        )
        before: str = cursor.fetchone()[0]
    return before
