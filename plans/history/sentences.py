"""One act told in sentences, from the rows that it changed.

What was removed, what was added, the route to approval, moves, then the changed fields.
What belongs to an added or removed part is counted with it and not told again.
"""

from __future__ import annotations

from collections.abc import Iterable

from core.audit import ACTIONS
from core.models import AuditChange
from core.text import counted
from plans.audit_actions import (
    AMENDMENT_AGREED,
    AMENDMENT_DECLINED,
    AMENDMENT_PROPOSED,
    AMENDMENT_WITHDRAWN,
    COMMENT_EDITED,
    CONTROL_ADDED,
    CONTROL_CHANGED,
    PART_ADDED,
    PART_CHANGED,
    PART_MOVED,
    PART_PUT_BACK,
    PART_REMOVED,
    PERIOD_ADDED,
    PERIOD_CHANGED,
    PERIOD_CLOSED,
    PERIOD_OPENED,
    PERIOD_REMOVED,
    PERIOD_REOPENED,
    PLAN_EDITED,
    PLAN_MOVED,
    PLAN_REPLACED,
    PROGRESS_CONFIRMED,
    PROGRESS_REPORTED,
    PROGRESS_SENT_BACK,
    RISK_ACCEPTED,
    RISK_REVIEWED,
    RISK_SCORED,
)
from plans.history.amending import told_amendments
from plans.history.comings import noun_of, told_added, told_removed
from plans.history.comments import told_comments
from plans.history.details import told_belongings, told_fields, told_steps
from plans.history.entries import MOST, Entry
from plans.history.moves import told_moves
from plans.history.reporting import told_reporting
from plans.history.risks import told_risks
from plans.history.rows import Rows
from plans.history.runs import Run, Sentence, listed
from plans.history.touched import Touched
from plans.history.tree import PLAN_TABLE, part_tables

NOTE_NAMES_THE_PART = {PART_ADDED, PART_CHANGED, PART_MOVED, PART_REMOVED, PART_PUT_BACK}
"""Acts whose note says no more than their sentences."""
NOTE_IS_TOLD = NOTE_NAMES_THE_PART | {
    PLAN_MOVED,
    AMENDMENT_PROPOSED,
    AMENDMENT_AGREED,
    AMENDMENT_DECLINED,
    AMENDMENT_WITHDRAWN,
    COMMENT_EDITED,
    PROGRESS_REPORTED,
    PROGRESS_CONFIRMED,
    PROGRESS_SENT_BACK,
    PERIOD_ADDED,
    PERIOD_REMOVED,
    PERIOD_CHANGED,
    PERIOD_OPENED,
    PERIOD_CLOSED,
    PERIOD_REOPENED,
    RISK_REVIEWED,
    RISK_SCORED,
    RISK_ACCEPTED,
    CONTROL_ADDED,
    CONTROL_CHANGED,
}
_DONE = {"I": "added", "U": "changed", "D": "removed"}


def sentences(action: str, changes: Iterable[AuditChange], rows: Rows) -> list[Sentence]:
    """What an act did, in sentences that begin with a verb."""
    touched = Touched.by(changes)
    verb = "put back" if action == PART_PUT_BACK else "added"
    return [
        *told_amendments(touched, rows),
        *told_removed(touched, rows),
        *told_added(touched, rows, verb=verb),
        *told_steps(touched, rows),
        *told_reporting(touched, rows),
        *told_comments(touched),
        *told_moves(touched, rows),
        *told_fields(touched, rows),
        *told_risks(touched, rows),
        *told_belongings(touched, rows),
    ]


def is_summed_up(entry: Entry) -> bool:
    """Whether an act is told by counts: it changed very much, or made or replaced the plan."""
    return entry.size > MOST or entry.action == PLAN_REPLACED or (PLAN_TABLE, "I") in entry.counts


def summary(entry: Entry) -> Sentence:
    """ "imported the plan: 12 objectives, 40 actions and 8 risks"."""
    words = ACTIONS.get(entry.action, "")
    if entry.action in NOTE_NAMES_THE_PART and entry.note:
        words = f"{words.split(' a ')[0]} {entry.note}"
    counts = {code: items for code in _DONE if (items := _counted(entry, code))}
    if len(counts) == 1 and (
        words.startswith(_DONE[next(iter(counts))]) or (PLAN_TABLE, "I") in entry.counts
    ):
        told = [listed(items) for items in counts.values()]
    else:
        told = [f"{_DONE[code]} {listed(items)}" for code, items in counts.items()]
    return Sentence([Run(": ".join(filter(None, [words, "; ".join(told)])))])


def _counted(entry: Entry, operation: str) -> list[str]:
    numbers = {
        table: number
        for (table, code), number in entry.counts.items()
        if code == operation and table != PLAN_TABLE
    }
    parts = {table: numbers[table] for table in part_tables() if table in numbers}
    return [counted(number, noun_of(table)) for table, number in (parts or numbers).items()]


def nothing_told(entry: Entry) -> Sentence:
    """An act that changed nothing a reader is told of."""
    if entry.action in (PART_CHANGED, PLAN_EDITED):
        what = entry.note or "the details of the plan"
        return Sentence([Run(f"saved {what} without changing anything")])
    return Sentence([Run(ACTIONS.get(entry.action, entry.action) or "made a change")])
