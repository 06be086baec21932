"""The check that one division of the staff explains all of a total's percentages."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.workforce.checks.building import TOTAL, bands, kinds, only, row, table
from workforce.checks import Kind, slips_in

IN_TABLE = "Children’s Services, 31 March 2010, Total directly employed: "
ABOUT_PARTS = (Kind.NO_COMMON_WEIGHTS, Kind.OUTSIDE_PARTS)
HIGH, LOW = "50.0 50.0 12.1 2.0", "70.1 29.9 34.6 3.0"


def test_columns_that_need_different_weights_are_found_once():
    found = only(Kind.NO_COMMON_WEIGHTS, table(*bands(HIGH, LOW, "66.2 33.8 13.0 2.8")))
    assert found.words == IN_TABLE + (
        "no one division of its staff between its parts explains all its percentages. "
        "Of its staff, Scale point 34 and above would have 18.9 to 20.0% (female), "
        "18.9 to 20.0% (male), 91.4 to 98.2% (BME) and 5.2 to 46.2% (disabled). "
        "Without BME the others fit together; "
        "BME would be 27.1 to 32.3, not 13.0 (its parts: 12.1 and 34.6)."
    )
    assert (found.group, found.columns) == (TOTAL, ("bme",))


def test_with_headcounts_each_column_that_does_not_fit_is_named():
    checked = table(*bands(HIGH, LOW, "66.2 33.8 29.2 2.8", (120, 380, 500)))
    found = only(Kind.NO_COMMON_WEIGHTS, checked)
    assert found.words == IN_TABLE + (
        "with the headcounts of its parts, 120 (Scale point 34 and above) and "
        "380 (Below scale point 34), female would be 65.2 to 65.3, not 66.2 "
        "(its parts: 50.0 and 70.1); male would be 34.7 to 34.8, not 33.8 "
        "(its parts: 50.0 and 29.9)."
    )
    assert found.columns == ("female", "male")


def test_of_more_than_two_parts_the_odd_column_is_named():
    parts = [
        row("a", "50.0 50.0 10.1 2.0"),
        row("b", "60.1 39.9 20.1 3.0"),
        row("c", "70.1 29.9 30.0 1.0"),
    ]
    total = row(TOTAL, "52.0 48.0 29.0 2.0", parts=("a", "b", "c"))
    found = only(Kind.NO_COMMON_WEIGHTS, table(*parts, total))
    assert found.words == IN_TABLE + (
        "no one division of its staff between its parts explains all its percentages. "
        "Without BME the others fit together; "
        "BME would be 11.0 to 13.9, not 29.0 (its parts: 10.1, 20.1 and 30.0)."
    )


def test_where_the_sexes_stand_against_the_rest_both_are_named():
    checked = table(*bands(HIGH, "70.1 29.9 34.6 4.0", "66.2 33.8 13.0 2.1"))
    found = only(Kind.NO_COMMON_WEIGHTS, checked)
    assert found.columns == ("female", "male")
    assert "Without female and male the others fit together; female would be" in found.words


def test_where_no_column_alone_is_odd_the_warning_says_so():
    parts = [
        row("a", "90.0 10.0 50.0 50.0"),
        row("b", "50.0 50.0 90.0 50.0"),
        row("c", "50.0 50.0 50.0 90.0"),
    ]
    total = row(TOTAL, "88.0 12.0 88.0 88.0", parts=("a", "b", "c"))
    found = only(Kind.NO_COMMON_WEIGHTS, table(*parts, total))
    assert found.words.endswith(" No figure of the total is the cause by itself.")
    assert found.columns == ("female", "male", "bme", "disabled")


@pytest.mark.parametrize(
    ("total", "headcounts"),
    [
        ("65.3 34.7 29.2 2.8", (120, 380, 500)),
        ("65.3 34.7 26.0 2.8", (120, 380, 500)),  # ethnicity held of fewer in the larger band
        ("66.2 33.8 31.8 2.8", (None, 380, None)),
        ("66.2 33.8 13.0 2.8", (0, 0, 0)),
        ("66.2 33.8 - -", (None, None, None)),
    ],
)
def test_uneven_disclosure_and_rounding_may_shift_the_weights(total, headcounts):
    assert Kind.NO_COMMON_WEIGHTS not in kinds(table(*bands(HIGH, LOW, total, headcounts)))


def test_a_column_that_was_found_outside_the_parts_is_not_found_again():
    checked = table(*bands(HIGH, LOW, "66.1 33.9 60.0 2.8", (100, 400, 500)))
    assert Kind.NO_COMMON_WEIGHTS not in kinds(table(*bands(HIGH, LOW, "66.1 33.9 60.0 2.8")))
    assert kinds(checked) == [Kind.OUTSIDE_PARTS]


def test_female_and_male_that_are_not_100_are_not_found_again():
    checked = table(*bands(HIGH, LOW, "66.2 43.8 29.2 2.8"))
    assert kinds(checked) == [Kind.FEMALE_AND_MALE]


tenths = st.integers(1, 999)
"""0 and 100 cannot be rounded past their end, which the arithmetic by hand does not know."""


@given(*[tenths] * 4, st.floats(0, 1), st.floats(0, 1))
def test_two_parts_are_judged_as_by_hand(women_a, women_b, bme_a, bme_b, at_women, at_bme):
    """The share of the first part's staff that each column asks for, by interval arithmetic;
    the base of BME may be half of one part's staff beside all of the other's."""
    assume(abs(women_a - women_b) > 30)
    assume(abs(bme_a - bme_b) > 30)
    women = round(women_b + (women_a - women_b) * at_women)
    bme = round(bme_b + (bme_a - bme_b) * at_bme)
    first, last = share_of_first(women_a, women_b, women)
    least, most = share_of_first(bme_a, bme_b, bme)
    needed = (odds(least) / odds(last) / 2, odds(most) / odds(first) * 2)
    assume(all(abs(ratio - 1) > 1e-4 for ratio in needed))
    explained = needed[0] <= 1 <= needed[1]
    checked = table(
        row("a", f"{women_a / 10} - {bme_a / 10}"),
        row("b", f"{women_b / 10} - {bme_b / 10}"),
        row(TOTAL, f"{women / 10} - {bme / 10}", parts=("a", "b")),
    )
    assert (Kind.NO_COMMON_WEIGHTS not in kinds(checked)) == explained


def share_of_first(first: int, second: int, total: int) -> tuple[float, float]:
    """Between which ends the weight of the first lies, where each is off by at most half."""
    if first < second:
        first, second, total = -first, -second, -total
    low = (total - 0.5 - second - 0.5) / (first + 0.5 - second - 0.5)
    high = (total + 0.5 - second + 0.5) / (first - 0.5 - second + 0.5)
    return min(max(low, 0), 1), min(max(high, 0), 1)


def odds(share: float) -> float:
    return max(share, 1e-9) / max(1 - share, 1e-9)


@given(*[st.integers(0, 700), st.integers(200, 300)] * 2, st.integers(50, 950), st.booleans())
def test_both_ends_of_the_range_fit_and_the_next_figures_do_not(
    women_a, more_women, bme_a, more_bme, first, headcounts
):
    women_b, bme_b = women_a + more_women, bme_a + more_bme
    other = first + 400 if first < 500 else first - 400  # far from what uneven disclosure explains
    women = round((women_a * first + women_b * (1000 - first)) / 1000)
    bme_told = round((bme_a * other + bme_b * (1000 - other)) / 1000)
    staff = (first, 1000 - first, 1000) if headcounts else (None, None, None)

    def warning(bme: int) -> str:
        checked = table(
            row("a", f"{women_a / 10} - {bme_a / 10}", staff[0]),
            row("b", f"{women_b / 10} - {bme_b / 10}", staff[1]),
            row(TOTAL, f"{women / 10} - {bme / 10}", staff[2], ("a", "b")),
        )
        return " ".join(s.words for s in slips_in(checked) if s.kind in ABOUT_PARTS)

    said = re.search(r"BME would be ([\d.]+)(?: to ([\d.]+))?, not", warning(bme_told))
    assert said
    low, high = (round(float(end) * 10) for end in (said[1], said[2] or said[1]))
    assert not low <= bme_told <= high
    assert [warning(low), warning(high)] == ["", ""]
    assert all(warning(next) for next in (low - 1, high + 1) if 0 <= next <= 1000)
