"""The figures of snapshots: what was entered, and what is worked out of it.

Counts are held of groups without parts; totals are their sums. A total is not known where one
of its parts was not entered, and is then never made up of the others. Of percentages as
published nothing is worked out: each stands as it was printed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from workforce.characteristics import Characteristic, Denominator, Headline, Held
from workforce.models import (
    CharacteristicList,
    GroupBand,
    GroupCount,
    Snapshot,
    StaffCategory,
    StaffCount,
    StaffGroup,
)
from workforce.percentages import Percentage


@dataclass(frozen=True)
class CategoryList:
    """A list with its categories in order, and for each broad one the finest it holds."""

    list: CharacteristicList
    categories: tuple[StaffCategory, ...]

    @cached_property
    def finest(self) -> tuple[StaffCategory, ...]:
        """The categories in which people are counted."""
        broad = {each.part_of_id for each in self.categories}
        return tuple(each for each in self.categories if each.pk not in broad)

    @cached_property
    def within(self) -> dict[int, tuple[int, ...]]:
        """Each category with the finest ones that it holds: itself, where it has no parts."""
        parts: dict[int | None, list[int]] = defaultdict(list)
        for each in self.categories:
            parts[each.part_of_id].append(each.pk)

        def finest_of(pk: int) -> tuple[int, ...]:
            return tuple(f for part in parts[pk] for f in finest_of(part)) if parts[pk] else (pk,)

        return {each.pk: finest_of(each.pk) for each in self.categories}

    def depth(self, category: StaffCategory) -> int:
        """How many broader categories it is within."""
        by_key = {each.pk: each for each in self.categories}
        steps = 0
        while category.part_of_id is not None:
            category, steps = by_key[category.part_of_id], steps + 1
        return steps

    def parts_of(self, category: StaffCategory) -> tuple[StaffCategory, ...]:
        return tuple(each for each in self.categories if each.part_of_id == category.pk)

    def headline(self, headline: Headline) -> StaffCategory | None:
        """The category whose share a column of the main table prints."""
        return next((each for each in self.categories if each.headline == headline), None)


@dataclass(frozen=True)
class Counted:
    """People by one characteristic: how many in each finest category, and without one."""

    list: CategoryList
    in_finest: Mapping[int, int]
    prefer_not: int = 0
    not_held: int = 0

    def count(self, category: StaffCategory) -> int:
        """How many are in a category, broad or fine."""
        return sum(self.in_finest.get(pk, 0) for pk in self.list.within[category.pk])

    @property
    def known(self) -> int:
        """How many are in any category."""
        return sum(self.in_finest.values())

    @property
    def everyone(self) -> int:
        return self.known + self.prefer_not + self.not_held

    def base(self, denominator: str = "") -> int:
        """Of how many percentages are: as the list says, or as asked."""
        match Denominator(denominator or self.list.list.denominator):
            case Denominator.KNOWN:
                return self.known
            case Denominator.ANSWERED:
                return self.known + self.prefer_not
            case Denominator.EVERYONE:
                return self.everyone

    def percentage(self, category: StaffCategory, denominator: str = "") -> Percentage | None:
        """The share of a category; None where there is nobody."""
        return Percentage.of(self.count(category), self.base(denominator))

    @property
    def disclosure(self) -> Percentage | None:
        """The disclosure rate: of everyone, those whose answer is known."""
        return Percentage.of(self.known, self.everyone)

    def __add__(self, other: Counted) -> Counted:
        keys = {**self.in_finest, **other.in_finest}
        return Counted(
            self.list,
            {pk: self.in_finest.get(pk, 0) + other.in_finest.get(pk, 0) for pk in keys},
            self.prefer_not + other.prefer_not,
            self.not_held + other.not_held,
        )


@dataclass(frozen=True)
class GroupFigures:
    """The figures of a group: entered, or a total of its parts."""

    group: StaffGroup
    headcount: int | None
    counted: Mapping[str, Counted] = field(default_factory=dict)
    """By characteristic; of percentages empty."""
    printed: Mapping[str, str] = field(default_factory=dict)
    """Percentages as published by column; of counts empty."""

    def percentage(self, headline: Headline) -> Percentage | None:
        """What a column of the main table prints; None where it is not held."""
        if headline in self.printed:
            return Percentage(self.printed[headline])
        counted = self.counted.get(headline.characteristic)
        category = counted.list.headline(headline) if counted else None
        return counted.percentage(category) if counted and category else None

    @classmethod
    def total(cls, group: StaffGroup, parts: Sequence[GroupFigures]) -> GroupFigures:
        """The sum of parts; a characteristic that one with anybody in it lacks is not known of
        the total."""
        staffed = [part for part in parts if part.headcount]
        shared = [
            each.value
            for each in Characteristic
            if staffed and all(each in part.counted for part in staffed)
        ]
        counted = {}
        for each in shared:
            first, *others = (part.counted[each] for part in staffed)
            for other in others:
                first += other
            counted[each] = first
        return cls(group, sum(part.headcount or 0 for part in parts), counted)


@dataclass(frozen=True)
class SnapshotFigures:
    """All figures of a snapshot, by group in the order of the tables."""

    snapshot: Snapshot
    groups: tuple[GroupFigures, ...]
    lists: Mapping[str, CategoryList]
    """The lists that hold on its day, by characteristic."""
    bands: Mapping[int, tuple[int | None, int | None]]
    """The scale points of each band on its day, by group."""

    @cached_property
    def by_group(self) -> dict[int, GroupFigures]:
        return {each.group.pk: each for each in self.groups}

    def of(self, group: StaffGroup) -> GroupFigures | None:
        return self.by_group.get(group.pk)

    def percentage(self, group: StaffGroup, headline: Headline) -> Percentage | None:
        figures = self.of(group)
        return figures.percentage(headline) if figures else None


class Reference:
    """All groups, bands and lists, read once for any number of snapshots."""

    def __init__(self) -> None:
        self.groups = list(StaffGroup.objects.all())
        self.bands = list(GroupBand.objects.select_related("group"))
        lists = CharacteristicList.objects.prefetch_related("categories")
        self.lists = [CategoryList(each, tuple(each.categories.all())) for each in lists]

    def lists_on(self, snapshot: Snapshot) -> dict[str, CategoryList]:
        """The list of each characteristic on the day of a snapshot."""
        return {
            each.list.characteristic: each
            for each in self.lists
            if each.list.holds_on(snapshot.day)
        }

    def bands_on(self, snapshot: Snapshot) -> list[GroupBand]:
        return [band for band in self.bands if band.holds_on(snapshot.day)]

    def parts_on(self, group: StaffGroup, snapshot: Snapshot) -> list[StaffGroup]:
        """The groups that make up a total on that day. A band that has no points is none, nor
        is a total of nothing."""
        banded = {band.group_id for band in self.bands_on(snapshot)}

        def counts(part: StaffGroup) -> bool:
            if part.is_total:
                return bool(self.parts_on(part, snapshot))
            return part.kind != part.Kind.BAND or part.pk in banded

        return [each for each in self.groups if each.part_of_id == group.pk and counts(each)]

    def entered_on(self, snapshot: Snapshot) -> list[StaffGroup]:
        """The groups of which counts are entered on that day: all that are no total."""
        banded = {band.group_id for band in self.bands_on(snapshot)}
        return [
            each
            for each in self.groups
            if not each.is_total and (each.kind != each.Kind.BAND or each.pk in banded)
        ]


def figures_of(
    snapshots: Iterable[Snapshot], reference: Reference | None = None
) -> dict[int, SnapshotFigures]:
    """The figures of snapshots by their number, in the same few queries however many there are."""
    snapshots = list(snapshots)
    reference = reference or Reference()
    rows: dict[int, list[GroupCount]] = defaultdict(list)
    held = GroupCount.objects.filter(snapshot__in=snapshots)
    for row in held.prefetch_related("counts", "shares"):
        rows[row.snapshot_id].append(row)
    return {snapshot.pk: _figures(snapshot, rows[snapshot.pk], reference) for snapshot in snapshots}


def _figures(
    snapshot: Snapshot, rows: Sequence[GroupCount], reference: Reference
) -> SnapshotFigures:
    lists = reference.lists_on(snapshot)
    by_key = {group.pk: group for group in reference.groups}
    known: dict[int, GroupFigures] = {}
    for row in rows:
        group = by_key[row.group_id]
        if snapshot.has_counts:
            known[group.pk] = GroupFigures(group, row.headcount, _counted(row, lists))
        else:
            printed = {share.headline: share.text for share in row.shares.all()}
            known[group.pk] = GroupFigures(group, row.headcount, printed=printed)
    if snapshot.has_counts:
        _add_totals(known, snapshot, reference)
    return SnapshotFigures(
        snapshot,
        tuple(known[group.pk] for group in reference.groups if group.pk in known),
        lists,
        {band.group_id: band.points for band in reference.bands_on(snapshot)},
    )


def _counted(row: GroupCount, lists: Mapping[str, CategoryList]) -> dict[str, Counted]:
    by_characteristic: dict[str, list[StaffCount]] = defaultdict(list)
    for count in row.counts.all():
        by_characteristic[count.characteristic].append(count)

    def without(counts: list[StaffCount], held: Held) -> int:
        return sum(each.count for each in counts if each.held == held)

    return {
        characteristic: Counted(
            lists[characteristic],
            {each.category_id: each.count for each in counts if each.category_id is not None},
            without(counts, Held.PREFER_NOT),
            without(counts, Held.NOT_HELD),
        )
        for characteristic, counts in by_characteristic.items()
    }


def _add_totals(known: dict[int, GroupFigures], snapshot: Snapshot, reference: Reference) -> None:
    """Work out each total whose parts are all held, those of totals after them."""
    totals = [group for group in reference.groups if group.is_total]
    while True:
        found = []
        for group in totals:
            parts = reference.parts_on(group, snapshot)
            if group.pk not in known and parts and all(part.pk in known for part in parts):
                known[group.pk] = GroupFigures.total(group, [known[part.pk] for part in parts])
                found.append(group)
        if not found:
            return
