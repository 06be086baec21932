"""What is worked out of the counts of a snapshot, and what is left as it was printed."""

from datetime import date

import pytest

from tests.factories.workforce import (
    DIRECT,
    LOWER,
    SCHOOLS,
    UPPER,
    WHOLE,
    SnapshotFactory,
    StaffGroupFactory,
    count_staff,
    group_named,
    print_shares,
    staff_category,
)
from workforce.characteristics import Headline
from workforce.figures import figures_of
from workforce.models import StaffCount

pytestmark = pytest.mark.django_db


def of(snapshot, group):
    return figures_of([snapshot])[snapshot.pk].of(group_named(group))


def counted_snapshot():
    snapshot = SnapshotFactory()
    count_staff(
        snapshot,
        UPPER,
        40,
        sex={"Female": 22, "Male": 18},
        ethnicity={"White British": 30, "Indian": 3, "African": 2, "prefer_not": 1},
        disability={"Disabled": 2, "Not disabled": 30},
    )
    count_staff(
        snapshot,
        LOWER,
        160,
        sex={"Female": 120, "Male": 40},
        ethnicity={"White British": 100, "Pakistani": 40},
        disability={"Disabled": 10, "Not disabled": 90},
    )
    return snapshot


def test_who_is_not_held_is_left_out_of_the_denominator():
    figures = of(counted_snapshot(), UPPER)
    assert str(figures.percentage(Headline.BME)) == "14.3"  # 5 of 35
    assert str(figures.percentage(Headline.DISABLED)) == "6.3"  # 2 of 32, halves up
    assert figures.counted["ethnicity"].not_held == 4


def test_a_total_is_the_sum_of_its_parts():
    figures = of(counted_snapshot(), DIRECT)
    assert figures.headcount == 200
    assert str(figures.percentage(Headline.FEMALE)) == "71.0"
    assert str(figures.percentage(Headline.BME)) == "25.7"  # 45 of 175


def test_a_total_of_which_a_part_was_not_entered_is_not_known():
    snapshot = counted_snapshot()
    assert of(snapshot, WHOLE) is None
    count_staff(snapshot, SCHOOLS, 0)
    assert of(snapshot, WHOLE).headcount == 200


def test_a_total_of_nothing_is_no_part_of_another():
    snapshot = counted_snapshot()
    count_staff(snapshot, SCHOOLS, 10)
    StaffGroupFactory(kind="total", part_of=group_named(WHOLE))
    assert of(snapshot, WHOLE).headcount == 210


def test_a_part_with_nobody_in_it_lacks_nothing():
    snapshot = counted_snapshot()
    count_staff(snapshot, SCHOOLS, 0)
    assert str(of(snapshot, WHOLE).percentage(Headline.BME)) == "25.7"


def test_a_characteristic_that_a_part_lacks_is_not_known_of_the_total():
    snapshot = counted_snapshot()
    count_staff(snapshot, SCHOOLS, 100, sex={"Female": 80, "Male": 20})
    figures = of(snapshot, WHOLE)
    assert str(figures.percentage(Headline.FEMALE)) == "74.0"
    assert figures.percentage(Headline.BME) is None


def test_a_broad_group_is_the_sum_of_the_fine_ones_within_it():
    counted = of(counted_snapshot(), DIRECT).counted["ethnicity"]
    assert counted.count(staff_category("Asian or Asian British")) == 43
    assert counted.count(staff_category("BME")) == 45


def test_prefer_not_to_say_is_in_or_out_of_the_denominator_as_is_asked():
    counted = of(counted_snapshot(), UPPER).counted["ethnicity"]
    bases = [counted.base(each) for each in ("known", "answered", "everyone")]
    assert bases == [35, 36, 40]
    assert counted.base() == 35
    assert str(counted.disclosure) == "87.5"


def test_percentages_stand_as_they_were_printed_and_totals_of_them_are_not_worked_out():
    snapshot = SnapshotFactory(way="percentages", day=date(2012, 3, 31))
    print_shares(snapshot, UPPER, female="62", male="38", bme="9.0")
    print_shares(snapshot, LOWER, 412, female="71.25", male="28.75")
    assert str(of(snapshot, UPPER).percentage(Headline.FEMALE)) == "62"
    assert str(of(snapshot, UPPER).percentage(Headline.BME)) == "9.0"
    assert str(of(snapshot, LOWER).percentage(Headline.FEMALE)) == "71.25"
    assert of(snapshot, LOWER).percentage(Headline.BME) is None
    assert of(snapshot, DIRECT) is None


def test_nobody_in_a_group_is_no_percentage():
    snapshot = SnapshotFactory()
    count_staff(snapshot, UPPER, 0, sex={"Female": 0, "Male": 0})
    assert of(snapshot, UPPER).percentage(Headline.FEMALE) is None


def test_the_figures_of_any_number_of_snapshots_take_the_same_queries(
    django_assert_num_queries,
):
    first = counted_snapshot()
    more = [SnapshotFactory(day=date(2025, 3, n)) for n in range(1, 6)]
    for each in more:
        count_staff(each, UPPER, 3, sex={"Female": 3, "Male": 0})
    with django_assert_num_queries(7):
        figures_of([first])
    with django_assert_num_queries(7):
        figures_of([first, *more])
    assert StaffCount.objects.count() > 10
