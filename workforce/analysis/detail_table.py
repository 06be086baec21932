"""One characteristic in full: every category, who prefers not to say, whose answer is not held."""

from __future__ import annotations

from collections.abc import Iterator

from workforce.analysis.layout import (
    ColumnGroup,
    Line,
    LineGroup,
    PrintedTable,
)
from workforce.analysis.measures import AMONG, Cell, Measure, Part, Teller
from workforce.analysis.organisations import Profile
from workforce.characteristics import Characteristic, Denominator, Headline
from workforce.figures import CategoryList, SnapshotFigures
from workforce.models import StaffCategory, StaffGroup
from workforce.population import BoroughPopulation

_PARTS = [
    (Part.PREFER_NOT, "Prefer not to say"),
    (Part.NOT_HELD, "Not held"),
    (Part.EVERYONE, "Everyone"),
]


def detail_table(
    profile: Profile,
    characteristic: Characteristic,
    group: StaffGroup,
    teller: Teller,
    denominator: Denominator | None = None,
) -> PrintedTable | None:
    """A group of the latest year by one characteristic, beside the whole council and the
    borough. None where the snapshot does not hold it. Percentages are of those whom the list
    says, or as asked."""
    held = profile.mine.of(group)
    if held is None or characteristic not in held.counted:
        return None
    categories = held.counted[characteristic].list
    among = Denominator(denominator or categories.list.denominator)
    borough = profile.boroughs.get(characteristic)
    told = [
        each.latest
        for each in profile.organisations
        if each.latest is not None and _tells(each.latest, group, characteristic, categories)
    ]
    lines = [
        Line(
            str(category),
            [c for one in told for c in _pair(one, group, Measure(category), teller, among)]
            + ([_of_borough(borough, category)] if borough else []),
            level=categories.depth(category),
        )
        for category in in_order(categories)
    ]
    for part, label in _PARTS:
        measure = Measure(part, characteristic)
        has_share = among if part in AMONG[among] else None
        cells = [c for one in told for c in _pair(one, group, measure, teller, has_share)]
        lines.append(Line(label, cells + ([Cell()] if borough else [])))
    known = Measure(Part.KNOWN, characteristic, is_share=True)
    rates = [c for one in told for c in (Cell(), teller.tell(one, group, known))]
    lines.append(Line("Disclosure rate", rates + ([Cell()] if borough else [])))
    columns = [ColumnGroup(one.snapshot.organisation, ["Number", "%"]) for one in told]
    if borough:
        columns.append(ColumnGroup("Borough", ["%"]))
    notes = [
        f"Percentages are of {among.in_words}. The "
        "disclosure rate is the share of everyone whose answer is known.",
        f"Counted by the list “{categories.list.name}”.",
    ]
    if borough:
        notes += [f"Borough: {borough.source_in_words}.", *_of_another_list(borough)]
    return PrintedTable(
        f"{characteristic}-{group.pk}",
        f"{characteristic.label}: {group}, {profile.snapshot.about}",
        str(characteristic.label),
        columns,
        [LineGroup("", lines)],
        notes,
    )


def in_order(categories: CategoryList) -> Iterator[StaffCategory]:
    """Each broad category followed by what it holds, in the order of the list."""

    def below(parent: int | None) -> Iterator[StaffCategory]:
        for each in categories.categories:
            if each.part_of_id == parent:
                yield each
                yield from below(each.pk)

    return below(None)


def _tells(
    figures: SnapshotFigures,
    group: StaffGroup,
    characteristic: Characteristic,
    categories: CategoryList,
) -> bool:
    """Whether it counts the group by the same list."""
    held = figures.of(group)
    counted = held.counted.get(characteristic) if held else None
    return counted is not None and counted.list.list.pk == categories.list.pk


def _pair(
    figures: SnapshotFigures,
    group: StaffGroup,
    measure: Measure,
    teller: Teller,
    among: Denominator | None,
) -> list[Cell]:
    """How many and what share; who is not among those of whom percentages are has none."""
    count = teller.tell(figures, group, measure)
    if among is None:
        return [count, Cell()]
    share = Measure(measure.of, measure.characteristic, is_share=True, denominator=among)
    return [count, teller.tell(figures, group, share)]


def _of_borough(borough: BoroughPopulation, category: StaffCategory) -> Cell:
    shown = borough.percentage(category)
    if shown is None and category.headline:
        shown = borough.headline(Headline(category.headline))
    return Cell(str(shown or ""))


def _of_another_list(borough: BoroughPopulation) -> list[str]:
    if borough.by_list_of_day:
        return []
    return [
        f"The borough was counted by the list “{borough.population.list.name}”, so that only the "
        "columns of the main table compare."
    ]
