"""The main table against figures counted by hand: years, organisations, breaks, notes."""

from datetime import date

import pytest

from tests.factories.workforce import DIRECT, LOWER, UPPER, SnapshotFactory, count_staff
from tests.workforce.held import (
    BEFORE,
    LATEST,
    TRUE,
    cells,
    children,
    counted,
    printed,
    three_years,
)
from workforce.analysis.main_table import BLANK, OWN_BASE, main_table
from workforce.analysis.organisations import Profile
from workforce.models import CharacteristicList, GroupBand

pytestmark = pytest.mark.django_db


def table_of(snapshot):
    return main_table(Profile(snapshot), TRUE)


def test_a_directorate_stands_beside_the_whole_council_year_by_year():
    table = table_of(three_years())
    assert [each.heading for each in table.column_groups] == ["Children", "Whole council"]
    assert [each.columns for each in table.column_groups] == [
        ["Headcount", "Female %", "Male %", "BME %", "Disabled %"]
    ] * 2
    told = cells(table)
    assert told[DIRECT, "31 March 2026"] == [
        *["200", "71.0", "29.0", "25.7", "9.1"],  # 142, 58 of 200; 45 of 175; 12 of 132
        *["250", "56.8", "43.2", "25.7", "9.1"],
    ]
    assert told[UPPER, "31 March 2026"][:3] == ["40", "55.0", "45.0"]
    assert told[LOWER, "31 March 2025"] == ["160", "75.0", "25.0", "28.6", "10.0", *[""] * 5]


def test_what_was_printed_stands_as_it_was_printed_and_the_rest_blank():
    table = table_of(three_years())
    assert cells(table)[DIRECT, "31 March 2024"] == ["", "70", "30", "24.10", ""] * 2
    assert (UPPER, "31 March 2024") not in cells(table)
    assert any("printed as they were published" in note for note in table.notes)
    assert table.notes[-1] == BLANK


def test_earlier_years_are_marked_as_such():
    table = table_of(three_years())
    marks = [line.earlier for group in table.line_groups for line in group.lines]
    assert marks == [False, True] * 2 + [False, True, True]
    assert table.caption == "Staff on 31 March 2026, and in earlier years"
    assert "earlier" not in table_of(printed(None, date(2010, 3, 31))).caption


def test_without_a_council_of_nearly_that_day_the_directorate_stands_alone():
    latest = counted(children())
    counted(None, BEFORE)
    assert [each.heading for each in table_of(latest).column_groups] == ["Children"]


def test_a_column_of_which_nothing_is_held_is_left_out():
    table = table_of(printed(None, female="70", male="30"))
    assert table.columns == [("Whole council", "Female %"), ("Whole council", "Male %")]
    assert cells(table) == {(DIRECT, "31 March 2024"): ["70", "30"]}


def test_it_says_of_whom_percentages_are_where_they_are_worked_out():
    CharacteristicList.objects.filter(characteristic="disability").update(denominator="everyone")
    (said,) = [each for each in table_of(three_years()).notes if "Percentages are" in each]
    assert said == (
        "Percentages are of those whose answer is known (sex, ethnicity); of everyone, with those "
        "whose answer is not held (disability)."
    )
    of_old = table_of(printed(None, date(2010, 3, 31)))
    assert not any("Percentages are of" in note for note in of_old.notes)


def test_a_percentage_is_of_whom_the_list_says():
    CharacteristicList.objects.filter(characteristic="ethnicity").update(denominator="answered")
    told = cells(table_of(counted(None)))
    assert told[UPPER, "31 March 2026"][3] == "13.9"  # 5 of 36


def test_a_break_of_the_series_is_said():
    band = GroupBand.objects.get(group__name=UPPER)
    GroupBand.objects.filter(pk=band.pk).update(valid_until=date(2026, 3, 30))
    GroupBand.objects.create(group=band.group, valid_from=LATEST, first_point=40)
    told = [note for note in table_of(three_years()).notes if "compare" in note]
    assert told == [
        f"{UPPER}: its scale points changed, so figures before 31 March 2026 do not compare."
    ]


def test_another_list_breaks_the_series_of_its_characteristic():
    latest = counted(None, date(2022, 4, 30))
    counted(None, date(2022, 3, 31).replace(year=2021))
    (told,) = [note for note in table_of(latest).notes if "compare" in note]
    assert told.startswith("Ethnicity: counted by another list from 30 April 2022 on")


def test_a_source_of_several_tables_is_told_once():
    latest = three_years()
    for each in Profile(latest).snapshots:
        each.source = "HR system"
        each.save()
    assert [note for note in table_of(latest).notes if "HR system" in note] == [
        "Source: HR system."
    ]
    latest.source, latest.note = "Payroll", "Without agency staff."
    latest.save()
    told = [note for note in table_of(latest).notes if "Source" in note or "agency" in note]
    assert told == [
        "Children: staff on 31 March 2026. Without agency staff.",
        "Children: staff on 31 March 2026. Source: Payroll.",
        "31 March 2025, 31 March 2024, Whole council: staff on 31 March 2026. Source: HR system.",
    ]


def test_those_who_came_rose_or_left_have_a_table_of_their_own_base():
    leavers = SnapshotFactory(base="leavers")
    count_staff(leavers, UPPER, 8, sex={"Female": 2, "Male": 6})
    counted(None)
    table = table_of(leavers)
    assert table.caption == "Leavers, 1 April 2025 to 31 March 2026"
    assert table.columns[0] == ("Whole council", "Number")
    assert cells(table) == {(UPPER, "31 March 2026"): ["8", "25.0", "75.0"]}
    assert OWN_BASE in table.notes
