"""Reporting in the course of the year: updates, what was said of them, and their periods."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from plans.history.rows import Rows, Values
from plans.history.runs import Run, Sentence, quoted
from plans.history.touched import Touched
from plans.history.tree import Key
from plans.models import (
    CriticalAction,
    Evidence,
    PeriodEvent,
    ProgressUpdate,
    ReportingPeriod,
    UpdateReview,
)

_UPDATE, _REVIEW = ProgressUpdate._meta.db_table, UpdateReview._meta.db_table
_PERIOD, _EVENT = ReportingPeriod._meta.db_table, PeriodEvent._meta.db_table
_ACTION = CriticalAction._meta.db_table
REPORTING = {_UPDATE, _REVIEW, _PERIOD, _EVENT, Evidence._meta.db_table}
"""The tables that are told here and nowhere else."""
_STATUSES = dict(CriticalAction.Status.choices)


def told_reporting(touched: Touched, rows: Rows) -> Iterator[Sentence]:
    """ "reported progress on action 1.5: Slipping, “Ten trained”", "closed Quarter 1"."""
    yield from _periods(touched, rows)
    yield from _updates(touched, rows)
    yield from _reviews(touched, rows)


def reported_now(key: Key, touched: Touched) -> bool:
    """Whether the act holds an update of this action, which tells its status already."""
    return key[0] == _ACTION and any(
        table == _UPDATE and str(update.get("action_id")) == key[1]
        for (table, _), update in touched.added.items()
    )


def _periods(touched: Touched, rows: Rows) -> Iterator[Sentence]:
    for key, values in touched.added.items():
        if key[0] == _PERIOD:
            yield Sentence([Run(f"added the reporting period {quoted(values['name'])}")])
    for key, values in touched.removed.items():
        if key[0] == _PERIOD:
            yield Sentence([Run(f"removed the reporting period {quoted(values['name'])}")])
    events = {k: v for k, v in touched.added.items() if k[0] == _EVENT}
    for event in events.values():
        period = rows.values((_PERIOD, str(event["period_id"])))
        told = f"{event['kind']} the reporting period {quoted(period.get('name', ''))}"
        yield Sentence(
            [Run(told + (f": {quoted(event['reason'], 300)}" if event["reason"] else ""))]
        )
    if not events:
        for key in touched.altered:
            if key[0] == _PERIOD:
                name = quoted(rows.values(key).get("name", ""))
                yield Sentence([Run(f"changed the reporting period {name}")])


def _updates(touched: Touched, rows: Rows) -> Iterator[Sentence]:
    carried: Counter[str] = Counter()
    for key, update in touched.added.items():
        action = (_ACTION, str(update.get("action_id")))
        if key[0] != _UPDATE or action in touched.added:
            continue
        if update.get("carried"):
            carried["actions"] += 1
            continue
        yield Sentence(
            [Run("reported progress on "), rows.name(action), Run(_said(update))], action
        )
    if number := carried["actions"]:
        told = f"carried {number} action{'' if number == 1 else 's'} without a report"
        yield Sentence([Run(told)])


def _said(update: Values) -> str:
    status = _STATUSES.get(update.get("status") or "", "")
    words = quoted(update["commentary"], 300) if update.get("commentary") else ""
    told = ", ".join(filter(None, [status, words]))
    return f": {told}" if told else ""


def _reviews(touched: Touched, rows: Rows) -> Iterator[Sentence]:
    for key, review in touched.added.items():
        if key[0] != _REVIEW:
            continue
        update = rows.values((_UPDATE, str(review["update_id"])))
        action = (_ACTION, str(update.get("action_id")))
        verb = dict(UpdateReview.Outcome.choices)[review["outcome"]].lower()
        reason = f": {quoted(review['reason'], 300)}" if review["reason"] else ""
        yield Sentence([Run(f"{verb} the update on "), rows.name(action), Run(reason)], action)
