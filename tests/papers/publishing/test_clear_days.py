"""Days between publication and meeting that count: not weekends, not bank holidays."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.papers.clear_days import clear_days, last_day_to_publish
from tests.factories.council import CouncilFactory


@pytest.mark.parametrize(
    ("published", "meeting", "days", "why"),
    [
        ("2027-03-09", "2027-03-17", 5, "Wednesday to Tuesday, without the weekend"),
        ("2027-03-10", "2027-03-17", 4, "a day later"),
        ("2027-03-06", "2027-03-15", 5, "Saturday: the whole week after it counts"),
        ("2027-03-07", "2027-03-15", 5, "Sunday: so it does"),
        ("2027-03-08", "2027-03-15", 4, "Monday: the day of publication does not count"),
        ("2027-03-16", "2027-03-17", 0, "the day before"),
        ("2027-03-17", "2027-03-17", 0, "the day itself"),
        ("2027-03-20", "2027-03-17", 0, "after the meeting"),
        ("2027-03-22", "2027-04-01", 5, "Easter: Good Friday 26 and Monday 29 March"),
        ("2026-03-27", "2026-04-09", 6, "Easter: Good Friday 3 and Monday 6 April"),
        ("2026-04-29", "2026-05-08", 5, "May Day on 4 May"),
        ("2026-05-20", "2026-05-29", 5, "the spring bank holiday on 25 May"),
        ("2026-08-26", "2026-09-04", 5, "the summer bank holiday on 31 August"),
        ("2026-12-18", "2027-01-04", 7, "Christmas, Boxing Day in lieu on 28 December, New Year"),
        ("2027-12-22", "2028-01-06", 7, "both days in lieu, 27 and 28 December, and 3 January"),
        ("2021-12-23", "2022-01-05", 5, "both days in lieu, 27 and 28 December, and 3 January"),
        ("2022-12-22", "2023-01-05", 6, "26 December, 27 in lieu, 2 January in lieu"),
        ("2020-05-04", "2020-05-13", 5, "May Day moved to Friday 8 May"),
        ("2022-05-30", "2022-06-10", 6, "the spring bank holiday moved, and the jubilee"),
        ("2022-09-14", "2022-09-23", 5, "the state funeral on 19 September"),
        ("2023-05-03", "2023-05-12", 5, "the coronation on 8 May"),
        ("2011-04-20", "2011-05-04", 5, "Easter, the royal wedding and May Day"),
    ],
)
def test_clear_days_are_counted(published, meeting, days, why):
    assert clear_days(date.fromisoformat(published), date.fromisoformat(meeting)) == days, why


@pytest.mark.parametrize(
    ("meeting", "needed", "last"),
    [
        ("2027-03-17", 5, "2027-03-09"),
        ("2027-03-17", 3, "2027-03-11"),
        ("2027-03-15", 5, "2027-03-07"),
        ("2027-04-01", 5, "2027-03-22"),
        ("2027-01-04", 5, "2026-12-22"),
        ("2023-05-12", 5, "2023-05-03"),
    ],
)
def test_the_last_day_to_publish_leaves_as_many_clear_days_as_are_needed(meeting, needed, last):
    day = last_day_to_publish(date.fromisoformat(meeting), needed)
    assert day == date.fromisoformat(last)


@given(st.dates(date(2000, 1, 1), date(2060, 1, 1)), st.integers(1, 20))
def test_a_day_later_would_be_too_late(meeting, needed):
    last = last_day_to_publish(meeting, needed)
    assert clear_days(last, meeting) == needed
    assert clear_days(last + timedelta(days=1), meeting) < needed


@pytest.mark.django_db
def test_a_council_in_wales_needs_three():
    CouncilFactory(clear_days=3)
    assert last_day_to_publish(date(2027, 3, 17)) == date(2027, 3, 11)
