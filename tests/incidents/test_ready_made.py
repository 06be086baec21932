"""The kinds of incident and the categories that a new system comes with."""

from datetime import date

import pytest

from incidents.breakdowns import Dimension
from incidents.models import Category, CategoryList, IncidentType
from incidents.ready_made import add_ready_made
from tests.factories import racist

pytestmark = pytest.mark.django_db


def names(day: date) -> dict[str, list[str]]:
    return {
        each.dimension: [category.name for category in each.categories.all()]
        for each in CategoryList.objects.on(day)
    }


def test_the_categories_of_the_printed_table_hold_until_march_2022():
    assert names(date(2011, 4, 1)) == {
        "support": ["Parental involvement – victim", "Senior staff involvement"],
        "ethnicity": ["Asian", "Black groups", "Chinese or other", "Mixed race", "White groups"],
        "age": ["Under 8", "8 to 10", "11 to 14", "15 to 17", "18 and over"],
        "gender": ["Female", "Male"],
        "location": ["Closely supervised area", "Other areas"],
    }


@pytest.mark.parametrize("day", [date(2000, 4, 1), date(2022, 3, 31), date(2022, 4, 1)])
def test_every_dimension_has_a_list_on_every_day(day):
    assert set(names(day)) == set(Dimension)


def test_each_group_of_the_census_of_2021_counts_as_a_broad_one():
    fine = Category.objects.filter(list__name="Census of 2021")
    assert fine.count() == 15
    assert {each.counts_as.list.name for each in fine} == {"Broad groups"}
    assert {each.counts_as.name for each in fine} == {
        each.name for each in Category.objects.filter(list__name="Broad groups")
    }


def test_days_of_a_list_are_told_in_words():
    broad, fine = (CategoryList.objects.get(name=n) for n in ("Broad groups", "Census of 2021"))
    assert broad.days_in_words == "1 April 2000 to 31 March 2022"
    assert fine.days_in_words == "From 1 April 2022"


def test_racist_incidents_are_defined_as_macpherson_defined_them():
    assert racist().definition == (
        "Any incident which is perceived to be racist by the victim or any other person."
    )
    assert [each.key for each in IncidentType.objects.all() if each.is_racist] == ["racist"]
    assert IncidentType.objects.first() == racist()


def test_what_a_council_has_made_its_own_is_never_laid_again():
    IncidentType.objects.exclude(key="racist").delete()
    IncidentType.objects.update(name="Racist and xenophobic incidents")
    add_ready_made()
    assert [str(each) for each in IncidentType.objects.all()] == ["Racist and xenophobic incidents"]
    assert CategoryList.objects.count() == 6
