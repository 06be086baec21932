"""The years and quarters of a plan, and in which of them a period's figures are counted."""

from datetime import date

import pytest

from plans.kpis.quarters import (
    Quarter,
    quarter_of,
    quarters_of,
    read_quarter,
    year_counted,
    years_of,
)
from plans.models import Plan, ReportingPeriod
from plans.reporting.calendar import suggested_periods


def plan_of(start: str = "2026-04-01", finish: str = "2027-03-31") -> Plan:
    return Plan(start=date.fromisoformat(start), finish=date.fromisoformat(finish))


def period_of(plan: Plan, start: str, finish: str, kind: str = "quarter") -> ReportingPeriod:
    return ReportingPeriod(
        plan=plan, kind=kind, start=date.fromisoformat(start), finish=date.fromisoformat(finish)
    )


@pytest.mark.parametrize(
    ("start", "finish", "years"),
    [
        ("2026-04-01", "2027-03-31", ["2026/27"]),
        ("2026-01-01", "2026-12-31", ["2026"]),
        ("2026-04-01", "2026-12-31", ["2026"]),  # of nine months, within a calendar year
        ("2026-04-01", "2027-06-30", ["2026/27", "2027/28"]),  # of fifteen months
        ("2026-04-01", "2028-03-31", ["2026/27", "2027/28"]),
        ("2026-01-01", "2027-12-31", ["2026", "2027"]),
        ("2026-04-01", "2029-03-31", ["2026/27", "2027/28", "2028/29"]),
        ("2026-01-01", "2028-12-31", ["2026", "2027", "2028"]),
        ("2099-04-01", "2101-03-31", ["2099/00", "2100/01"]),
    ],
)
def test_the_years_of_a_plan_are_written_as_its_council_writes_them(start, finish, years):
    assert years_of(plan_of(start, finish)) == years


def test_each_year_has_four_quarters_and_then_its_outturn():
    three_years = plan_of("2026-04-01", "2029-03-31")
    keys = [quarter.key for quarter in quarters_of(three_years)]
    assert keys[:6] == [
        "2026/27-1", "2026/27-2", "2026/27-3", "2026/27-4", "2026/27", "2027/28-1",
    ]  # fmt: skip
    assert len(keys) == 15


def test_a_quarter_that_begins_after_the_plan_is_none_of_it():
    keys = [quarter.key for quarter in quarters_of(plan_of("2026-04-01", "2027-06-30"))]
    assert keys[5:] == ["2027/28-1", "2027/28"]
    half_a_year = plan_of("2026-10-01", "2027-03-31")
    assert [quarter.key for quarter in quarters_of(half_a_year)] == [
        "2026/27-1",
        "2026/27-2",
        "2026/27",
    ]


@pytest.mark.parametrize("quarter", [Quarter("2026/27", 2), Quarter("2026/27")])
def test_a_key_names_a_quarter_of_the_plan(quarter):
    assert read_quarter(plan_of(), quarter.key) == quarter


@pytest.mark.parametrize(
    "key", ["", "2026/27-5", "2026/27-0", "2026/27-", "2026", "2026-1", "2025/26-1", "2026/27-1 "]
)
def test_what_is_no_key_names_none(key):
    assert read_quarter(plan_of(), key) is None


def test_a_quarter_in_words():
    assert str(Quarter("2026/27", 2)) == "Quarter 2 of 2026/27"
    assert str(Quarter("2026/27")) == "Year 2026/27"


# In which quarter the figures of a period are counted

