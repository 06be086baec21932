"""The borough's population by a characteristic, beside which the workforce is set."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from workforce.characteristics import Headline
from workforce.figures import CategoryList, Counted, Reference
from workforce.models import Population, StaffCategory
from workforce.percentages import Percentage

INDENTS = (0, 4, 7, 9)
"""Steps of the design system's spacing by how deep a category stands."""


def indent_of(held: CategoryList, category: StaffCategory) -> int:
    """How far a category is set in below the broader ones that it is part of."""
    return INDENTS[min(held.depth(category), len(INDENTS) - 1)]


@dataclass(frozen=True)
class PopulationRow:
    """A category as the page of a population shows it; broad ones are sums."""

    category: StaffCategory
    indent: int
    is_sum: bool
    count: int
    percentage: Percentage | None


@dataclass(frozen=True)
class BoroughPopulation:
    """The people of the borough by one characteristic."""

    population: Population
    counted: Counted
    by_list_of_day: bool = True
    """Whether its categories are those of the day it was asked for; else only the columns of
    the main table compare."""

    @classmethod
    def of(cls, population: Population) -> BoroughPopulation:
        """What a population came to, its counts by category and the sums of broad ones."""
        categories = population.list.categories.all()
        counts = {each.category_id: each.count for each in population.counts.all()}
        return cls(population, Counted(CategoryList(population.list, tuple(categories)), counts))

    def percentage(self, category: StaffCategory) -> Percentage | None:
        """The share of a category; None where this was counted by another list."""
        if category.list_id != self.population.list_id:
            return None
        return self.counted.percentage(category)

    def headline(self, headline: Headline) -> Percentage | None:
        """The share of the category that a column of the main table prints, if there is one."""
        category = self.counted.list.headline(headline)
        return self.counted.percentage(category) if category else None

    @property
    def source_in_words(self) -> str:
        """ "Census 2021, usual residents", with the year where the source does not say it."""
        source, year = self.population.source, str(self.population.year)
        return source if year in source else f"{source}, {year}"

    @property
    def rows(self) -> list[PopulationRow]:
        """Its categories in order with their counts and shares."""
        held = self.counted.list
        return [
            PopulationRow(
                each,
                indent_of(held, each),
                each not in held.finest,
                self.counted.count(each),
                self.counted.percentage(each),
            )
            for each in held.categories
        ]


def population_of(
    characteristic: str, day: date, reference: Reference | None = None
) -> BoroughPopulation | None:
    """The population to compare with on a day: of its list the latest, one of a later year
    only where there is no other; else one by another list that has the same columns of the
    main table. None where nothing compares."""
    found = [
        BoroughPopulation.of(each)
        for each in Population.objects.filter(list__characteristic=characteristic)
        .select_related("list")
        .prefetch_related("list__categories", "counts")
    ]
    nearest = sorted(found, key=lambda each: _distance(each.population.year, day))
    held = next(
        (
            each
            for each in (reference or Reference()).lists
            if each.list.characteristic == characteristic and each.list.holds_on(day)
        ),
        None,
    )
    if held is None:
        return None
    for each in nearest:
        if each.population.list_id == held.list.pk:
            return each
    columns = {each.headline for each in held.categories if each.headline}
    for each in nearest:
        if columns & {category.headline for category in each.counted.list.categories}:
            return BoroughPopulation(each.population, each.counted, by_list_of_day=False)
    return None


def _distance(year: int, day: date) -> tuple[bool, int]:
    """Years that have been first, the latest of them before the others."""
    return year > day.year, abs(year - day.year)
