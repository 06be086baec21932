"""The years of the printed table: collected here, or known as totals of the borough only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Count, Q, Sum

from council.models import Area, Roll
from incidents.breakdowns import BREAKDOWNS
from incidents.models import (
    BoroughTotal,
    BoroughYear,
    Category,
    Collection,
    IncidentType,
    ReturnCount,
    SchoolReturn,
)

TENTH = Decimal("0.1")
Cell = tuple[str, int]
"""A breakdown's key and a category's number."""
Row = BoroughTotal.Row


def rate_of(incidents: int | None, pupils: int | None) -> Decimal | None:
    """Incidents for each 1,000 pupils on roll, to one decimal, halves up as in what is
    published. None where either is not known, or there are no pupils."""
    if incidents is None or not pupils:
        return None
    return (Decimal(incidents * 1000) / pupils).quantize(TENTH, ROUND_HALF_UP)


def year_heading(name: str, *, borough: bool) -> str:
    """ "2025/26", or "2006/07 (B)" where only totals of the borough are held."""
    return f"{name} (B)" if borough else name


@dataclass(frozen=True)
class Scope:
    """Of which schools figures are asked: all of them, or those of a phase or an area."""

    phase: str = ""
    area: Area | None = None

    @property
    def is_whole(self) -> bool:
        return not self.phase and self.area is None

    def of_returns(self) -> Q:
        """The returns of these schools."""
        wanted = Q()
        if self.phase:
            wanted &= Q(school__phase=self.phase)
        if self.area is not None:
            wanted &= Q(school__area=self.area)
        return wanted


@dataclass(frozen=True)
class YearOfReturns:
    """A year with its figures; what is not held is None or missing, and never 0."""

    name: str
    asked: int | None
    returning: int | None
    nil: int | None
    total: int | None
    counts: dict[Cell, int] = field(default_factory=dict)
    """A category that nobody was asked about is missing; one that nobody filled in is 0."""
    categories: dict[str, list[Category]] = field(default_factory=dict)
    """The categories by which it was asked, by dimension."""
    pupils: int | None = None
    """Pupils on roll of the schools that returned, where their roll is known and above 0."""
    counted_in_rate: int | None = None
    """The incidents of those schools."""
    roll_year: str = ""
    without_roll: int = 0
    """Schools that returned and whose roll is not known, or 0."""
    is_borough_total: bool = False
    is_open: bool = False
    note: str = ""
    source: str = ""

    @property
    def reporting(self) -> int | None:
        """The schools that reported at least one incident."""
        if self.returning is None or self.nil is None:
            return None
        return self.returning - self.nil

    @property
    def rate(self) -> Decimal | None:
        """Incidents for each 1,000 pupils on roll of the schools that returned."""
        return rate_of(self.counted_in_rate, self.pupils)

    @property
    def heading(self) -> str:
        """As it stands above its column."""
        return year_heading(self.name, borough=self.is_borough_total)

    @property
    def roll_note(self) -> str:
        """Which pupils its rate is worked out by, and whom it leaves out; empty without any."""
        left, one = "", self.without_roll == 1
        if self.without_roll:
            schools = "1 school" if one else f"{self.without_roll:,} schools"
            left = f"{schools} that returned {'has' if one else 'have'} no roll"
        if not self.pupils:
            return f"No rate, since {left} in {self.roll_year}." if left else ""
        words = (
            f"The rate uses the {self.pupils:,} pupils on roll in {self.roll_year} of the schools "
            "that returned"
        )
        return f"{words}; {left} and {'is' if one else 'are'} left out." if left else f"{words}."

    @property
    def pupils_in_words(self) -> str:
        return f"{self.pupils:,}" if self.pupils else ""

    def recorded(self, breakdown: str) -> int | None:
        """The sum of a breakdown; None where nothing of it is held."""
        found = [count for (key, _), count in self.counts.items() if key == breakdown]
        return sum(found) if found else None


def years_of(incident_type: IncidentType, scope: Scope, most: int = 5) -> list[YearOfReturns]:
    """The last years of which figures are held, the earliest first.

    Totals of the borough say nothing of a phase or an area, so that they are left out there.
    """
    collections = Collection.objects.filter(
        period=Collection.Period.FINANCIAL_YEAR, types=incident_type, opened_at__isnull=False
    ).order_by("-start")[:most]
    years = [_collected(each, incident_type, scope) for each in reversed(collections)]
    if scope.is_whole:
        held = {year.name for year in years}
        earlier = BoroughYear.objects.filter(type=incident_type).exclude(year__in=held)
        years += [_borough(each) for each in earlier.prefetch_related("totals__category")]
    return sorted(years, key=lambda year: year.name)[-most:]


def _collected(collection: Collection, incident_type: IncidentType, scope: Scope) -> YearOfReturns:
    asked = collection.returns.filter(scope.of_returns(), type=incident_type)
    made = asked.filter(state__in=SchoolReturn.MADE)
    told = made.aggregate(
        returning=Count("pk"), nil=Count("pk", filter=Q(nil=True)), total=Sum("total")
    )
    rolls = dict(
        Roll.objects.filter(year=collection.roll_year, pupils__gt=0).values_list("school", "pupils")
    )
    totals = dict(made.values_list("school", "total"))
    with_roll = [school for school in totals if school in rolls]
    returned = bool(told["returning"])
    return YearOfReturns(
        name=collection.name,
        asked=asked.count(),
        returning=told["returning"],
        nil=told["nil"] if returned else None,
        total=(told["total"] or 0) if returned else None,
        counts=_counts(collection, made) if returned else {},
        categories=collection.lists,
        pupils=sum(rolls[school] for school in with_roll) or None,
        counted_in_rate=sum(totals[school] or 0 for school in with_roll),
        roll_year=collection.roll_year,
        without_roll=len(totals) - len(with_roll),
        is_open=collection.is_open,
        note=collection.note,
    )


def _counts(collection: Collection, made: Iterable[SchoolReturn]) -> dict[Cell, int]:
    counted = (
        ReturnCount.objects.filter(school_return__in=made)
        .values("breakdown", "category")
        .annotate(number=Sum("count"))
        .order_by()
    )
    counts: Counter[Cell] = Counter(
        {
            (breakdown.key, category.pk): 0
            for breakdown, categories in collection.form
            for category in categories
        }
    )
    for row in counted:
        counts[row["breakdown"], row["category"]] += row["number"]
    return dict(counts)


def _borough(year: BoroughYear) -> YearOfReturns:
    totals = list(year.totals.all())
    heads = {each.row: each.count for each in totals if each.row != Row.CATEGORY}
    categories: dict[str, list[Category]] = {}
    counts: dict[Cell, int] = {}
    dimensions = {each.key: each.dimension for each in BREAKDOWNS}
    for each in totals:
        if each.category is not None:
            counts[each.breakdown, each.category.pk] = each.count
            known = categories.setdefault(dimensions[each.breakdown], [])
            if each.category not in known:
                known.append(each.category)
    for known in categories.values():
        known.sort(key=lambda category: category.position)
    return YearOfReturns(
        name=year.year,
        asked=None,
        returning=heads.get(Row.RETURNING),
        nil=heads.get(Row.NIL),
        total=heads.get(Row.TOTAL),
        counts=counts,
        categories=categories,
        is_borough_total=True,
        note=year.note,
        source=year.source,
    )
