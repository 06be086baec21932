"""Comparing two plans, in the order of the later one; what was removed stands where it stood."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from plans.comparing.differences import CellDifference, Differences, PartDifference, State
from plans.comparing.matching import Matching, match
from plans.comparing.outline import KINDS, Outline, Part
from plans.facts import Facts


def compare(before: Outline, after: Outline) -> Differences:
    """Compare two plans, or two states of one."""
    matching = match(before, after)
    return Differences(
        details=_cells(before.details, after.details),
        parts=_Differ(matching).siblings(before.parts, after.parts, depth=1),
    )


class _Differ:
    def __init__(self, matching: Matching) -> None:
        self.matching = matching

    def siblings(
        self, before: Sequence[Part], after: Sequence[Part], depth: int
    ) -> list[PartDifference]:
        """The parts under one parent: the later ones in order, each removed one where it stood."""
        displaced = self._displaced(before, after)
        told = [self._later(part, depth, part in displaced) for part in after]
        places = {part: place for place, part in enumerate(after)}
        here = 0
        added = 0
        for part in before:
            partner = self.matching.after_of.get(part)
            if partner is None:
                told.insert(here + added, self._removed(part, depth))
                added += 1
            elif partner in places and partner not in displaced:
                here = places[partner] + 1
        return told

    def _later(self, part: Part, depth: int, displaced: bool) -> PartDifference:
        earlier = self.matching.before_of.get(part)
        if earlier is None:
            cells = _cells([], part.cells)
            children = self.siblings([], part.children, depth + 1)
            return self._difference(part, depth, State.ADDED, "", cells, children)
        cells = _cells(earlier.cells, part.cells)
        state = State.CHANGED if any(cell.changed for cell in cells) else State.SAME
        children = self.siblings(earlier.children, part.children, depth + 1)
        moved = self._moved(earlier, part, displaced)
        return self._difference(part, depth, state, moved, cells, children)

    def _removed(self, part: Part, depth: int) -> PartDifference:
        cells = _cells(part.cells, [])
        children = self.siblings(part.children, [], depth + 1)
        return self._difference(part, depth, State.REMOVED, "", cells, children)

    @staticmethod
    def _difference(
        part: Part,
        depth: int,
        state: State,
        moved: str,
        cells: list[CellDifference],
        children: list[PartDifference],
    ) -> PartDifference:
        heading = part.heading or "without text"
        return PartDifference(part.kind, heading, depth, state, moved, cells, children)

    def _moved(self, earlier: Part, later: Part, displaced: bool) -> str:
        old, new = self.matching.parents[earlier], self.matching.parents[later]
        if old is not None and new is not None and self.matching.before_of.get(new) is not old:
            return f"from {KINDS[old.kind][0]} {_short(old)}"
        return "to another place in the order" if displaced else ""

    def _displaced(self, before: Sequence[Part], after: Sequence[Part]) -> set[Part]:
        """The parts that stood in another order: as few as explain the new order."""
        places = {part: place for place, part in enumerate(before)}
        both = [part for part in after if self.matching.before_of.get(part) in places]
        order = [places[self.matching.before_of[part]] for part in both]
        kept = _longest_rising(order)
        return {part for part, place in zip(both, order, strict=True) if place not in kept}


def _longest_rising(numbers: list[int]) -> set[int]:
    """The numbers of a longest rising run within a list of different numbers."""
    ends: list[int] = []
    """The smallest last number of a run of each length."""
    previous: dict[int, int | None] = {}
    for number in numbers:
        place = bisect_left(ends, number)
        previous[number] = ends[place - 1] if place else None
        ends[place : place + 1] = [number]
    kept = set()
    last = ends[-1] if ends else None
    while last is not None:
        kept.add(last)
        last = previous[last]
    return kept


def _cells(before: Facts, after: Facts) -> list[CellDifference]:
    """The cells of both by their label, in the order of the later."""
    old, new = dict(before), dict(after)
    labels = list(new)
    for place, label in enumerate(old):
        if label not in new:
            labels.insert(place, label)
    return [CellDifference(label, old.get(label, ""), new.get(label, "")) for label in labels]


def _short(part: Part) -> str:
    return part.ref or part.text[:60] or "without text"
