"""A page of entries made ready for reading, in a constant number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from django.db.models import Q

from core.audit import ACTIONS
from core.models import AuditChange
from plans.audit_actions import PART_REMOVED
from plans.history.entries import Entry
from plans.history.fields import moment
from plans.history.rows import ASSESSMENT_TABLE, Rows, Values, history_url
from plans.history.runs import Run, Sentence
from plans.history.sentences import (
    NOTE_IS_TOLD,
    is_summed_up,
    nothing_told,
    sentences,
    summary,
)
from plans.history.tree import Key, edges, model_of, part_tables
from plans.models import Plan

_DEPTH = 3
"""So far up are rows named: a change to a target names its KPI."""


@dataclass(frozen=True)
class Told:
    """One entry as it is read: when, and in sentences who did what."""

    when: str
    sentences: list[list[Run]]
    note: str
    removal: int | None = None
    """The act, where it removed a part that can be put back."""


def tell(plan: Plan, entries: Sequence[Entry], *, part: Key | None = None) -> list[Told]:
    """Entries of a plan's history, or of the history of one of its parts."""
    summed_up = {
        place for place, entry in enumerate(entries) if part is None and is_summed_up(entry)
    }
    wanted = [[] if place in summed_up else e.change_ids for place, e in enumerate(entries)]
    changes = _changes(wanted)
    beside = _neighbours(changes) if part is not None else {}
    rows = Rows(plan)
    _load(rows, [*_flat(changes), *_flat(beside.values())])
    told = []
    for place, entry in enumerate(entries):
        if place in summed_up:
            said = [summary(entry)]
        else:
            of_act = sorted(
                [*changes[place], *beside.get(entry.act_id, [])], key=lambda change: change.pk
            )
            said = _about(part, sentences(entry.action, of_act, rows))
        told.append(_told(entry, said or [nothing_told(entry)], plan, part))
    return told


def _about(part: Key | None, said: list[Sentence]) -> list[Sentence]:
    """What concerns a part; where it only made room for another, what moved that other."""
    return [sentence for sentence in said if sentence.about == part] or said


def _told(entry: Entry, said: list[Sentence], plan: Plan, part: Key | None) -> Told:
    here = history_url(plan, part) if part else ""
    who = "Changed outside the product:" if entry.is_outside else entry.who
    spoken = [
        [Run(f"{who} " if not place else "Also "), *(_linked(run, here) for run in sentence.runs)]
        for place, sentence in enumerate(said)
    ]
    note = entry.note
    if entry.action in NOTE_IS_TOLD:
        note = ""
    elif part is not None and (words := ACTIONS.get(entry.action)):
        spoken[0].append(Run(f" ({words})"))
    removal = entry.act_id if entry.action == PART_REMOVED else None
    return Told(when=moment(entry.at), sentences=spoken, note=note, removal=removal)


def _linked(run: Run, here: str) -> Run:
    """A page does not link to itself."""
    return replace(run, url="") if run.url == here else run


def _flat(lists: Iterable[list[AuditChange]]) -> Iterator[AuditChange]:
    for each in lists:
        yield from each


def _changes(wanted: Sequence[Sequence[int]]) -> list[list[AuditChange]]:
    """The changes of each entry, in the order in which they were made."""
    found = AuditChange.objects.in_bulk([number for ids in wanted for number in ids])
    return [[found[number] for number in ids] for ids in wanted]


def _neighbours(changes: Sequence[Sequence[AuditChange]]) -> dict[int | None, list[AuditChange]]:
    """The other parts that changed their places in the same acts, by act."""
    moved = {
        change.act_id: change.table_name
        for each in changes
        for change in each
        if change.act_id is not None and "position" in (change.before or {}) and change.after
    }
    known = [change.pk for each in changes for change in each]
    beside: dict[int | None, list[AuditChange]] = {}
    if moved:
        rule = Q(act__in=moved, table_name__in=set(moved.values()), operation="U")
        for change in AuditChange.objects.filter(rule, after__has_key="position").exclude(
            pk__in=known
        ):
            beside.setdefault(change.act_id, []).append(change)
    return beside


def _load(rows: Rows, changes: Sequence[AuditChange]) -> None:
    """Fetch the rows that the changes name, and what these belong to."""
    altered = {
        (change.table_name, change.row_id)
        for change in changes
        if change.operation == AuditChange.Operation.UPDATE
    }
    named = set(altered)
    for change in changes:
        for values in (change.before or {}, change.after or {}):
            named |= set(_others(change.table_name, values))
    rows.load(named)
    rows.load_scores(
        str((change.after or {})["risk_id"])
        for change in changes
        if change.table_name == ASSESSMENT_TABLE and change.operation == "I"
    )
    named |= {(ASSESSMENT_TABLE, str(score["id"])) for score in rows.scores()}
    # Of a part one needs to know under what it stands only where itself was altered.
    below = {key for key in named if key in altered or key[0] not in part_tables()}
    for _ in range(_DEPTH):
        above = {other for key in below for other in _others(key[0], rows.values(key), up=True)}
        rows.load(above)
        below = {key for key in above if key[0] not in part_tables()}


@cache
def _references(table: str, up: bool) -> dict[str, str]:
    """The columns of a table that hold the number of another row, with that row's table."""
    model = model_of(table)
    if model is None:
        return {}
    within = {(edge.child, edge.column) for edge in edges()}
    found = {
        str(field.column): field.related_model._meta.db_table
        for field in model._meta.concrete_fields
        if field.related_model is not None and not isinstance(field.related_model, str)
    }
    return {
        column: other
        for column, other in found.items()
        if model_of(other) is not None
        and (not up or (table, column) in within or table == ASSESSMENT_TABLE)
    }


def _others(table: str, values: Values, *, up: bool = False) -> Iterator[Key]:
    for column, other in _references(table, up).items():
        if values.get(column) is not None:
            yield other, str(values[column])
