"""Tables as quantities and sums."""

import pytest

from core.disclosure import (
    NOT_RECORDED,
    RECORDED,
    TOTAL,
    Contradiction,
    Kind,
    Quantities,
    Sum,
    by_years,
    two_way,
)
from tests.core.disclosure.tables import cell, table


def test_a_two_way_table_has_its_margins_and_grand_total():
    figures = table([3, 7], [5, 0]).figures
    assert figures[cell("a", TOTAL)] == 10
    assert figures[cell(TOTAL, 2)] == 7
    assert figures[cell(TOTAL, TOTAL)] == 15


def test_a_total_is_not_held_where_a_part_is_not_held():
    figures = table([3, None], [5, 6]).figures
    assert figures[cell("a", TOTAL)] is None
    assert figures[cell(TOTAL, 1)] == 8


def test_what_cannot_occur_adds_nothing():
    counts = {"nursery": {"under 5": 6, "15 to 17": Kind.NOT_APPLICABLE}}
    assert two_way(counts, lambda row, column: (row, column)).figures["nursery", TOTAL] == 6


def test_what_a_breakdown_leaves_of_the_total_is_a_category():
    years = by_years(
        {"2025/26": 139}, {"gender": {"female": {"2025/26": 60}, "male": {"2025/26": 75}}}
    )
    assert years.figures["2025/26", "gender", NOT_RECORDED] == 4
    assert (
        Sum(
            ("2025/26", TOTAL),
            (
                ("2025/26", "gender", "female"),
                ("2025/26", "gender", "male"),
                ("2025/26", "gender", NOT_RECORDED),
            ),
        )
        in years.sums
    )


def test_a_breakdown_of_more_than_the_total_has_a_sum_of_its_own():
    years = by_years(
        {"2025/26": 139}, {"gender": {"female": {"2025/26": 68}, "male": {"2025/26": 75}}}
    )
    assert years.figures["2025/26", "gender", RECORDED] == 143
    assert not any(one.total == ("2025/26", TOTAL) for one in years.sums)


def test_a_blank_of_a_breakdown_is_among_what_is_not_recorded():
    years = by_years({"2025/26": 20}, {"gender": {"female": {"2025/26": 8}, "male": {}}})
    assert years.figures["2025/26", "gender", "male"] is None
    assert years.figures["2025/26", "gender", NOT_RECORDED] == 12


def test_several_years_together_add_up_in_both_ways():
    years = by_years(
        {"2024/25": 20, "2025/26": 30},
        {
            "gender": {
                "female": {"2024/25": 8, "2025/26": 9},
                "male": {"2024/25": 12, "2025/26": 20},
            }
        },
        {"two years": ["2024/25", "2025/26"]},
    )
    assert years.figures["two years", TOTAL] == 50
    assert years.figures["two years", "gender", NOT_RECORDED] == 1
    totals = [one.total for one in years.sums]
    assert totals.count(("two years", TOTAL)) == 2
    assert totals.count(("two years", "gender", "female")) == 1


def test_a_sum_that_does_not_add_up_is_refused():
    with pytest.raises(Contradiction, match="add up to 9"):
        Quantities({("t",): 10, ("a",): 4, ("b",): 5}, (Sum(("t",), (("a",), ("b",))),))


def test_tables_that_disagree_about_a_quantity_are_refused():
    with pytest.raises(Contradiction, match="in one table"):
        Quantities.together([Quantities({("t",): 10}), Quantities({("t",): 11})])
