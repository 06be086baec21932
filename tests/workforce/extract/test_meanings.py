"""What a code means by itself, what is remembered of it, and what nobody knows."""

from datetime import date

import pytest

from tests.factories import CouncilFactory, DirectorateFactory
from tests.factories.workforce import LOWER, SCHOOLS, UPPER, group_named, staff_category
from tests.workforce.extract.waiting import DAY, category, directorate, group, remembered
from workforce.extract.meanings import (
    COUNCIL_ONLY,
    LEFT_OUT,
    NO,
    NOT_HELD,
    PREFER_NOT,
    YES,
    Meaning,
    Meanings,
    is_folded,
)
from workforce.models import CharacteristicList, GroupBand, StaffCategory

pytestmark = pytest.mark.django_db
EARLIER = date(2012, 3, 31)


def of(column: str, code: str, day: date = DAY) -> Meaning | None:
    return Meanings(day).of(column, code)


@pytest.mark.parametrize(
    ("column", "code", "name"),
    [
        ("sex", "Female", "Female"),
        ("sex", "MALE", "Male"),
        ("sex", "f", "Female"),
        ("sex", "M", "Male"),
        ("ethnicity", "White British", "White British"),
        ("ethnicity", "white and black caribbean", "White and Black Caribbean"),
        ("age_band", "16 to 24", "16 to 24"),
        ("religion_or_belief", "no religion", "No religion"),
        ("sexual_orientation", "BISEXUAL", "Bisexual"),
        *[("disability", code, "Disabled") for code in ("Yes", "y", "TRUE", "1", "disabled")],
        *[("disability", code, "Not disabled") for code in ("No", "n", "false", "0")],
    ],
)
def test_a_category_is_known_by_its_name_whatever_the_capitals(column, code, name):
    assert of(column, code) == category(name)


@pytest.mark.parametrize("column", ["sex", "ethnicity", "disability", "age_band"])
def test_whoever_prefers_not_to_say_and_whose_answer_is_not_held_are_kept_apart(column):
    assert of(column, "Prefer not to say") == of(column, "PREFER NOT TO SAY") == PREFER_NOT
    assert of(column, "") == of(column, "not held") == NOT_HELD


@pytest.mark.parametrize(("code", "meaning"), [("Y", YES), ("yes", YES), ("1", YES), ("No", NO)])
def test_whether_a_school_employs_somebody_is_known_by_yes_and_no(code, meaning):
    assert of("school_employed", code) == meaning


def test_without_a_group_of_schools_nobody_is_known_to_be_in_one():
    group_named(SCHOOLS).delete()
    assert of("school_employed", "Y") is None
    assert of("school_employed", "N") == NO


@pytest.mark.parametrize(
    ("code", "name"),
    [("34", UPPER), ("55", UPPER), ("33", LOWER), ("33.5", LOWER), ("034", UPPER), ("0", LOWER)],
)
def test_a_number_is_a_scale_point_in_the_band_that_holds_it_on_the_day(code, name):
    assert of("scale_point", code) == group(name)


def test_bands_are_those_of_the_day():
    GroupBand.objects.update(valid_until=date(2025, 3, 31))
    for name, first, last in ((UPPER, 30, None), (LOWER, 1, 29)):
        GroupBand.objects.create(
            group=group_named(name),
            valid_from=date(2025, 4, 1),
            first_point=first,
            last_point=last,
        )
    assert of("scale_point", "32") == group(UPPER)
    assert of("scale_point", "32", date(2025, 3, 31)) == group(LOWER)
    assert of("scale_point", "0") is None


def test_an_organisation_is_known_by_its_exact_name_or_the_councils(homes):
    CouncilFactory()
    assert of("organisation", "HOMES") == directorate(homes)
    for name in ("Ellenshaw Metropolitan Borough Council", "ellenshaw council", "Whole council"):
        assert of("organisation", name) == COUNCIL_ONLY


@pytest.mark.parametrize(
    ("column", "code"),
    [
        ("organisation", "Home"),
        ("organisation", "Homes."),
        ("scale_point", "SCP34"),
        ("scale_point", "34-36"),
        ("scale_point", "-1"),
        ("scale_point", "³"),
        ("school_employed", "School"),
        ("sex", "Fem"),
        ("sex", "1"),
        ("ethnicity", "White"),
        ("ethnicity", "BME"),
        ("ethnicity", "Asian or Asian British"),
        ("ethnicity", "WB"),
        ("ethnicity", "Yes"),
        ("disability", "D"),
        ("age_band", "16-24"),
    ],
)
def test_nothing_is_guessed(homes, column, code):
    assert of(column, code) is None


