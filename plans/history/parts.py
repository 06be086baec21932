"""A part as its history is headed: what it is, who wrote it first, who changed it last."""

from __future__ import annotations

from dataclasses import dataclass

from plans.history.entries import Entry
from plans.history.fields import moment
from plans.history.rows import Rows, ref_of, text_of
from plans.history.tree import Key, part_tables
from plans.models import Plan


@dataclass(frozen=True)
class PartHead:
    """The head of a part's history."""

    kind: str
    name: str
    text: str
    is_removed: bool
    facts: list[tuple[str, str]]


def head_of(plan: Plan, key: Key, entries: list[Entry]) -> PartHead:
    """What stands above the entries of a part, the latest of which comes first."""
    rows = Rows(plan)
    rows.load([key])
    values = rows.values(key)
    facts = []
    if entries:
        facts = [("Written first", _by(entries[-1])), ("Changed last", _by(entries[0]))]
    kind = part_tables()[key[0]].name
    ref = ref_of(values)
    return PartHead(
        kind=kind,
        name=f"{kind} {ref}" if ref else kind,
        text=text_of(values),
        is_removed=bool(entries) and (key[0], "D") in entries[0].counts,
        facts=facts,
    )


def _by(entry: Entry) -> str:
    return f"{moment(entry.at)}, {'outside the product' if entry.is_outside else entry.who}"
