"""The counts of one day as quantities for disclosure control, and how they add up.

    headcount of a group     = known + prefer not to say + not held, by each characteristic
    known                    = the broad categories, each of them its finer ones
    a total                  = its parts

What a directorate leaves of the whole council is added by `with_rest_of_council`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from core.disclosure import Figure, Key, Quantities, Ratio, Sum
from workforce.analysis.measures import AMONG, Measure, Part, characteristic_of
from workforce.characteristics import Denominator, Headline
from workforce.figures import (
    CategoryList,
    Counted,
    GroupFigures,
    Reference,
    SnapshotFigures,
)
from workforce.models import Snapshot, StaffCategory, StaffGroup
from workforce.percentages import DECIMALS

ANSWERED = "answered"
COUNCIL, DIRECTORATE = "council", "directorate"
"""How the names of organisations begin."""


@dataclass(frozen=True)
class Named:
    """The names that the quantities of a snapshot go by."""

    snapshot: Snapshot

    @property
    def organisation(self) -> str:
        number = self.snapshot.directorate_id
        return COUNCIL if number is None else f"{DIRECTORATE} {number}"

    def key(self, group: StaffGroup, what: str) -> Key:
        """A count of a group; the day comes first, as `renamed_where_revised` asks."""
        return (self._day, self.organisation, f"group {group.pk}", what)

    @property
    def _day(self) -> str:
        day = self.snapshot.day.isoformat()
        return f"{self.snapshot.base} {day}" if self.snapshot.is_flow else day


def quantity_of(
    figures: SnapshotFigures, group: StaffGroup, measure: Measure
) -> Key | Ratio | None:
    """The count or percentage that a cell prints; None where no count is held of it."""
    named = Named(figures.snapshot)
    of_group = figures.of(group)
    if of_group is None or not figures.snapshot.has_counts:
        return None
    if measure.of is None:
        return named.key(group, "headcount")
    counted = of_group.counted.get(characteristic_of(measure))
    if counted is None:
        return None
    category = _category_of(measure, counted.list)
    if category is None:
        return None
    if not measure.is_share:
        return _key_of(named, group, category, measure.characteristic)
    above = _key_of(named, group, category, measure.characteristic)
    if category is Part.KNOWN:
        below = named.key(group, "headcount")
    else:
        below = _base_key(named, group, counted.list, measure.denominator)
    return Ratio(above, below, decimals=DECIMALS)


def _category_of(measure: Measure, held: CategoryList) -> StaffCategory | Part | None:
    if isinstance(measure.of, Headline):
        return held.headline(measure.of)
    return measure.of


def _key_of(named: Named, group: StaffGroup, of: StaffCategory | Part, characteristic: str) -> Key:
    if of is Part.EVERYONE:
        return named.key(group, "headcount")
    what = f"category {of.pk}" if isinstance(of, StaffCategory) else f"{characteristic} {of}"
    return named.key(group, what)


def _base_key(named: Named, group: StaffGroup, held: CategoryList, denominator: str = "") -> Key:
    match Denominator(denominator or held.list.denominator):
        case Denominator.KNOWN:
            return named.key(group, f"{held.list.characteristic} {Part.KNOWN}")
        case Denominator.ANSWERED:
            return named.key(group, f"{held.list.characteristic} {ANSWERED}")
        case Denominator.EVERYONE:
            return named.key(group, "headcount")


class DayOfCounts:
    """Everything that is published of one day: of a directorate, beside it of the council."""

    def __init__(
        self,
        told: Sequence[SnapshotFigures],
        reference: Reference,
        in_full: Collection[StaffGroup] = (),
    ) -> None:
        self.told = [one for one in told if one.snapshot.has_counts]
        self.reference = reference
        self.in_full = frozenset(group.pk for group in in_full)
        """The groups of which fine categories are published; of others those of the main table."""
        self.figures: dict[Key, Figure] = {}
        self.sums: list[Sum] = []
        self.ratios: dict[Ratio, None] = {}

    def quantities(self) -> Quantities:
        """The counts with their sums and percentages."""
        for one in self.told:
            for of_group in one.groups:
                self._add_group(one, of_group)
            self._add_totals(one)
        return Quantities(self.figures, tuple(self.sums), tuple(self.ratios))

    def _add_group(self, one: SnapshotFigures, of_group: GroupFigures) -> None:
        named, group = Named(one.snapshot), of_group.group
        headcount = named.key(group, "headcount")
        self.figures[headcount] = of_group.headcount
        for characteristic, counted in of_group.counted.items():
            if group.pk not in self.in_full and not _is_headlined(counted.list):
                continue
            parts = {
                named.key(group, f"{characteristic} {part}"): count
                for part, count in (
                    (Part.KNOWN, counted.known),
                    (Part.PREFER_NOT, counted.prefer_not),
                    (Part.NOT_HELD, counted.not_held),
                )
            }
            self.figures |= parts
            self._add_sum(headcount, list(parts))
            known, prefer_not, _ = parts
            if counted.list.list.denominator == Denominator.ANSWERED:
                answered = named.key(group, f"{characteristic} {ANSWERED}")
                self.figures[answered] = counted.known + counted.prefer_not
                self._add_sum(answered, [known, prefer_not])
            self._add_categories(named, group, counted, known)
            if group.pk in self.in_full:
                self.ratios[Ratio(known, headcount, decimals=DECIMALS)] = None
                base = _base_key(named, group, counted.list)
                for part in AMONG[Denominator(counted.list.list.denominator)]:
                    above = named.key(group, f"{characteristic} {part}")
                    self.ratios[Ratio(above, base, decimals=DECIMALS)] = None

    def _add_categories(
        self, named: Named, group: StaffGroup, counted: Counted, known: Key
    ) -> None:
        held = counted.list
        told = held.categories if group.pk in self.in_full else tuple(_on_the_way(held))
        keys = {each.pk: named.key(group, f"category {each.pk}") for each in told}
        base = _base_key(named, group, held)
        for each in told:
            self.figures[keys[each.pk]] = counted.count(each)
            self.ratios[Ratio(keys[each.pk], base, decimals=DECIMALS)] = None
        self._add_sum(known, [keys[each.pk] for each in told if each.part_of_id is None])
        for each in told:
            parts = [keys[part.pk] for part in held.parts_of(each) if part.pk in keys]
            if parts:
                self._add_sum(keys[each.pk], parts)

    def _add_totals(self, one: SnapshotFigures) -> None:
        named = Named(one.snapshot)
        for of_group in one.groups:
            parts = self.reference.parts_on(of_group.group, one.snapshot)
            if not of_group.group.is_total or not all(one.of(part) for part in parts):
                continue
            staffed = [part for part in parts if _is_staffed(one.of(part))]
            for key in self._keys_of(named, of_group.group):
                keys = [named.key(part, key[-1]) for part in staffed]
                if keys and all(each in self.figures for each in keys):
                    self._add_sum(key, keys)

    def _keys_of(self, named: Named, group: StaffGroup) -> list[Key]:
        beginning = named.key(group, "")[:-1]
        return [key for key in self.figures if key[:-1] == beginning]

    def _add_sum(self, total: Key, parts: list[Key]) -> None:
        self.sums.append(Sum(total, tuple(parts)))


def _is_staffed(figures: GroupFigures | None) -> bool:
    """Whether anybody is in a group: one with nobody in it adds nothing to a total."""
    return figures is not None and bool(figures.headcount)


def _is_headlined(held: CategoryList) -> bool:
    return any(each.headline for each in held.categories)


def _on_the_way(held: CategoryList) -> Iterator[StaffCategory]:
    """The broad categories, and whatever lies on the way from them to those that columns of
    the main table print, with its neighbours, so that the sums still close."""
    by_key = {each.pk: each for each in held.categories}
    above: set[int] = set()
    for each in held.categories:
        parent = each.part_of_id if each.headline else None
        while parent is not None:
            above.add(parent)
            parent = by_key[parent].part_of_id
    for each in held.categories:
        if each.part_of_id is None or each.part_of_id in above:
            yield each
