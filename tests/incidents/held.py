"""Returns of several years, as the tests of the analysis and of what is published hold them."""

from __future__ import annotations

from typing import Any

from council.models import Roll, School
from incidents.models import BoroughYear, Collection, SchoolReturn
from tests.factories import (
    BoroughTotalFactory,
    BoroughYearFactory,
    CollectionFactory,
    RollFactory,
    SchoolFactory,
    SchoolReturnFactory,
    category_named,
)


def name_of(first_year: int) -> str:
    return f"{first_year}/{(first_year + 1) % 100:02}"


def collected(first_year: int, **values: Any) -> Collection:
    """The collection of a financial year, opened."""
    held = Collection.objects.filter(period="financial", name=name_of(first_year)).first()
    return held or CollectionFactory(first_year=first_year, opened=True, **values)


def returned(
    first_year: int,
    total: int,
    school: School | None = None,
    *,
    pupils: int | None = None,
    counts: dict[str, int] | None = None,
    **of_school: Any,
) -> SchoolReturn:
    """A return of a school, made; nil where its total is 0. `pupils` is its roll of that year."""
    school = school or SchoolFactory(**of_school)
    if pupils is not None:
        year = name_of(first_year)
        if not Roll.objects.filter(school=school, year=year).exists():
            RollFactory(school=school, year=year, pupils=pupils)
    made = {"nil_return": True} if total == 0 else {"returned": True, "total": total}
    return SchoolReturnFactory(
        collection=collected(first_year), school=school, counts=counts, **made
    )


def several(first_year: int, *totals: int, **of_each: Any) -> list[SchoolReturn]:
    """Returns of so many schools, each with so many incidents."""
    return [returned(first_year, total, **of_each) for total in totals]


def borough(
    first_year: int, counts: dict[str, int] | None = None, *, source: str = "", **heads: int
) -> BoroughYear:
    """A year of which only totals are known: `total=139`, and counts by "breakdown, category"."""
    year = BoroughYearFactory(year=name_of(first_year), source=source)
    for row, count in heads.items():
        BoroughTotalFactory(borough_year=year, row=row, count=count)
    for words, count in (counts or {}).items():
        breakdown, _, name = words.partition(", ")
        BoroughTotalFactory(
            borough_year=year,
            row="category",
            breakdown=breakdown,
            category=category_named(name),
            count=count,
        )
    return year
