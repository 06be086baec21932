"""Amendments in the history of a plan: proposed, agreed, declined, withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from core.dates import in_words
from plans.history.rows import Rows, Values
from plans.history.runs import Run, Sentence, quoted
from plans.history.touched import Touched
from plans.models import Amendment

AMENDMENTS = Amendment._meta.db_table
_OPERATIONS = dict(Amendment.Operation.choices)


def told_amendments(touched: Touched, rows: Rows) -> Iterator[Sentence]:
    """ "proposed amendment 2 (change action 1.5): “More time is needed”"."""
    for key, amendment in touched.added.items():
        if key[0] == AMENDMENTS:
            yield Sentence([Run(f"proposed {_named(amendment)}: {quoted(amendment['why'], 300)}")])
    for key, (_, after) in touched.altered.items():
        if key[0] != AMENDMENTS or "state" not in after:
            continue
        told = f"{_VERBS[after['state']]} {_named(rows.values(key))}"
        if after.get("decided_by"):
            day = in_words(date.fromisoformat(after["decided_on"]))
            told += f", decided by {after['decided_by']} on {day}"
        reason = f": {quoted(after['reason'], 300)}" if after.get("reason") else ""
        yield Sentence([Run(told + reason)])


_VERBS = {
    "agreed": "recorded the agreement to",
    "declined": "declined",
    "withdrawn": "withdrew",
}


def _named(amendment: Values) -> str:
    operation = _OPERATIONS.get(amendment.get("operation", ""), "").lower()
    return f"amendment {amendment.get('number', '')} ({operation} {amendment.get('what', '')})"
