from collections.abc import Mapping
from datetime import date

import factory

from tests.factories.row import RowFactory
from workforce.figures import Reference
from workforce.models import (
    CharacteristicList,
    GroupCount,
    Population,
    PopulationCount,
    PrintedShare,
    Snapshot,
    StaffCategory,
    StaffGroup,
)
from workforce.writing import GroupEntry, write_group

UPPER = "Scale point 34 and above"
LOWER = "Below scale point 34"
DIRECT = "Total directly employed"
SCHOOLS = "School employed"
WHOLE = "Total with schools"
"""The groups that the product comes with."""


def group_named(name: str) -> StaffGroup:
    return StaffGroup.objects.get(name=name)


def staff_category(name: str, day: date = date(2026, 3, 31)) -> StaffCategory:
    """A category of the lists that hold on a day; each name is that of one."""
    lists = CharacteristicList.objects.on(day)
    return StaffCategory.objects.get(list__in=lists, name=name)


class StaffGroupFactory(RowFactory):
    """A total without parts yet."""

    class Meta:
        model = StaffGroup

    name = factory.Sequence(lambda n: f"Group {n}")
    kind = "total"


class EarlierCharacteristicListFactory(RowFactory):
    """Lists of ethnic groups before those that are ready made, each for a year."""

    class Meta:
        model = CharacteristicList

    characteristic = "ethnicity"
    name = factory.Sequence(lambda n: f"List {n}")
    valid_from = factory.Sequence(lambda n: date(1990 - n % 500, 4, 1))
    valid_until = factory.LazyAttribute(lambda row: date(row.valid_from.year + 1, 3, 31))


class SnapshotFactory(RowFactory):
    """Staff of the whole council on 31 March 2026, counted; `directorate` makes it theirs."""

    class Meta:
        model = Snapshot

    base = "staff"
    directorate = None
    day = date(2026, 3, 31)
    way = "counts"


class PopulationFactory(RowFactory):
    class Meta:
        model = Population

    list = factory.LazyFunction(
        lambda: CharacteristicList.objects.on(date(2026, 3, 31)).get(characteristic="ethnicity")
    )
    year = 2021
    source = "Census 2021, usual residents"


class PopulationCountFactory(RowFactory):
    class Meta:
        model = PopulationCount

    population = factory.SubFactory(PopulationFactory)
    category = factory.LazyFunction(lambda: staff_category("Indian"))
    count = 100


def count_staff(
    snapshot: Snapshot, group: str, headcount: int, **answers: Mapping[str, int]
) -> GroupCount:
    """Enter counts of a group by the names of categories:

    count_staff(snapshot, UPPER, 40, sex={"Female": 22, "Male": 18}, ethnicity={"Indian": 5})

    "prefer_not" stands for itself; what is left of the headcount is not held.
    """
    lists = Reference().lists_on(snapshot)
    entry = GroupEntry(
        headcount,
        {
            characteristic: {
                name if name == "prefer_not" else _number(lists[characteristic].categories, name): n
                for name, n in counts.items()
            }
            for characteristic, counts in answers.items()
        },
    )
    return write_group(snapshot, group_named(group), entry)


def _number(categories: tuple[StaffCategory, ...], name: str) -> int:
    return next(each.pk for each in categories if each.name == name)


def print_shares(
    snapshot: Snapshot, group: str, headcount: int | None = None, **shares: str
) -> GroupCount:
    """Enter percentages of a group as they were published: female="62.4", bme="11.0"."""
    row = GroupCount.objects.create(
        snapshot=snapshot, group=group_named(group), headcount=headcount
    )
    for headline, text in shares.items():
        PrintedShare.objects.create(group_count=row, headline=headline, text=text)
    return row
