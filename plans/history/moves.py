"""Parts that changed their place: up or down, or under another part."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from core.text import counted
from plans.history.rows import Rows
from plans.history.runs import Run, Sentence
from plans.history.touched import Touched, place
from plans.history.tree import LINK_TABLE, Key, parent_edge, part_tables

Shift = tuple[Key, int, int]
"""A part with its place before and after."""


def told_moves(touched: Touched, rows: Rows) -> Iterator[Sentence]:
    """ "moved action 1.5 from objective Ob 1 to objective Ob 2", "moved objective Ob 2 up"."""
    shifted: dict[Key | None, list[Shift]] = defaultdict(list)
    for key, (before, after) in touched.altered.items():
        edge = parent_edge(key[0])
        if edge is not None and before.get(edge.column) != after.get(edge.column):
            was = rows.name((edge.parent, str(before[edge.column])))
            now = rows.name((edge.parent, str(after[edge.column])))
            yield Sentence(
                [Run("moved "), rows.name(key), Run(" from "), was, Run(" to "), now], key
            )
        elif _has_a_place(key) and before.get("position") != after.get("position"):
            shifted[place(key, rows, {})].append((key, before["position"], after["position"]))
    for above, shifts in shifted.items():
        yield _reordered(above, shifts, rows)


def _has_a_place(key: Key) -> bool:
    return key[0] in part_tables() or key[0] == LINK_TABLE


def _reordered(above: Key | None, shifts: list[Shift], rows: Rows) -> Sentence:
    mover = _mover(shifts)
    part = rows.owner(shifts[0][0] if mover is None else mover[0])
    name = rows.name(part) if part else Run("a part")
    if mover is None:
        where = [Run("changed the order under "), rows.name(above)] if above else None
        return Sentence(where or [Run("changed the order of the plan")], part)
    direction = "up" if mover[2] < mover[1] else "down"
    by = f" by {counted(len(shifts) - 1, 'place')}" if len(shifts) > 2 else ""
    return Sentence([Run("moved "), name, Run(f" {direction}{by}")], part)


def _mover(shifts: list[Shift]) -> Shift | None:
    """The part that was moved: the first of two that changed places, or the one that went
    the other way while the others made room."""
    if len(shifts) <= 2:
        return shifts[0]
    up = [shift for shift in shifts if shift[2] < shift[1]]
    down = [shift for shift in shifts if shift[2] > shift[1]]
    return next((way[0] for way in (up, down) if len(way) == 1), None)
