"""Checks of a row or a table by itself: female and male, decimals, impossible shares."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workforce.checks.building import DAY, kinds, only, row, table
from tests.workforce.checks.honest import in_print
from workforce.checks import Kind, Share

IN_TABLE = "Children’s Services, 31 March 2010, A: "


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("24.0", "23.95", "24.05"),
        ("24", "23.5", "24.5"),
        ("0.0", "0", "0.05"),
        ("100.0", "99.95", "100"),
    ],
)
def test_a_share_is_what_rounds_to_it(text, low, high):
    assert (Share(text).low, Share(text).high) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    "figures",
    ["62.1 37.9", "62.1 38.0", "62.1 37.8", "62 37", "62.15 37.9", "100.0 0.0", "62.1 -"],
)
def test_female_and_male_may_miss_100_by_their_rounding(figures):
    assert Kind.FEMALE_AND_MALE not in kinds(table(row("a", figures)))


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        (
            "62.1 57.9",
            "female 62.1 and male 57.9 are 120.0 together, not 100. "
            "Beside female 62.1, male would be 37.8 to 38.0.",
        ),
        (
            "62.1 38.1",
            "female 62.1 and male 38.1 are 100.2 together, not 100. "
            "Beside female 62.1, male would be 37.8 to 38.0.",
        ),
        (
            "62 36",
            "female 62 and male 36 are 98 together, not 100. "
            "Beside female 62, male would be 37 to 39.",
        ),
        (
            "100.0 0.2",
            "female 100.0 and male 0.2 are 100.2 together, not 100. "
            "Beside female 100.0, male would be 0.0 to 0.1.",
        ),
        ("120.0 0.0", "female 120.0 and male 0.0 are 120.0 together, not 100."),
    ],
)
def test_female_and_male_that_are_not_100_are_found(figures, words):
    found = only(Kind.FEMALE_AND_MALE, table(row("a", figures)))
    assert found.words == IN_TABLE + words
    assert (found.group, found.columns) == ("a", ("female", "male"))


def test_a_share_with_other_decimals_than_most_is_named_once_for_the_table():
    checked = table(row("a", "62.1 37.9 12.1 2.0"), row("b", "71.3 28.7 9 3.15"))
    found = only(Kind.MIXED_DECIMALS, checked)
    assert found.words == (
        "Children’s Services, 31 March 2010: most percentages have 1 decimal, "
        "but not 9 (BME, B) and 3.15 (disabled, B)."
    )
    assert (found.group, found.columns) == ("", ("bme", "disabled"))


@pytest.mark.parametrize("figures", ["62.1 37.9 0 2.0", "100 0 12.1 2.0", "62 38 12 2"])
def test_none_and_all_may_stand_without_decimals_and_a_whole_table_too(figures):
    assert kinds(table(row("a", figures))) == []


@pytest.mark.parametrize(
    ("figures", "headcount", "column", "words"),
    [
        (
            "50.0 50.0 24.0 0.0",
            6,
            "bme",
            "BME is 24.0, which a headcount of 6 cannot give. "
            "The nearest that it can give are 20.0 and 25.0.",
        ),
        (
            "50.0 50.0 12.1 0.1",
            500,
            "disabled",
            "disabled is 0.1, which a headcount of 500 cannot give. "
            "The nearest that it can give are 0.0 and 0.2.",
        ),
        ("- - 24.0 0.0", 0, "bme", "BME is 24.0, but the headcount is 0."),
    ],
)
def test_a_share_that_no_number_of_so_few_people_gives_is_found(figures, headcount, column, words):
    found = only(Kind.NO_SUCH_COUNT, table(row("a", figures, headcount)))
    assert found.words == IN_TABLE + words
    assert found.columns == (column,)


@pytest.mark.parametrize(
    ("figures", "headcount"),
    [("60.0 40.0 20.0 25.0", 6), ("66.7 33.3 16.7 -", 6), ("0.0 0.0", 0), ("50 50 33", 6)],
)
def test_a_share_of_those_whose_answer_is_held_is_possible(figures, headcount):
    assert Kind.NO_SUCH_COUNT not in kinds(table(row("a", figures, headcount)))


@given(st.integers(1, 60), st.integers(0, 1000))
def test_exactly_the_shares_that_no_number_gives_are_found(headcount, tenths):
    text = in_print(Fraction(tenths, 10))
    possible = {
        rounded
        for base in range(1, headcount + 1)
        for people in range(base + 1)
        for rounded in both_ways(Fraction(1000 * people, base))
    }
    found = kinds(table(row("a", f"- - {text}", headcount), day=DAY))
    assert found == ([] if tenths in possible else [Kind.NO_SUCH_COUNT])


def both_ways(tenths: Fraction) -> set[int]:
    """Halves rounded up and rounded down."""
    return {(tenths + Fraction(1, 2)).__floor__(), (tenths - Fraction(1, 2)).__ceil__()}