def test_yes_says_nothing_of_a_list_with_several_kinds_of_disability():
    held = CharacteristicList.objects.on(DAY).get(characteristic="disability")
    StaffCategory.objects.create(list=held, name="Long illness", position=9)
    assert of("disability", "Yes") is None
    assert of("disability", "no") is None
    assert of("disability", "Disabled") == category("Disabled")


# What is remembered


def test_what_somebody_said_is_remembered_whatever_the_capitals(homes):
    remembered("ethnicity", "BAME-03", category("Pakistani"))
    remembered("organisation", "HM", directorate(homes))
    remembered("scale_point", "SCP34", group(UPPER))
    remembered("scale_point", "CAS", LEFT_OUT)
    remembered("sex", "X", PREFER_NOT)
    meanings = Meanings(DAY)
    assert meanings.of("ethnicity", "bame-03") == category("Pakistani")
    assert meanings.of("organisation", "Hm") == directorate(homes)
    assert meanings.of("scale_point", "scp34") == group(UPPER)
    assert meanings.of("scale_point", "cas") == LEFT_OUT
    assert meanings.of("sex", "x") == PREFER_NOT


def test_an_answer_may_mean_something_else_than_it_says():
    remembered("disability", "N", NOT_HELD)
    assert of("disability", "N") == NOT_HELD


def test_a_directorates_name_and_a_number_in_a_band_always_mean_what_they_say(homes):
    remembered("organisation", "homes", LEFT_OUT)
    remembered("scale_point", "40", group(LOWER))
    assert of("organisation", "Homes") == directorate(homes)
    assert of("scale_point", "40") == group(UPPER)


def test_what_was_said_counts_only_while_its_list_holds():
    remembered("ethnicity", "BAME-03", category("Pakistani"))
    assert of("ethnicity", "BAME-03", date(2021, 3, 31)) is None
    remembered("ethnicity", "W", category("White", EARLIER))
    assert of("ethnicity", "W", EARLIER) == category("White", EARLIER)
    assert of("ethnicity", "W") is None


def test_a_category_that_has_parts_now_is_not_known_any_more():
    remembered("disability", "D1", category("Disabled"))
    StaffCategory.objects.create(
        list=staff_category("Disabled").list,
        name="Physical",
        position=9,
        part_of=staff_category("Disabled"),
    )
    assert of("disability", "D1") is None


def test_a_group_without_a_band_on_the_day_is_not_known_any_more():
    remembered("scale_point", "SCP34", group(UPPER))
    GroupBand.objects.filter(group=group_named(UPPER)).update(valid_until=date(2026, 3, 30))
    assert of("scale_point", "SCP34") is None


# What is kept of an extract that waits


def test_scale_points_are_kept_under_their_group_and_names_under_their_organisation(homes):
    settle = Meanings(DAY).settle
    assert settle("scale_point", "34") == settle("scale_point", "40") != settle("scale_point", "3")
    assert settle("organisation", "Homes") == settle("organisation", "HOMES")
    assert is_folded(settle("organisation", "homes"))
    assert settle("organisation", "HM") == "HM"
    assert settle("scale_point", "SCP34") == settle("scale_point", "scp34") == "SCP34"
    assert settle("ethnicity", "wb") == settle("ethnicity", "WB") == "wb"


def test_what_was_kept_means_the_same_again(homes):
    settle = Meanings(DAY).settle
    assert of("scale_point", settle("scale_point", "34")) == group(UPPER)
    assert of("organisation", settle("organisation", "homes")) == directorate(homes)


def test_a_band_with_other_points_is_not_the_one_under_which_it_was_kept():
    kept = Meanings(DAY).settle("scale_point", "40")
    GroupBand.objects.filter(group=group_named(UPPER)).update(first_point=35)
    assert of("scale_point", kept) is None


def test_asking_costs_no_query(django_assert_num_queries, homes):
    DirectorateFactory()
    meanings = Meanings(DAY)
    with django_assert_num_queries(0):
        for column, code in (("organisation", "Homes"), ("scale_point", "34"), ("sex", "X")):
            meanings.of(column, meanings.settle(column, code))
