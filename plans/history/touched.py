"""The rows that one act touched: those that came, those that went, those that were altered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from core.models import AuditChange
from plans.history.rows import Rows, Values
from plans.history.tree import LINK_TABLE, Key, owner_edge, parent_edge

Operation = AuditChange.Operation


@dataclass
class Touched:
    """The changes of an act, row by row. What changed twice is one change."""

    added: dict[Key, Values] = field(default_factory=dict)
    removed: dict[Key, Values] = field(default_factory=dict)
    altered: dict[Key, tuple[Values, Values]] = field(default_factory=dict)

    @classmethod
    def by(cls, changes: Iterable[AuditChange]) -> Touched:
        """From the changes of an act in the order in which they were made."""
        touched = cls()
        for change in changes:
            key = (change.table_name, change.row_id)
            before, after = change.before or {}, change.after or {}
            if change.operation == Operation.INSERT:
                touched.added[key] = after
            elif change.operation == Operation.DELETE:
                touched.altered.pop(key, None)
                if touched.added.pop(key, None) is None:
                    touched.removed[key] = before
            elif key in touched.added:
                touched.added[key] = {**touched.added[key], **after}
            else:
                was, now = touched.altered.get(key, ({}, {}))
                touched.altered[key] = ({**before, **was}, {**now, **after})
        return touched

    def under(self, key: Key, rows: Rows, among: dict[Key, Values]) -> Iterator[Key]:
        """What came or went together with a part because it stood somewhere under it."""
        for other in among:
            above = place(other, rows, among)
            while above is not None and above != key:
                above = place(above, rows, among) if above in among else None
            if above == key:
                yield other


def place(key: Key, rows: Rows, among: dict[Key, Values]) -> Key | None:
    """Under what a row stands in the plan: a part under a part, a risk under an objective."""
    values = among.get(key)
    if key[0] == LINK_TABLE:
        return objective_of(key, rows, values)
    if owner_edge(key[0]) is not None:
        return rows.owner(key, values)
    if parent_edge(key[0]) is not None:
        return rows.parent(key, values)
    return None


def objective_of(link: Key, rows: Rows, values: Values | None = None) -> Key | None:
    """The objective under which a risk stands."""
    number = (values or rows.values(link)).get("objective_id")
    return ("plans_objective", str(number)) if number is not None else None
