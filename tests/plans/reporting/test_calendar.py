"""The periods that a plan is offered."""

from datetime import date

import pytest

from plans.models import Plan
from plans.reporting.calendar import suggested_periods


def told(start: date, finish: date) -> list[tuple[str, str, date]]:
    periods = suggested_periods(Plan(start=start, finish=finish))
    return [(p.name, p.days_in_words, p.due_on) for p in periods]


def test_a_year_has_four_quarters_and_a_year_end_with_updates_due_a_month_later():
    assert told(date(2026, 4, 1), date(2027, 3, 31)) == [
        ("Quarter 1", "1 April 2026 to 30 June 2026", date(2026, 7, 31)),
        ("Quarter 2", "1 July 2026 to 30 September 2026", date(2026, 10, 31)),
        ("Quarter 3", "1 October 2026 to 31 December 2026", date(2027, 1, 31)),
        ("Quarter 4", "1 January 2027 to 31 March 2027", date(2027, 4, 30)),
        ("Year end", "1 April 2026 to 31 March 2027", date(2027, 4, 30)),
    ]


@pytest.mark.parametrize(
    ("start", "finish", "quarters"),
    [
        (date(2026, 9, 1), date(2027, 8, 31), 4),
        (date(2026, 4, 1), date(2029, 3, 31), 12),
        (date(2026, 4, 1), date(2026, 10, 15), 3),
        (date(2026, 11, 30), date(2027, 11, 29), 5),
    ],
)
def test_the_quarters_of_any_plan_cover_each_of_its_days_once(start, finish, quarters):
    *periods, year_end = suggested_periods(Plan(start=start, finish=finish))
    days = sum((p.finish - p.start).days + 1 for p in periods)
    assert (len(periods), days) == (quarters, (finish - start).days + 1)
    assert (periods[0].start, periods[-1].finish) == (start, finish)
    assert (year_end.start, year_end.finish, year_end.kind) == (start, finish, "year_end")
