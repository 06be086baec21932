"""Putting a successor's name in a printed cell: the rest of it stays as it is."""

import pytest

from council.succession import NameStaysError, holds, replace_name

LEAVER, SUCCESSOR = "Dave Perrett", "Jane Porter"


@pytest.mark.parametrize(
    ("cell", "after"),
    [
        ("Dave Perrett", "Jane Porter"),
        ("Dave Perrett / EP&L / Ann Lee / TF", "Jane Porter / EP&L / Ann Lee / TF"),
        ("Ann Lee / TF / dave  PERRETT", "Ann Lee / TF / Jane Porter"),
        ("Ann Lee; Dave Perrett\nTF", "Ann Lee; Jane Porter\nTF"),
        ("Dave Perrett, Ann Lee and Jo Field", "Jane Porter, Ann Lee and Jo Field"),
        ("Dave Perrett and HR team", "Jane Porter and HR team"),
        ("TF (Dave Perrett)", "TF (Jane Porter)"),
        ("Dave Perrett (TF)", "Jane Porter (TF)"),
        ("Dave Perrett / EP&L / Dave Perrett / TF", "Jane Porter / EP&L / Jane Porter / TF"),
        ("All managers", "All managers"),
        ("David Perrett / TF", "David Perrett / TF"),
        ("Dave Perretti", "Dave Perretti"),
        ("", ""),
    ],
)
def test_the_name_is_replaced_and_other_names_divisions_and_their_order_stay(cell, after):
    assert replace_name(cell, LEAVER, SUCCESSOR) == after


@pytest.mark.parametrize(
    ("cell", "after"),
    [
        ("Dave Perrett / EP&L / Jane Porter / TF", "EP&L / Jane Porter / TF"),
        ("Jane Porter / TF / Dave Perrett", "Jane Porter / TF"),
        ("Jane Porter, Dave Perrett and Ann Lee", "Jane Porter, Ann Lee"),
        ("Dave Perrett / jane porter / Dave Perrett", "jane porter"),
    ],
)
def test_where_the_successor_is_named_already_the_leaver_is_taken_out(cell, after):
    assert replace_name(cell, LEAVER, SUCCESSOR) == after


@pytest.mark.parametrize(
    "cell",
    [
        "With support from Dave Perrett",
        "Dave Perrett / deputy to Dave Perrett",
        "Dave Perrett’s team",
        "TF (Dave Perrett) / Jane Porter",
        "Dave Perrett (TF) / Jane Porter",
    ],
)
def test_a_cell_that_would_not_read_well_is_left_to_a_person(cell):
    with pytest.raises(NameStaysError):
        replace_name(cell, LEAVER, SUCCESSOR)


def test_a_name_with_an_apostrophe_of_the_other_kind_is_the_same_name():
    assert replace_name("Ann O’Neill / TF", "Ann O'Neill", SUCCESSOR) == "Jane Porter / TF"


def test_a_cell_holds_a_name_that_stands_for_itself():
    assert holds("Ann Lee / Dave Perrett", LEAVER)
    assert not holds("With support from Dave Perrett", LEAVER)
    assert not holds("All managers", LEAVER)
