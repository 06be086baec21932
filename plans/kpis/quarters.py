"""The years and quarters of a plan in which its KPIs are counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from core.dates import months_later, year_label
from plans.models import Plan, ReportingPeriod

QUARTERS = 4
_MONTHS_OF_A_YEAR, _MONTHS_OF_A_QUARTER = 12, 3
_ODD = timedelta(days=14)
"""So many days a council's quarter may end after the calendar's."""


@dataclass(frozen=True)
class Quarter:
    """A quarter of a year; without a number, the whole year."""

    year: str
    number: int | None = None

    def __str__(self) -> str:
        return f"Quarter {self.number} of {self.year}" if self.number else f"Year {self.year}"

    @property
    def key(self) -> str:
        """How an address or a form names it: "2026/27-2", or "2026/27" for the year."""
        return f"{self.year}-{self.number}" if self.number else self.year


def years_of(plan: Plan) -> list[str]:
    """The years of a plan as they are written: one, or several of a longer plan."""
    years = []
    first = plan.start
    while first <= plan.finish:
        following = months_later(first, _MONTHS_OF_A_YEAR)
        years.append(year_label(first, following - timedelta(days=1)))
        first = following
    if plan.is_of_one_year:
        years[0] = plan.year
    return years


def year_counted(plan: Plan, on: date | None = None) -> str:
    """The year in which a plan's KPIs are rated: its own; of a longer plan the one it is in,
    today or on a day."""
    if plan.is_of_one_year:
        return plan.year
    today, years = on or timezone.localdate(), years_of(plan)
    begun = [
        year
        for place, year in enumerate(years)
        if months_later(plan.start, place * _MONTHS_OF_A_YEAR) <= today
    ]
    return begun[-1] if begun else years[0]


def quarters_of(plan: Plan) -> list[Quarter]:
    """The quarters of each year of a plan, each year's outturn after its last quarter.

    What begins after the plan's last day is none of its quarters.
    """
    found = []
    for place, year in enumerate(years_of(plan)):
        for number in range(1, QUARTERS + 1):
            months = place * _MONTHS_OF_A_YEAR + (number - 1) * _MONTHS_OF_A_QUARTER
            if months_later(plan.start, months) <= plan.finish:
                found.append(Quarter(year, number))
        found.append(Quarter(year))
    return found


def last_day(plan: Plan, quarter: Quarter) -> date:
    """The day on which a quarter or year of a plan ends; the plan's last is its last day."""
    months = years_of(plan).index(quarter.year) * _MONTHS_OF_A_YEAR
    months += (quarter.number or QUARTERS) * _MONTHS_OF_A_QUARTER
    return min(months_later(plan.start, months) - timedelta(days=1), plan.finish)


def quarter_of(plan: Plan, period: ReportingPeriod) -> Quarter:
    """The quarter in which the figures of a reporting period are counted.

    That in which the period ends, counted in months from the plan's first day; a fortnight
    more or less does not matter, because councils have odd days. A year end is the whole of
    the plan's year, of a longer plan its last.
    """
    if period.kind == ReportingPeriod.Kind.YEAR_END:
        return Quarter(plan.year if plan.is_of_one_year else years_of(plan)[-1])
    last = max(period.start, period.finish - _ODD)
    months = (last.year - plan.start.year) * _MONTHS_OF_A_YEAR + last.month - plan.start.month
    if last.day < plan.start.day:
        months -= 1
    single = [quarter for quarter in quarters_of(plan) if quarter.number]
    return single[min(max(months, 0) // _MONTHS_OF_A_QUARTER, len(single) - 1)]


def quarter_to_report(plan: Plan, today: date) -> Quarter:
    """The quarter that is reported next: that of the open period due first, else the latest
    that has ended, else the first."""
    period = plan.reporting_periods.open().order_by("due_on", "kind").first()
    if period is not None:
        return quarter_of(plan, period)
    single = [quarter for quarter in quarters_of(plan) if quarter.number]
    ended = [
        quarter
        for place, quarter in enumerate(single, start=1)
        if months_later(plan.start, place * _MONTHS_OF_A_QUARTER) <= today
    ]
    return ended[-1] if ended else single[0]


def read_quarter(plan: Plan, key: str) -> Quarter | None:
    """The quarter or year of a plan that a key names; None where it is none of the plan's."""
    return next((quarter for quarter in quarters_of(plan) if quarter.key == key), None)