ODD_CALENDARS = {
    "a financial year": (
        "2026-04-01",
        ["2026-04-01 2026-06-30", "2026-07-01 2026-09-30", "2026-10-01 2026-12-31"],
    ),
    "a calendar year": (
        "2026-01-01",
        ["2026-01-01 2026-03-31", "2026-04-01 2026-06-30", "2026-07-01 2026-09-30"],
    ),
    "quarters of thirteen weeks, which begin before the month": (
        "2026-03-30",
        ["2026-03-30 2026-06-28", "2026-06-29 2026-09-27", "2026-09-28 2026-12-27"],
    ),
    "quarters that begin some days before the calendar's": (
        "2026-04-01",
        ["2026-04-01 2026-06-27", "2026-06-28 2026-09-26", "2026-09-27 2026-12-26"],
    ),
    "quarters that begin some days after it": (
        "2026-04-01",
        ["2026-04-01 2026-07-05", "2026-07-06 2026-10-04", "2026-10-05 2027-01-03"],
    ),
    "a plan from the middle of a month": (
        "2026-04-15",
        ["2026-04-15 2026-07-14", "2026-07-15 2026-10-14", "2026-10-15 2027-01-14"],
    ),
    "a plan from the last of a month": (
        "2026-03-31",
        ["2026-03-31 2026-06-30", "2026-07-01 2026-09-30", "2026-10-01 2026-12-31"],
    ),
}


@pytest.mark.parametrize("calendar", ODD_CALENDARS)
def test_a_councils_odd_days_do_not_move_a_figure_into_another_quarter(calendar):
    start, periods = ODD_CALENDARS[calendar]
    plan = plan_of(start, "2027-03-31" if start > "2026-03" else "2026-12-31")
    found = [quarter_of(plan, period_of(plan, *period.split())) for period in periods]
    assert [quarter.number for quarter in found] == [1, 2, 3]


@pytest.mark.parametrize(
    ("start", "finish"),
    [
        ("2026-04-01", "2027-03-31"),
        ("2026-04-15", "2027-04-14"),
        ("2026-04-01", "2027-06-30"),
        ("2026-04-01", "2026-07-10"),
        ("2026-04-01", "2029-03-31"),
    ],
)
def test_the_suggested_periods_are_the_quarters_one_after_another(start, finish):
    plan = plan_of(start, finish)
    *quarters, _year_end = suggested_periods(plan)
    singles = [quarter for quarter in quarters_of(plan) if quarter.number]
    assert [quarter_of(plan, period) for period in quarters] == singles


def test_a_half_year_is_counted_at_its_end():
    plan = plan_of()
    halves = [("2026-04-01", "2026-09-30"), ("2026-10-01", "2027-03-31")]
    assert [quarter_of(plan, period_of(plan, *half)).number for half in halves] == [2, 4]


@pytest.mark.parametrize(
    ("start", "finish", "number"),
    [("2025-01-01", "2025-03-31", 1), ("2027-07-01", "2027-09-30", 4)],
)
def test_a_period_outside_the_plan_is_its_first_or_last_quarter(start, finish, number):
    plan = plan_of()
    assert quarter_of(plan, period_of(plan, start, finish)) == Quarter("2026/27", number)


@pytest.mark.parametrize(
    ("start", "finish", "year"),
    [
        ("2026-04-01", "2027-03-31", "2026/27"),
        ("2026-04-01", "2027-06-30", "2026/27"),  # of fifteen months: its own year
        ("2026-01-01", "2027-12-31", "2027"),
        ("2026-04-01", "2029-03-31", "2028/29"),
    ],
)
def test_a_year_end_is_the_whole_of_the_plans_year_or_of_its_last(start, finish, year):
    plan = plan_of(start, finish)
    assert quarter_of(plan, period_of(plan, start, finish, "year_end")) == Quarter(year)


# For which year a plan is rated


def test_a_plan_is_rated_for_its_own_year_also_after_it(time_machine):
    for start, finish in (("2026-04-01", "2027-03-31"), ("2026-04-01", "2027-06-30")):
        for day in (date(2025, 1, 5), date(2026, 6, 1), date(2027, 5, 1), date(2031, 1, 1)):
            time_machine.move_to(day)
            assert year_counted(plan_of(start, finish)) == "2026/27"


def test_a_longer_plan_is_rated_for_the_year_that_it_is_in(time_machine):
    for day, year in (
        (date(2026, 1, 5), "2026/27"),
        (date(2028, 3, 31), "2027/28"),
        (date(2028, 4, 1), "2028/29"),
        (date(2031, 1, 1), "2028/29"),
    ):
        time_machine.move_to(day)
        assert year_counted(plan_of("2026-04-01", "2029-03-31")) == year
