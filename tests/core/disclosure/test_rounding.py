"""Rounding to a base, instead of hiding or after it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.disclosure import TOTAL, Profile, Quantities, Range, Sum, publish
from core.disclosure.rounding import controlled, in_print
from tests.core.disclosure.brute import possible
from tests.core.disclosure.tables import cell, random_table, table, texts

TO_FIVE = Profile(threshold=0, base=5)


@pytest.mark.parametrize(
    ("figure", "base", "text"),
    [
        (0, 5, "0"),
        (1, 5, "[low]"),
        (2, 5, "[low]"),
        (3, 5, "5"),
        (7, 5, "5"),
        (8, 5, "10"),
        (4, 10, "[low]"),
        (5, 10, "10"),
        (1234, 10, "1,230"),
        (None, 10, "[x]"),
    ],
)
def test_a_figure_goes_to_the_nearest_multiple(figure, base, text):
    assert in_print(figure, Profile(threshold=0, base=base)) == text


def test_0_is_not_told_from_low_where_the_profile_does_not_show_it():
    assert in_print(0, Profile(threshold=0, base=5, zero_shown=False)) == "[low]"


@pytest.mark.parametrize("seed", range(4))
def test_a_two_way_table_is_rounded_so_that_it_adds_up(seed):
    quantities = random_table(5, 4, small=0.3, seed=seed, none=0.1)
    rounded = controlled(quantities, 5, 5)
    for key, figure in quantities.figures.items():
        assert rounded[key] % 5 == 0
        assert abs(rounded[key] - figure) < 5
    for one in quantities.sums:
        assert rounded[one.total] == sum(rounded[part] for part in one.parts)


def test_the_note_says_how_a_table_is_rounded():
    published = publish(table([12, 27], [33, 48]), TO_FIVE)
    assert published.release.controlled
    assert published.notes == (
        "Numbers are rounded to a multiple of 5, up or down so that numbers add up",
    )
    after_hiding = publish(table([12, 27], [33, 48]), Profile(base=5))
    assert texts(after_hiding) == [["10", "25", "40"], ["35", "50", "80"], ["45", "75", "120"]]
    assert after_hiding.notes == (
        "Numbers are rounded to a multiple of 5, each by itself, totals too",
    )


def test_rounding_after_hiding_hides_fewer_others():
    counts = table([3, 40, 50], [60, 70, 80], [90, 95, 99])
    assert len(publish(counts, Profile()).pattern.secondary) == 3
    assert len(publish(counts, Profile(base=5)).pattern.secondary) < 3


def test_four_low_parts_of_a_low_total_are_not_four_times_1():
    quantities = Quantities(
        {("t",): 4, ("a",): 1, ("b",): 1, ("c",): 1, ("d",): 1},
        (Sum(("t",), (("a",), ("b",), ("c",), ("d",))),),
    )
    published = publish(quantities, TO_FIVE)
    assert not published.audit.ranges[("a",)].exact


@settings(max_examples=40, deadline=None)
@given(
    rows=st.lists(st.lists(st.integers(0, 9), min_size=2, max_size=2), min_size=2, max_size=2),
    zero=st.booleans(),
)
def test_no_small_count_of_a_rounded_table_can_be_worked_out(rows, zero):
    quantities = table(*rows)
    published = publish(quantities, Profile(threshold=0, base=5, zero_shown=zero))
    counts = possible(published.release, most=20)
    for key, figure in quantities.figures.items():
        if 0 < figure < 5:
            assert len(counts[key]) > 1, key


def test_a_hidden_count_stays_hidden_when_the_rest_is_rounded():
    published = publish(table([3, 40], [5, 6]), Profile(base=5))
    assert published.cells[cell("a", 1)].text == "[c]"
    assert published.audit.ranges[cell("a", 1)].holds(Range(1, 4))
    assert published.cells[cell(TOTAL, TOTAL)].text == "55"
