"""The period after a plan's."""

from datetime import date

import pytest

from plans.models import Plan
from plans.rolling.period import next_period


@pytest.mark.parametrize(
    ("start", "finish", "then"),
    [
        ((2026, 4, 1), (2027, 3, 31), ((2027, 4, 1), (2028, 3, 31))),
        ((2026, 1, 1), (2026, 12, 31), ((2027, 1, 1), (2027, 12, 31))),
        ((2012, 4, 1), (2015, 3, 31), ((2015, 4, 1), (2018, 3, 31))),
        ((2026, 9, 1), (2027, 8, 31), ((2027, 9, 1), (2028, 8, 31))),
        ((2026, 4, 15), (2027, 4, 14), ((2027, 4, 15), (2028, 4, 14))),
        ((2026, 4, 1), (2026, 4, 10), ((2026, 4, 11), (2026, 4, 20))),
    ],
)
def test_the_next_plan_is_as_long_and_begins_the_day_after(start, finish, then):
    plan = Plan(start=date(*start), finish=date(*finish))
    assert next_period(plan) == (date(*then[0]), date(*then[1]))
