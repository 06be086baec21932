"""Honest tables: people are counted, and their shares rounded to one decimal, halves up.

Disclosure differs between groups, down to half of each. A group without people prints nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from random import Random

from tests.workforce.checks.building import DAY, YEAR_BEFORE, row, table
from workforce.checks import Table

TREES: tuple[dict[str, tuple[str, ...]], ...] = (
    {"high": (), "low": (), "total": ("high", "low")},
    {"high": (), "low": (), "total": ("high", "low"), "school": (), "whole": ("total", "school")},
    {
        "one": (),
        "two": (),
        "three": (),
        "low": ("one", "two", "three"),
        "high": (),
        "total": ("high", "low"),
        "school": (),
        "whole": ("total", "school"),
    },
)
ALIKE = Fraction(1, 10)
"""Shares that are nearer than this can be rounded to one figure."""


@dataclass(frozen=True)
class Group:
    """The people of a group: all, the women, and of BME and disabled those who are and those
    of whom it is held."""

    staff: int
    women: int
    bme: int
    bme_held: int
    disabled: int
    disabled_held: int

    def __add__(self, other: Group) -> Group:
        mine, others = vars(self).values(), vars(other).values()
        return Group(*(a + b for a, b in zip(mine, others, strict=True)))

    def shares(self) -> list[Fraction | None]:
        """The true shares in the order of the columns."""
        men = self.staff - self.women
        pairs = ((self.women, self.staff), (men, self.staff))
        pairs += ((self.bme, self.bme_held), (self.disabled, self.disabled_held))
        return [Fraction(100 * some, held) if held else None for some, held in pairs]

    def printed(self) -> str:
        return " ".join("-" if share is None else in_print(share) for share in self.shares())


Counted = Mapping[str, Group]


def in_print(share: Fraction) -> str:
    tenths = (share * 10 + Fraction(1, 2)).__floor__()
    return f"{tenths // 10}.{tenths % 10}"


def some_group(random: Random, least: int = 0) -> Group:
    most = random.choice([0, 1, 3, 12, 45, 150, 700, 4000])
    staff = max(least, random.randint(most // 3, most))
    bme_held, disabled_held = (random.randint((staff + 1) // 2, staff) for _ in range(2))
    return Group(
        staff,
        round(staff * random.uniform(0, 1)),
        round(bme_held * random.choice([0, random.uniform(0, 0.5), random.uniform(0, 1)])),
        bme_held,
        round(disabled_held * random.choice([0, random.uniform(0, 0.15)])),
        disabled_held,
    )


def counted(tree: Mapping[str, tuple[str, ...]], leaves: Counted) -> Counted:
    """The totals of a tree beside its leaves (parts stand before their totals)."""
    groups = dict(leaves)
    for group, parts in tree.items():
        if parts:
            groups[group] = sum((groups[part] for part in parts[1:]), groups[parts[0]])
    return groups


def a_year_later(random: Random, before: Group) -> Group:
    """People come and go, and no share changes by more than 5 points; the same people where
    there are too few for that."""
    for _ in range(5):
        staff = round(before.staff * random.uniform(0.93, 1.07))
        held = [
            min(staff, max((staff + 1) // 2, round(known * staff / max(before.staff, 1))))
            for known in (before.bme_held, before.disabled_held)
        ]
        shares = [
            0 if share is None else min(100, max(0, float(share) + random.uniform(-5, 5)))
            for share in before.shares()
        ]
        women, bme, disabled = (
            round(base * share / 100)
            for base, share in zip((staff, *held), (shares[0], *shares[2:]), strict=True)
        )
        after = Group(staff, women, bme, held[0], disabled, held[1])
        if drift(before, after) <= 5:
            return after
    return before


def drift(one: Group, other: Group) -> Fraction:
    """The greatest change of a share; 100 where one of them is only there once."""
    return max(
        (
            Fraction(0) if a is b else Fraction(100) if a is None or b is None else abs(a - b)
            for a, b in zip(one.shares(), other.shares(), strict=True)
        ),
    )


def printed_table(tree, groups: Counted, headcounts: bool, organisation="children", day=DAY):
    rows = [
        row(
            group,
            groups[group].printed(),
            groups[group].staff if headcounts else None,
            parts,
            school=group == "school",
        )
        for group, parts in tree.items()
    ]
    return table(*rows, organisation=organisation, day=day)


@dataclass(frozen=True)
class Council:
    """A directorate and the whole council on two days."""

    tree: Mapping[str, tuple[str, ...]]
    groups: Mapping[tuple[str, object], Counted]
    headcounts: bool

    @classmethod
    def by_chance(cls, random: Random, headcounts: bool) -> Council:
        tree = random.choice(TREES)
        leaves = [group for group, parts in tree.items() if not parts]
        children = {group: some_group(random) for group in leaves}
        others = {group: some_group(random) for group in leaves}
        groups = {}
        for day in (YEAR_BEFORE, DAY):
            council = {group: children[group] + others[group] for group in leaves}
            groups["children", day] = counted(tree, children)
            groups["council", day] = counted(tree, council)
            children = {group: a_year_later(random, one) for group, one in children.items()}
            others = {group: a_year_later(random, one) for group, one in others.items()}
        return cls(tree, groups, headcounts)

    def tables(self) -> list[Table]:
        return [
            printed_table(self.tree, groups, self.headcounts, organisation, day)
            for (organisation, day), groups in self.groups.items()
        ]

    def drifts_little(self) -> bool:
        return all(
            drift(old, self.groups[organisation, DAY][group]) <= 5
            for organisation in ("children", "council")
            for group, old in self.groups[organisation, YEAR_BEFORE].items()
            if drift(old, self.groups[organisation, DAY][group]) < 100
        )

    def has_no_true_repeat(self) -> bool:
        """Whether no group of some size really has the shares of the same people, or nearly,
        a year before or in the whole council: such rows are to be asked about."""
        return not any(
            self._leaves(here[1], a) & self._leaves(there[1], b)
            and not self._is_excused(here[0], a, there[0], b)
            and min(here[1][a].staff, there[1][b].staff) >= 25
            and drift(here[1][a], there[1][b]) < ALIKE
            for here, there in combinations(self.groups.items(), 2)
            for a in self.tree
            for b in self.tree
        )

    def _is_excused(self, here, group: str, there, other: str) -> bool:
        """Whether the check is to see by itself that the staff are the same."""
        if group != other or here[1] != there[1]:
            return False
        small, whole = (
            self.groups[organisation, here[1]][group].staff
            for organisation in ("children", "council")
        )
        return whole - small < max(40, whole / 10) if self.headcounts else group == "school"

    def _leaves(self, groups: Counted, group: str) -> set[str]:
        """The groups with staff in a row."""
        if not self.tree[group]:
            return {group} if groups[group].staff else set()
        return set().union(*(self._leaves(groups, part) for part in self.tree[group]))


def pairs_of_rows(tree: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """Two groups of a tree of which neither is in the other."""

    def within(group: str) -> set[str]:
        return {group}.union(*(within(part) for part in tree[group]))

    return ((a, b) for a, b in combinations(tree, 2) if a not in within(b) and b not in within(a))
