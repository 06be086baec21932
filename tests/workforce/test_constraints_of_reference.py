"""What the database refuses of groups, their bands, lists and populations, past every form."""

from datetime import date

import pytest
from django.db import connection

from tests.factories.workforce import (
    DIRECT,
    LOWER,
    SCHOOLS,
    UPPER,
    WHOLE,
    PopulationCountFactory,
    PopulationFactory,
    SnapshotFactory,
    count_staff,
    group_named,
    staff_category,
)
from tests.plain_rows import add, change, refused, remove, without_triggers
from workforce.models import (
    CharacteristicList,
    GroupBand,
    Population,
    StaffCategory,
    StaffGroup,
)

pytestmark = pytest.mark.django_db
OLD = {"valid_from": date(1990, 4, 1), "valid_until": date(2000, 3, 31)}


def band_of(group: str) -> GroupBand:
    return GroupBand.objects.get(group__name=group)


def census() -> CharacteristicList:
    return CharacteristicList.objects.get(name="Census of 2021")


def old_list(*names: str, **values) -> CharacteristicList:
    """A list of ethnic groups of the years before those that the product comes with."""
    row = CharacteristicList(**{"characteristic": "ethnicity", "name": "Old groups"} | OLD | values)
    add(row)
    for position, name in enumerate(names):
        add(StaffCategory(list=row, name=name, position=position))
    return row


# Groups


def test_a_group_is_a_band_or_of_schools_or_a_total():
    with refused("staff_group_kind_known"):
        change(group_named(SCHOOLS), kind="club")


def test_a_group_has_its_name_once():
    with refused("staff_group_name_once"):
        add(StaffGroup(name=UPPER.upper()))


def test_there_is_one_group_of_schools():
    with refused("staff_group_schools_once"):
        add(StaffGroup(name="Academies", kind="schools"))


def test_a_group_is_part_of_a_total():
    for other in (UPPER, SCHOOLS):
        with refused("staff_group_part_of_total"):
            add(StaffGroup(name="Apprentices", part_of=group_named(other)))


def test_a_group_with_parts_is_a_total():
    with refused("staff_group_with_parts_is_total"):
        change(group_named(DIRECT), kind="band")


def test_groups_make_a_tree():
    for other in (DIRECT, WHOLE):
        with refused("staff_groups_make_a_tree"):
            change(group_named(WHOLE), part_of=group_named(other))
    with without_triggers(), refused("staff_group_part_of_another"):
        change(group_named(WHOLE), part_of=group_named(WHOLE))


def test_a_group_of_which_figures_are_held_stays_what_it_is():
    count_staff(SnapshotFactory(), SCHOOLS, 40)
    with refused("staff_group_used_stays_its_kind"):
        change(group_named(SCHOOLS), kind="total")
    change(group_named(SCHOOLS), name="Staff of schools", part_of=group_named(DIRECT))


# Bands


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"valid_until": date(2000, 3, 31)}, "group_band_ends_after_it_begins"),
        ({"last_point": 33}, "group_band_points_in_order"),
    ],
)
def test_a_band_that_makes_no_sense_is_refused(values, rule):
    with refused(rule):
        change(band_of(UPPER), **values)


@pytest.mark.parametrize(
    ("days", "points", "apart"),
    [
        (OLD, (1, None), True),
        ({"valid_from": date(1990, 4, 1), "valid_until": date(2000, 4, 1)}, (1, 1), False),
        ({"valid_from": date(2026, 4, 1)}, (33, 33), False),
        ({"valid_from": date(2026, 4, 1)}, (None, None), False),
    ],
)
def test_a_point_is_in_one_group_on_a_day(days, points, apart):
    group = StaffGroup.objects.create(name="Apprentices")
    band = GroupBand(group=group, first_point=points[0], last_point=points[1], **days)
    if apart:
        add(band)
    else:
        with refused("group_bands_apart"):
            add(band)


def test_a_group_has_one_band_on_a_day():
    change(band_of(UPPER), last_point=40)
    with refused("group_has_one_band_a_day"):
        add(GroupBand(group=group_named(UPPER), valid_from=date(2026, 4, 1), first_point=41))


def test_only_a_band_has_scale_points():
    with refused("group_band_of_band"):
        add(GroupBand(group=group_named(DIRECT), **OLD))
    with refused("group_band_of_band"):
        change(band_of(UPPER), group=group_named(SCHOOLS))
    with refused("group_band_of_band"):
        change(group_named(UPPER), kind="total")


def test_the_points_by_which_figures_were_entered_stay():
    band = band_of(UPPER)
    change(band, valid_from=date(2001, 4, 1))
    count_staff(SnapshotFactory(), UPPER, 40)
    for values in (
        {"first_point": 35},
        {"last_point": 60},
        {"valid_from": date(2000, 4, 1)},
        {"valid_until": date(2026, 3, 30)},
        {"group": StaffGroup.objects.create(name="Apprentices")},
    ):
        with refused("group_band_entered_by_stays"):
            change(band, **values)
    with refused("group_band_entered_by_stays"):
        remove(band)
    change(band, valid_until=date(2026, 3, 31))
    change(band_of(LOWER), last_point=32)


