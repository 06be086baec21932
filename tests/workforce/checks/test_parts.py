"""Checks of totals against their parts, and of a directorate against the council."""

import pytest

from tests.workforce.checks.building import (
    HIGH,
    LOW,
    TOTAL,
    YEAR_BEFORE,
    bands,
    kinds,
    only,
    row,
    table,
)
from workforce.checks import Kind

IN_TABLE = "Children’s Services, 31 March 2010, Total directly employed: "


def test_a_total_outside_its_parts_is_found_with_the_range_that_fits():
    checked = table(*bands("50.0 50.0 12.1 2.0", "70.1 29.9 24.6 3.0", "66.2 33.8 31.0 2.8"))
    found = only(Kind.OUTSIDE_PARTS, checked)
    assert found.words == IN_TABLE + (
        "BME is 31.0, but its parts are 12.1 (Scale point 34 and above) and "
        "24.6 (Below scale point 34). A total lies between them: 12.1 to 24.6."
    )
    assert (found.group, found.columns) == (TOTAL, ("bme",))


@pytest.mark.parametrize(
    ("high", "low", "total", "outside"),
    [
        ("12.1", "24.6", "12.1", False),
        ("12.1", "24.6", "24.6", False),
        ("12.1", "24.6", "12.0", False),  # 12.05, once rounded up and once down
        ("12.1", "24.6", "11.9", True),
        ("12.1", "24.6", "24.7", False),
        ("12.1", "24.6", "24.8", True),
        ("12.1", "24.6", "25", False),
        ("12.1", "24.6", "26", True),
        ("12", "24.6", "11.5", False),
        ("12", "24.6", "11.4", True),
        ("12.1", "-", "31.0", False),
        ("12.1", "24.6", "-", False),
    ],
)
def test_rounding_is_allowed_at_both_ends(high, low, total, outside):
    checked = table(*bands(f"- - {high}", f"- - {low}", f"- - {total}"))
    assert (Kind.OUTSIDE_PARTS in kinds(checked)) == outside


def test_a_part_that_is_known_to_be_empty_counts_for_nothing():
    empty = bands("- - -", "- - 24.6", "- - 31.0", (0, 100, 100))
    found = only(Kind.OUTSIDE_PARTS, table(*empty))
    assert found.words == IN_TABLE + (
        "BME is 31.0, but its only part with staff has 24.6 (Below scale point 34)."
    )
    unknown = bands("- - -", "- - 24.6", "- - 31.0", (None, 100, 100))
    assert kinds(table(*unknown)) == []
    printed_as_none = bands("- - 0.0", "- - 24.6", "- - 24.6", (0, 100, 100))
    assert kinds(table(*printed_as_none)) == []


def test_a_total_whose_part_is_not_in_the_table_is_left_alone():
    total = row(TOTAL, "66.2 33.8 31.0 2.8", 500, (HIGH, LOW))
    assert kinds(table(row(HIGH, "50.0 50.0 12.1 2.0", 120), total)) == []


def test_headcounts_that_do_not_add_up_are_found():
    checked = table(
        *bands("50.0 50.0", "50.0 50.0", "50.0 50.0", (1_120, 380, 1_510)),
    )
    found = only(Kind.HEADCOUNT_SUM, checked)
    assert found.words == IN_TABLE + (
        "headcount is 1,510, but its parts are 1,120 (Scale point 34 and above) and "
        "380 (Below scale point 34): 1,500 together."
    )
    assert found.columns == ()


@pytest.mark.parametrize(
    "headcounts", [(120, 380, 500), (120, None, 100), (120, 380, None), (0, 0, 0), (0, 5, 5)]
)
def test_headcounts_that_add_up_or_are_not_all_known_are_fine(headcounts):
    assert kinds(table(*bands("- -", "- -", "- -", headcounts))) == []


def test_a_directorate_with_more_staff_than_the_council_is_found_in_its_own_table():
    directorate = table(row("a", "62.3 37.7", 1_600))
    council = table(row("a", "55.3 44.7", 1_500), organisation="council")
    found = only(Kind.DIRECTORATE_ABOVE_COUNCIL, directorate, council)
    assert found.words == (
        "Children’s Services, 31 March 2010, A: headcount is 1,600, more than the 1,500 of the "
        "same group in The council, 31 March 2010."
    )
    assert kinds(council, directorate) == []


@pytest.mark.parametrize(
    ("group", "headcount", "organisation", "day"),
    [
        ("a", 1_600, "council", None),
        ("a", None, "council", None),
        ("b", 1_500, "council", None),
        ("a", 1_500, "adults", None),
        ("a", 1_500, "council", YEAR_BEFORE),
    ],
)
def test_a_directorate_is_compared_with_the_council_of_its_day(group, headcount, organisation, day):
    directorate = table(row("a", "62.3 37.7", 1_600))
    when = {"day": day} if day else {}
    other = table(row(group, "60.3 39.7", headcount), organisation=organisation, **when)
    assert kinds(directorate, other) == []
