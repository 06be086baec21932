"""The figures of a return: a total, and a count for each category that was filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from incidents.breakdowns import Breakdown
from incidents.differences import difference_in_words
from incidents.models import Category, Collection, ReturnCount, SchoolReturn

Cell = tuple[str, int]
"""A breakdown's key and a category's number."""


@dataclass(frozen=True)
class Figures:
    """What a return says. A cell without a count was left empty, which is not 0."""

    total: int | None = None
    counts: Mapping[Cell, int] = field(default_factory=dict)

    @classmethod
    def of(cls, school_return: SchoolReturn) -> Figures:
        """What is saved."""
        return cls(
            school_return.total,
            {(each.breakdown, each.category_id): each.count for each in school_return.counts.all()},
        )

    @property
    def is_empty(self) -> bool:
        return self.total is None and not self.counts

    @property
    def count_anything(self) -> bool:
        """Whether any figure is above 0, so that it is no nil return."""
        return bool(self.total) or any(self.counts.values())

    def recorded(self, breakdown: Breakdown) -> int | None:
        """The sum of a breakdown; None where nothing of it was filled in."""
        found = [count for (key, _), count in self.counts.items() if key == breakdown.key]
        return sum(found) if found else None

    def difference(self, breakdown: Breakdown) -> str:
        """How a breakdown compares with the total, in words."""
        return difference_in_words(breakdown, self.recorded(breakdown), self.total)


@dataclass(frozen=True)
class FiguresRow:
    """A category with its count; None where it was left empty."""

    category: Category
    count: int | None


@dataclass(frozen=True)
class FiguresBlock:
    """A breakdown with its rows and what is said about its sum."""

    breakdown: Breakdown
    rows: list[FiguresRow]
    recorded: int | None
    difference: str


def blocks_of(collection: Collection, figures: Figures) -> list[FiguresBlock]:
    """The figures as the form has them: each breakdown with all its categories."""
    return [
        FiguresBlock(
            breakdown,
            [
                FiguresRow(category, figures.counts.get((breakdown.key, category.pk)))
                for category in categories
            ],
            figures.recorded(breakdown),
            figures.difference(breakdown),
        )
        for breakdown, categories in collection.form
    ]


def save_figures(school_return: SchoolReturn, figures: Figures) -> None:
    """Keep figures in place of what was there; the caller has locked the return."""
    school_return.total = figures.total
    held = {(each.breakdown, each.category_id): each for each in school_return.counts.all()}
    for cell, row in held.items():
        if cell not in figures.counts:
            row.delete()
        elif row.count != figures.counts[cell]:
            row.count = figures.counts[cell]
            row.save()
    ReturnCount.objects.bulk_create(
        ReturnCount(
            school_return=school_return, breakdown=breakdown, category_id=category, count=count
        )
        for (breakdown, category), count in figures.counts.items()
        if (breakdown, category) not in held
    )


def figures_before(school_return: SchoolReturn) -> tuple[Collection, Figures] | None:
    """The last collection of the same kind of period in which this school made its return,
    with what it said, to be set beside the boxes; None where there is none."""
    before = (
        SchoolReturn.objects.made()
        .filter(
            school=school_return.school_id,
            type=school_return.type_id,
            collection__period=school_return.collection.period,
            collection__start__lt=school_return.collection.start,
        )
        .select_related("collection")
        .prefetch_related("counts__category__counts_as")
        .order_by("-collection__start")
        .first()
    )
    if before is None:
        return None
    if before.nil:
        return before.collection, Figures(0, {})
    return before.collection, fitted(before, school_return.collection)


def fitted(school_return: SchoolReturn, collection: Collection) -> Figures:
    """A return's figures by the categories of another collection.

    A category counts under the same one of the other form, or under the broad one as which it
    counts; where the other form is the finer one its figures have no place there.
    """
    counts: dict[Cell, int] = {}
    asked = {
        breakdown.key: {category.pk for category in categories}
        for breakdown, categories in collection.form
    }
    for each in school_return.counts.all():
        for category in (each.category, each.category.counts_as):
            if category is not None and category.pk in asked.get(each.breakdown, ()):
                cell = (each.breakdown, category.pk)
                counts[cell] = counts.get(cell, 0) + each.count
                break
    return Figures(school_return.total, counts)