# Lists and categories


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"characteristic": "shoe"}, "characteristic_list_of_known"),
        ({"denominator": "some"}, "characteristic_list_denominator_known"),
        ({"valid_until": date(2022, 3, 31)}, "characteristic_list_ends_after_it_begins"),
    ],
)
def test_a_list_that_makes_no_sense_is_refused(values, rule):
    with refused(rule):
        change(census(), **values)


def test_a_list_has_its_name_once_in_its_characteristic():
    with refused("characteristic_list_name_once"):
        old_list(name="census OF 2021")
    old_list(name="Census of 2021", characteristic="age", **OLD)


def test_of_one_characteristic_one_list_holds_on_a_day():
    with refused("characteristic_lists_apart"):
        old_list(valid_until=date(2000, 4, 1))
    with refused("characteristic_lists_apart"):
        old_list(valid_from=date(2030, 4, 1), valid_until=None)


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"name": "WHITE"}, "staff_category_name_once"),
        ({"headline": "bme"}, "staff_category_headline_once"),
        ({"headline": "shoe"}, "staff_category_headline_known"),
    ],
)
def test_a_category_that_makes_no_sense_is_refused(values, rule):
    with refused(rule):
        change(staff_category("Roma"), **values)


def test_a_place_in_a_list_is_taken_once_when_the_transaction_ends():
    with refused("staff_category_position_once"), connection.cursor() as cursor:
        change(staff_category("Roma"), position=0)
        cursor.execute("SET CONSTRAINTS staff_category_position_once IMMEDIATE")


def test_categories_make_a_tree():
    for other in ("Indian", "BME"):
        with refused("staff_categories_make_a_tree"):
            change(staff_category("BME"), part_of=staff_category(other))
    with without_triggers(), refused("staff_category_part_of_another"):
        change(staff_category("BME"), part_of=staff_category("BME"))


def test_a_category_is_part_of_one_of_its_list():
    earlier = staff_category("BME", date(2015, 3, 31))
    with refused("staff_category_part_of_same_list"):
        change(staff_category("Roma"), part_of=earlier)


@pytest.mark.parametrize("answers", [{"Indian": 3}, {}], ids=["an answer", "nothing held"])
def test_a_list_by_which_staff_were_counted_stays(answers):
    count_staff(SnapshotFactory(), UPPER, 40, ethnicity=answers)
    row, roma, other = census(), staff_category("Roma"), old_list("Traveller")
    for what in (
        lambda: change(row, characteristic="age"),
        lambda: change(row, valid_from=date(2023, 4, 1)),
        lambda: change(roma, name="Romany"),
        lambda: change(roma, part_of=None),
        lambda: change(roma, headline="female"),
        lambda: change(roma, list=other, part_of=None),
        lambda: change(other.categories.get(), list=row),
        lambda: add(StaffCategory(list=row, name="Tamil", position=99)),
        lambda: remove(roma),
        lambda: remove(row),
    ):
        with refused("characteristic_list_used_stays"):
            what()
    with refused("characteristic_list_used_holds"):
        change(row, valid_until=date(2026, 3, 30))
    change(row, valid_until=date(2026, 3, 31), denominator="everyone")


def test_people_are_counted_in_categories_without_parts():
    PopulationCountFactory(category=staff_category("Indian"))
    with refused("staff_category_counted_has_no_parts"):
        change(staff_category("Roma"), part_of=staff_category("Indian"))
    with refused("staff_category_counted_has_no_parts"):
        PopulationCountFactory(
            population=Population.objects.get(), category=staff_category("White")
        )


# The population of the borough


def test_there_is_one_population_of_a_year_by_a_list():
    PopulationFactory()
    with refused("population_once"):
        PopulationFactory()
    PopulationFactory(year=2031)


@pytest.mark.parametrize("year", [1800, 2200])
def test_a_population_is_of_a_year_of_censuses(year):
    with refused("population_year_sensible"):
        PopulationFactory(year=year)


def test_a_category_of_a_population_is_counted_once():
    first = PopulationCountFactory()
    with refused("population_category_once"):
        PopulationCountFactory(population=first.population, category=first.category)


def test_a_population_is_counted_by_its_list():
    with refused("population_counted_by_its_list"):
        PopulationCountFactory(category=staff_category("Female"))
    population = PopulationCountFactory().population
    with refused("population_of_one_list"):
        change(population, list=CharacteristicList.objects.get(name="Census of 2011"))
    with refused("characteristic_list_of_population_stays"):
        change(population.list, characteristic="age", valid_until=date(2022, 4, 1))
