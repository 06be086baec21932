"""The check for rows that repeat other rows."""

from itertools import product

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

FIGURES = "62.3 37.7 12.1 3.7"
OTHER = "71.4 28.6 17.3 2.3"


def test_the_figures_are_those_of_no_small_number_of_people():
    assert not any(
        all(round(1000 * round(n * share / 1000) / n) == share for share in (623, 121, 37))
        for n in range(1, 40)
    )


def test_a_row_that_repeats_another_of_its_table_is_found_once():
    found = only(Kind.REPEATED_ROW, table(row("a", FIGURES), row("b", OTHER), row("c", FIGURES)))
    assert found.words == (
        "Children’s Services, 31 March 2010, C: "
        "female 62.3, male 37.7, BME 12.1 and disabled 3.7 repeat the row A."
    )
    assert (found.group, found.columns) == ("c", ("female", "male", "bme", "disabled"))


def test_a_row_that_repeats_one_of_another_table_is_found_in_the_table_that_is_checked():
    before = table(row("a", OTHER), row("b", "62.3 37.7 12 3.7"), day=YEAR_BEFORE)
    checked = table(row("a", FIGURES))
    found = [slip for slip in kinds(checked, before) if slip == Kind.REPEATED_ROW]
    assert found == [Kind.REPEATED_ROW]
    council = table(row("b", FIGURES), organisation="council")
    assert only(Kind.REPEATED_ROW, checked, council).words == (
        "Children’s Services, 31 March 2010, A: female 62.3, male 37.7, BME 12.1 and "
        "disabled 3.7 repeat the row B of The council, 31 March 2010."
    )


@pytest.mark.parametrize(
    ("one", "other", "columns"),
    [
        (FIGURES, "62.3 37.7 12.1 3.8", None),
        (FIGURES, "62.3 37.7 12.1 -", None),
        ("62.3 37.7 12.1 -", FIGURES, None),
        ("62.3 37.7", "62.3 37.7", None),
        (FIGURES, "62.3 37.7 12.1", ("female", "male", "bme")),
        ("100.0 0.0 0.0 0.0", "100.0 0.0 0.0 0.0", None),
        ("62.3 37.7 0.0 0.0", "62.3 37.7 0.0 0.0", None),
        ("60.0 40.0 12.0 4.0", "60.0 40.0 12.0 4.0", None),  # 15, 3 and 1 of 25
        ("61.5 38.5 12.8 5.1", "61.5 38.5 12.8 5.1", None),  # 24, 5 and 2 of 39
        ("66.7 33.3 7.7 5.9", "66.7 33.3 7.7 5.9", None),  # 14 of 21, 1 of 13, 1 of 17
    ],
)
def test_rows_that_differ_or_say_too_little_or_are_of_few_people_are_fine(one, other, columns):
    others = table(row("b", other), organisation="adults", columns=columns or tuple("x" * 0))
    if columns is None:
        others = table(row("b", other), organisation="adults")
    assert kinds(table(row("a", one)), others) == []


def test_a_table_with_fewer_columns_is_compared_in_those():
    three = ("female", "male", "bme")
    checked = table(row("a", "62.3 37.7 12.1"), columns=three)
    other = table(row("b", FIGURES), organisation="adults")
    assert only(Kind.REPEATED_ROW, checked, other).columns == three


@pytest.mark.parametrize(("one", "other"), [(39, None), (None, 39), (39, 400)])
def test_groups_of_fewer_than_40_may_be_alike_by_chance(one, other):
    few = [row("a", "62.2 37.8 12.1 2.7", one), row("b", "62.2 37.8 12.1 2.7", other)]
    assert Kind.REPEATED_ROW not in kinds(table(*few))
    many = [row("a", "62.2 37.8 12.1 2.7", 400), row("b", "62.2 37.8 12.1 2.7", other)]
    assert (Kind.REPEATED_ROW in kinds(table(*many))) == (other != 39)


def test_a_total_may_equal_a_part_that_has_nearly_all_its_staff():
    assert kinds(table(*bands("50.0 50.0 10.1 2.2", FIGURES, FIGURES))) == []
    whole = row("whole", FIGURES, parts=(TOTAL, "school"))
    rows = [*bands("50.0 50.0 10.1 2.2", FIGURES, FIGURES), row("school", OTHER), whole]
    assert kinds(table(*rows)) == []


def test_a_total_may_not_equal_a_part_that_has_not():
    checked = table(*bands("50.0 50.0 10.1 2.2", FIGURES, FIGURES, (300, 700, 1000)))
    assert kinds(checked) == [Kind.NO_COMMON_WEIGHTS, Kind.REPEATED_ROW]


GROUPS = {"school": True, "a": False}


@pytest.mark.parametrize(
    ("group", "directorate", "council", "found"),
    [
        ("school", None, None, False),
        ("school", 700, None, False),
        ("school", None, 700, False),
        ("school", 700, 700, False),
        ("school", 700, 900, True),
        ("a", None, None, True),
        ("a", 700, None, True),
        ("a", 700, 700, False),
        ("a", 700, 739, False),
        ("a", 7000, 7700, False),
        ("a", 700, 800, True),
    ],
)
def test_a_directorate_may_have_all_the_councils_staff_of_a_group(
    group, directorate, council, found
):
    school = GROUPS[group]
    one = table(row(group, FIGURES, directorate, school=school))
    whole = table(row(group, FIGURES, council, school=school), organisation="council")
    assert kinds(one, whole) == kinds(whole, one) == [Kind.REPEATED_ROW] * found


@pytest.mark.parametrize(("directorate", "council"), [(None, None), (700, None), (None, 700)])
def test_where_the_headcounts_are_not_known_the_warning_says_what_would_be_right(
    directorate, council
):
    one = table(row("a", FIGURES, directorate))
    whole = table(row("a", FIGURES, council), organisation="council")
    hint = "That is right if all of these staff belong to the directorate."
    for checked, other in ((one, whole), (whole, one)):
        assert only(Kind.REPEATED_ROW, checked, other).words.endswith(f". {hint}")


@pytest.mark.parametrize(
    ("organisation", "day", "group"),
    [("council", YEAR_BEFORE, "school"), ("adults", None, "school"), ("council", None, LOW)],
)
def test_only_the_same_school_staff_of_the_council_on_the_same_day_are_excused(
    organisation, day, group
):
    when = {"day": day} if day else {}
    other = table(row(group, FIGURES, school=True), organisation=organisation, **when)
    found = only(Kind.REPEATED_ROW, table(row("school", FIGURES, school=True)), other)
    assert "That is right" not in found.words


def test_a_table_is_not_compared_with_itself():
    checked = table(row(HIGH, FIGURES), row(LOW, OTHER))
    assert kinds(checked, checked) == []


def test_figures_of_few_people_are_excused_however_they_are_held():
    """Every row that 12 or fewer people can have, each with ethnicity held of half or more."""
    for staff, women in product(range(4, 13), range(1, 4)):
        held = (staff + 1) // 2
        figures = [(women, staff), (staff - women, staff), (1, held), (1, staff - 1)]
        text = " ".join(f"{100 * some / of:.1f}" for some, of in figures)
        assert kinds(table(row("a", text), row("b", text))) == []
