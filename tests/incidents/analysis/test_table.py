"""The printed table: rows by the map and as asked, blanks, differences, notes."""

from datetime import date

import pytest

from incidents.analysis.table import MultiYearTable, TableSection
from incidents.analysis.years import Scope, years_of
from incidents.models import CategoryList
from tests.factories import (
    CategoryFactory,
    CategoryListFactory,
    category_named,
    racist,
)
from tests.incidents.held import borough, collected, returned
from tests.plain_rows import change

pytestmark = pytest.mark.django_db

BROAD_GROUPS = ["Asian", "Black groups", "Chinese or other", "Mixed race", "White groups"]


def table(*, broad: bool = True) -> MultiYearTable:
    return MultiYearTable(years_of(racist(), Scope()), broad=broad)


def section(key: str, *, broad: bool = True) -> TableSection:
    return next(each for each in table(broad=broad).sections if each.breakdown.key == key)


def rows(key: str, *, broad: bool = True) -> dict[str, list[int | None]]:
    return {row.label: row.values for row in section(key, broad=broad).rows}


def ended(dimension: str, last_day: date) -> CategoryList:
    """The list that holds for ever, ended."""
    held = CategoryList.objects.get(dimension=dimension, valid_until=None)
    change(held, valid_until=last_day)
    return held


def test_finer_groups_are_counted_as_the_broad_ones_of_the_other_years():
    returned(2021, 9, counts={"victim_ethnicity, Asian": 4, "victim_ethnicity, White groups": 5})
    fine = {"Indian": 1, "Pakistani": 2, "Chinese": 3, "Arab": 1, "White Irish": 2}
    returned(2022, 9, counts={f"victim_ethnicity, {name}": n for name, n in fine.items()})
    assert rows("victim_ethnicity") == {
        "Asian": [4, 3],
        "Black groups": [0, 0],
        "Chinese or other": [0, 4],
        "Mixed race": [0, 0],
        "White groups": [5, 2],
    }
    assert list(rows("victim_ethnicity")) == BROAD_GROUPS


def test_as_asked_each_year_has_its_own_rows_and_the_others_are_blank():
    returned(2021, 9, counts={"victim_ethnicity, Asian": 4})
    returned(2022, 9, counts={"victim_ethnicity, Indian": 1})
    found = rows("victim_ethnicity", broad=False)
    assert list(found)[:7] == [*BROAD_GROUPS, "Indian", "Pakistani"]
    assert (found["Asian"], found["Indian"], found["Pakistani"]) == (
        [4, None],
        [None, 1],
        [None, 0],
    )


def test_a_category_that_was_asked_and_left_empty_by_all_is_0_and_one_not_held_is_blank():
    borough(2006, {"victim_gender, Male": 80}, total=139)
    returned(2026, 3, counts={"victim_gender, Female": 2})
    assert rows("victim_gender") == {"Female": [None, 2], "Male": [80, 0]}


def test_a_category_of_the_same_name_in_a_later_list_is_the_same_row():
    """Otherwise "Female" would stand twice, and be published as one of the two."""
    returned(2025, 9, counts={"victim_gender, Female": 6})
    ended("gender", date(2026, 3, 31))
    later = CategoryListFactory(
        dimension="gender", name="With other", valid_from=date(2026, 4, 1), valid_until=None
    )
    for name in ("female", "Male", "Other"):
        CategoryFactory(list=later, name=name)
    returned(2026, 9, counts={"victim_gender, female": 5, "victim_gender, Other": 1})
    for broad in (True, False):
        assert rows("victim_gender", broad=broad) == {
            "Female": [6, 5],
            "Male": [0, 0],
            "Other": [None, 1],
        }


def test_a_group_counts_as_the_broad_one_of_its_broad_one():
    returned(2021, 9, counts={"victim_ethnicity, Asian": 4})
    ended("ethnicity", date(2026, 3, 31))
    newest = CategoryListFactory(
        name="Census of 2031", valid_from=date(2026, 4, 1), valid_until=None
    )
    CategoryFactory(list=newest, name="Gujarati", counts_as=category_named("Indian"))
    returned(2026, 9, counts={"victim_ethnicity, Gujarati": 3})
    assert rows("victim_ethnicity")["Asian"] == [4, 3]
    assert "Indian" not in rows("victim_ethnicity")


def test_two_groups_that_count_as_each_other_are_no_endless_loop():
    indian, asian = category_named("Indian"), category_named("Asian")
    change(asian, counts_as=indian)
    returned(2022, 9, counts={"victim_ethnicity, Indian": 1})
    assert sum(value or 0 for [value] in rows("victim_ethnicity").values()) == 1


def test_rows_of_an_earlier_list_stand_first_though_it_was_entered_later():
    returned(2026, 3, counts={"victim_age, Under 8": 1})
    old = CategoryListFactory(dimension="age", name="Old bands")
    baby = CategoryFactory(list=old, name="Baby")
    year = borough(1999, total=3)
    year.totals.create(row="category", breakdown="victim_age", category=baby, count=2)
    assert next(iter(rows("victim_age"))) == "Baby"


def test_each_sum_is_set_beside_the_total_in_words():
    returned(2025, 9, counts={"victim_gender, Male": 5, "location, Other areas": 9})
    returned(2026, 3, counts={"victim_gender, Male": 5, "support, Senior staff involvement": 1})
    assert section("victim_gender").differences == [
        "5 of 9 recorded; 4 not recorded",
        "5 for 3 incidents: more than one victim in some",
    ]
    assert section("location").differences == [
        "All 9 recorded",
        "0 of 3 recorded; 3 not recorded",
    ]
    assert not section("support").says_differences


def test_what_makes_a_year_hard_to_compare_is_noted():
    collection = collected(2026, note="Corbeck High School closed in August.")
    returned(2026, 3)
    returned(2021, 3)
    notes = table().all_notes
    assert notes[0].startswith("A blank cell: nothing is held. A school that made no return")
    assert "2026/27: Corbeck High School closed in August." in notes
    assert "2026/27: Still being collected: schools can return until it closes." in notes
    assert (
        "Years were asked by different categories. Finer groups are counted as the broad ones."
        in notes
    )
    assert "Years were asked by different categories." in table(broad=False).all_notes
    collection.closed_at = collection.opened_at
    collection.save()
    assert not any("2026/27: Still" in note for note in table().all_notes)


def test_years_of_the_same_lists_are_not_said_to_differ():
    returned(2025, 3)
    returned(2026, 3)
    assert not table().lists_differ
