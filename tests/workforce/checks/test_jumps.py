"""The check for changes from one year to the next."""

from datetime import date

import pytest

from tests.workforce.checks.building import YEAR_BEFORE, kinds, only, row, table
from workforce.checks import Kind


def test_a_change_of_more_than_5_points_is_found_with_about_how_many_people_it_is():
    now = table(row("a", "62.3 37.7 12.1 3.7", 410))
    before = table(row("a", "60.3 39.7 18.2 3.9"), day=YEAR_BEFORE)
    found = only(Kind.JUMP, now, before)
    assert found.words == (
        "Children’s Services, 31 March 2010, A: BME is 12.1, but was 18.2 on 31 March 2009: "
        "6.1 points less, about 25 of 410 people."
    )
    assert (found.group, found.columns) == ("a", ("bme",))
    unknown = table(row("a", "62.3 37.7 24.3 3.7"))
    assert only(Kind.JUMP, unknown, before).words.endswith("2009: 6.1 points more.")


@pytest.mark.parametrize(
    ("now", "before", "found"),
    [
        ("17.3", "12.2", False),
        ("17.4", "12.2", True),
        ("12.2", "17.3", False),
        ("12.2", "17.4", True),
        ("18", "12.5", False),
        ("18", "12.4", True),
        ("18", "-", False),
        ("-", "18", False),
    ],
)
def test_what_rounding_explains_is_no_change(now, before, found):
    checked = table(row("a", f"- - {now}"))
    earlier = table(row("a", f"- - {before}"), day=YEAR_BEFORE)
    assert kinds(checked, earlier) == [Kind.JUMP] * found


@pytest.mark.parametrize(
    ("group", "organisation", "day", "found"),
    [
        ("a", "children", date(2009, 3, 31), True),
        ("a", "children", date(2009, 2, 24), True),
        ("a", "children", date(2009, 2, 23), False),
        ("a", "children", date(2011, 3, 31), False),
        ("a", "council", date(2009, 3, 31), False),
        ("b", "children", date(2009, 3, 31), False),
    ],
)
def test_only_the_same_group_a_year_before_is_compared(group, organisation, day, found):
    other = table(row(group, "- - 22.1"), organisation=organisation, day=day)
    assert kinds(table(row("a", "- - 12.1")), other) == [Kind.JUMP] * found


def test_only_the_latest_table_before_is_compared():
    checked = table(row("a", "- - 12.1"))
    in_autumn = table(row("a", "- - 14.1"), day=date(2009, 9, 30))
    before = table(row("a", "- - 18.1"), day=YEAR_BEFORE)
    assert kinds(checked, before, in_autumn) == kinds(checked, in_autumn, before) == []
    assert kinds(checked, before) == [Kind.JUMP]


def test_a_broken_series_is_not_compared():
    before = table(row("a", "70.3 29.7 22.1"), day=YEAR_BEFORE)
    checked = table(row("a", "60.3 39.7 12.1"), breaks=["bme", "male"])
    assert only(Kind.JUMP, checked, before).columns == ("female",)
