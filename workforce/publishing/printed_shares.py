"""Percentages of which only the printed text is held: which of them may leave the council.

What was published in an old year is public and is printed as it was. Of others the count is
worked out as far as the headcount allows, and hidden where it can be a small one. A total is
hidden with it where it would tell the count: less the parts that are shown, what is left can be
a small one. So is the share of a directorate beside that of the whole council.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil, floor

from core.disclosure import Profile, Range
from workforce.characteristics import Headline
from workforce.checks import Share
from workforce.figures import GroupFigures, Reference, SnapshotFigures
from workforce.models import StaffGroup

HEADCOUNT = ""
"""As a column, beside the headlines."""
Place = tuple[int, int, str]
"""A snapshot, a group and a column."""


def hidden_shares(
    told: Sequence[SnapshotFigures], reference: Reference, rule: Profile
) -> frozenset[Place]:
    """The cells of snapshots of one day that are hidden, of those that hold percentages."""
    return frozenset(_Hiding(told, reference, rule).hidden)


class _Hiding:
    def __init__(
        self, told: Sequence[SnapshotFigures], reference: Reference, rule: Profile
    ) -> None:
        self.told, self.reference, self.rule = told, reference, rule
        self.hidden: set[Place] = set()
        for one, figures, column in self._cells():
            if not self._is_safe(figures, column):
                self.hidden.add((one.snapshot.pk, figures.group.pk, column))
        while more := {*self._telling_totals(), *self._telling_directorates()} - self.hidden:
            self.hidden |= more

    def _cells(self) -> Iterator[tuple[SnapshotFigures, GroupFigures, str]]:
        """Those that hold a text that is not public yet."""
        for one in self.told:
            if one.snapshot.has_counts or one.snapshot.is_public:
                continue
            for figures in one.groups:
                if figures.headcount is not None:
                    yield one, figures, HEADCOUNT
                yield from ((one, figures, column) for column in figures.printed)

    def _is_safe(self, figures: GroupFigures, column: str) -> bool:
        """Whether no small number is behind a cell, nor left of the group without it."""
        headcount, count = figures.headcount, _range(figures, column)
        if column == HEADCOUNT or headcount is None or count.greatest is None:
            return column == HEADCOUNT and not self._can_be_small(count)
        if headcount < self.rule.smallest_base:
            return False
        rest = Range(headcount - count.greatest, headcount - count.least)
        return not self._can_be_small(count) and not self._can_be_small(rest)

    def _can_be_small(self, count: Range) -> bool:
        if count == (0, 0):
            return not self.rule.zero_shown
        most = self.rule.threshold if count.greatest is None else count.greatest
        return any(self.rule.hides(n) for n in range(max(count.least, 1), most + 1))

    def _telling_totals(self) -> Iterator[Place]:
        for one, figures, column in self._cells():
            place = (one.snapshot.pk, figures.group.pk, column)
            if place in self.hidden or not figures.group.is_total:
                continue
            shown = list(self._shown_within(one, figures.group, column))
            if shown and self._tells(figures, shown, column):
                yield place

    def _shown_within(
        self, one: SnapshotFigures, total: StaffGroup, column: str
    ) -> Iterator[GroupFigures]:
        """What of a total can be taken away from it: its parts, or the parts of a hidden one."""
        for part in self.reference.parts_on(total, one.snapshot):
            figures = one.of(part)
            is_held = figures is not None and _range(figures, column).greatest is not None
            if figures and is_held and (one.snapshot.pk, part.pk, column) not in self.hidden:
                yield figures
            elif part.is_total:
                yield from self._shown_within(one, part, column)

    def _telling_directorates(self) -> Iterator[Place]:
        council = next((one for one in self.told if one.snapshot.directorate_id is None), None)
        for one, figures, column in self._cells() if council else ():
            whole = council.of(figures.group) if council else None
            if whole is None or council is None or one is council:
                continue
            is_shown = (council.snapshot.pk, figures.group.pk, column) not in self.hidden
            if is_shown and self._tells(whole, [figures], column):
                yield (one.snapshot.pk, figures.group.pk, column)

    def _tells(self, whole: GroupFigures, parts: Sequence[GroupFigures], column: str) -> bool:
        """Whether what is left of the whole without the parts can be a small number."""
        left = _left(whole, parts, column)
        people = _left(whole, parts, HEADCOUNT)
        if left is None or (column != HEADCOUNT and people == (0, 0)):
            return False
        return left != (0, 0) and self._can_be_small(left)


def _left(whole: GroupFigures, parts: Sequence[GroupFigures], column: str) -> Range | None:
    """How many are left; None where nobody can work it out."""
    all_, taken = _range(whole, column), [_range(part, column) for part in parts]
    if all_.greatest is None or any(each.greatest is None for each in taken):
        return None
    most = all_.greatest - sum(each.least for each in taken)
    return Range(max(all_.least - sum(each.greatest or 0 for each in taken), 0), max(most, 0))


def _range(figures: GroupFigures, column: str) -> Range:
    """How many people a cell can stand for; without end where that is not known."""
    headcount = figures.headcount
    if column == HEADCOUNT:
        return Range(headcount or 0, headcount)
    shown = figures.percentage(Headline(column))
    if shown is None or headcount is None:
        return Range(0, None)
    if shown.numerator is not None:
        return Range(shown.numerator, shown.numerator)
    share = Share(shown.text)
    low, high = share.low * headcount / 100, share.high * headcount / 100
    # Of how many it is, nobody knows quite: one more or less is possible, but for none or all.
    return Range(
        ceil(low) if share.value == 100 else floor(low),
        floor(high) if share.value == 0 else ceil(high),
    )
