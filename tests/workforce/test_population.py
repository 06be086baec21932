"""The borough's population: entered from a census, summed, and set beside the workforce."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from core.models import AuditAct
from tests.accounts.people import browser_of, everybody_but, somebody_who_is
from tests.factories.workforce import (
    PopulationCountFactory,
    PopulationFactory,
    staff_category,
)
from tests.workforce.pages import errors, text_of
from workforce.acts_on_population import remove_population, save_population
from workforce.characteristics import Headline
from workforce.figures import Reference
from workforce.models import CharacteristicList, Population
from workforce.population import population_of

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 31)


@pytest.fixture
def officer():
    return browser_of(somebody_who_is("workforce_officer"))


def page(name: str, *args: int) -> str:
    return reverse(f"workforce:{name}", args=args)


def list_of(characteristic: str, day: date = DAY) -> CharacteristicList:
    return CharacteristicList.objects.on(day).get(characteristic=characteristic)


def box(name: str) -> str:
    return f"count-{staff_category(name).pk}"


def sexes(female: object = "51,000", male: object = "49 000", **changes: object) -> dict:
    values = {"year": "2021", "source": "Census 2021, usual residents"}
    return values | {box("Female"): female, box("Male"): male} | changes


def add(officer, values: dict, characteristic: str = "sex"):
    query = f"?list={list_of(characteristic).pk}"
    return officer.post(page("population_add") + query, values)


def counted(day: date = DAY, year: int = 2021, source: str = "Census", **counts: int) -> Population:
    """A population with counts by the names of categories of the lists of a day."""
    category = {name: staff_category(name, day) for name in counts}
    held = next(iter(category.values())).list
    row = PopulationFactory(list=held, year=year, source=source)
    for name, count in counts.items():
        PopulationCountFactory(population=row, category=category[name], count=count)
    return row


class TestEntering:
    def test_the_list_is_asked_for_first(self, officer):
        shown = text_of(officer.get(page("population_add")))
        assert "By which list were people counted?" in shown
        assert "Ethnicity: Census of 2011" in shown
        assert "Enter 0 where there is nobody" not in shown
        response = officer.get(page("population_add") + "?list=")
        assert "Select the list" in errors(response, "list")

    def test_each_category_without_parts_has_a_box(self, officer):
        response = officer.get(f"{page('population_add')}?list={list_of('ethnicity').pk}")
        boxes = response.context["form"].boxes
        named = {str(each.category) for each in boxes if each.field}
        assert {"Indian", "Roma"} <= named
        assert not {"White", "BME", "Asian or Asian British"} & named
        assert len(boxes) == 25

    def test_figures_are_saved_and_the_page_shows_them(self, officer):
        response = add(officer, sexes())
        row = Population.objects.get()
        assert response["Location"] == row.get_absolute_url()
        assert {str(each.category): each.count for each in row.counts.all()} == {
            "Female": 51_000,
            "Male": 49_000,
        }
        shown = text_of(officer.get(row.get_absolute_url()))
        assert "51,000" in shown
        assert "51.0" in shown
        assert "100,000" in shown

    def test_broad_categories_are_summed(self, officer):
        row = counted(Indian=300, Pakistani=100, African=50, **{"White British": 550})
        figures = officer.get(row.get_absolute_url()).context["figures"]
        sums = {
            str(each.category): (each.count, str(each.percentage))
            for each in figures.rows
            if each.is_sum
        }
        assert sums["Asian or Asian British"] == (400, "40.0")
        assert sums["BME"] == (450, "45.0")
        assert sums["White"] == (550, "55.0")

    @pytest.mark.parametrize(
        ("changes", "field", "said"),
        [
            ({"year": ""}, "year", "Enter the year"),
            ({"year": "1800"}, "year", "Enter a year from 1801 to 2199"),
            ({"year": "2021/22"}, "year", "Year must be a whole number"),
            ({"source": ""}, "source", "Enter where the figures are from"),
            ({"female": ""}, "Female", "Enter how many people are in “Female”"),
            ({"female": "12.5"}, "Female", "Female must be a whole number"),
            ({"female": "-1"}, "Female", "Female must be 0 or more"),
            ({"female": "10,000,000"}, "Female", "Female must be 9999999 or less"),
        ],
    )
    def test_bad_values_are_told_beside_their_box(self, officer, changes, field, said):
        response = add(officer, sexes(**changes))
        assert said in errors(response, box(field) if field == "Female" else field)
        assert not Population.objects.exists()

    def test_0_is_a_figure(self, officer):
        assert add(officer, sexes(male="0")).status_code == 302
        assert Population.objects.get().counts.get(count=0).category == staff_category("Male")

    def test_a_year_is_entered_once_for_a_list(self, officer):
        add(officer, sexes())
        said = errors(add(officer, sexes()), "year")
        assert said == "There are figures of this year by this list already"
        assert add(officer, sexes(year="2031")).status_code == 302


class TestChanging:
    def test_it_is_opened_with_what_is_held_and_saved(self, officer):
        add(officer, sexes())
        row = Population.objects.get()
        address = page("population_edit", row.pk)
        form = officer.get(address).context["form"]
        assert form[box("Female")].value() == 51_000
        values = sexes(female="52000", source="Census 2021", revision=form["revision"].value())
        assert officer.post(address, values).status_code == 302
        row.refresh_from_db()
        assert row.source == "Census 2021"
        assert row.counts.get(category=staff_category("Female")).count == 52_000

    def test_the_second_of_two_sees_both_versions(self, officer):
        add(officer, sexes())
        row = Population.objects.get()
        opened = {"revision": row.revision}
        address = page("population_edit", row.pk)
        assert officer.post(address, sexes(female="52000", **opened)).status_code == 302
        other = browser_of(somebody_who_is("workforce_officer"))
        response = other.post(address, sexes(female="53000", **opened))
        shown = text_of(response)
        assert "Saved meanwhile" in shown
        assert "52000" in shown
        again = response.context["form"]["revision"].value()
        assert other.post(address, sexes(female="53000", revision=again)).status_code == 302
        assert row.counts.get(category=staff_category("Female")).count == 53_000

    def test_it_is_removed_after_a_question(self, officer):
        row = counted(Female=51, Male=49)
        address = page("population_remove", row.pk)
        assert "Remove Sex, 2021?" in text_of(officer.get(address))
        assert Population.objects.exists()
        assert officer.post(address)["Location"] == page("populations")
        assert not Population.objects.exists()

    def test_the_trail_tells_of_it(self, officer):
        add(officer, sexes())
        officer.post(page("population_remove", Population.objects.get().pk))
        saved, removed = AuditAct.objects.filter(action__startswith="population.").order_by("pk")
        assert saved.sentence.endswith("entered the borough's population: Sex, 2021")
        assert saved.changes.count() == 3
        assert removed.sentence.endswith("removed the borough's population: Sex, 2021")


def test_the_list_shows_what_is_held(officer):
    assert "No figures of a census are held" in text_of(officer.get(page("populations")))
    counted(Female=1_051, Male=49)
    shown = text_of(officer.get(page("populations")))
    assert "Characteristic" in shown
    assert "Female and male" in shown
    assert "1,100" in shown


def test_only_workforce_officers_open_the_pages():
    row = counted(Female=51, Male=49).pk
    places = [("populations",), ("population_add",)]
    places += [(f"population{name}", row) for name in ("", "_edit", "_remove")]
    for somebody in everybody_but("workforce_officer"):
        browser = browser_of(somebody)
        for place in places:
            assert browser.get(page(*place)).status_code == 403
            assert browser.post(page(*place)).status_code == 403
    assert Population.objects.exists()


def test_only_who_keeps_the_workforce_saves_and_removes_whatever_page_asks():
    row, somebody = counted(Female=51, Male=49), somebody_who_is("officer")
    with pytest.raises(PermissionDenied):
        save_population(row, {}, actor=somebody)
    with pytest.raises(PermissionDenied):
        remove_population(row, actor=somebody)
    assert Population.objects.exists()


class TestComparing:
    def test_the_population_is_that_of_the_list_of_the_day(self):
        counted(day=date(2015, 3, 31), year=2011, Indian=10, **{"White British": 90})
        counted(Indian=30, **{"White British": 70})
        found = population_of("ethnicity", DAY)
        assert found.by_list_of_day
        assert str(found.percentage(staff_category("Indian"))) == "30.0"
        assert str(found.percentage(staff_category("Asian or Asian British"))) == "30.0"
        assert str(found.headline(Headline.BME)) == "30.0"
        earlier = population_of("ethnicity", date(2015, 3, 31))
        assert earlier.population.year == 2011
        assert str(earlier.headline(Headline.BME)) == "10.0"

    def test_of_several_years_the_latest_that_has_been(self):
        for year in (2001, 2021, 2031):
            counted(year=year, Female=year, Male=1)
        assert population_of("sex", DAY).population.year == 2021
        Population.objects.filter(year__lt=2031).delete()
        assert population_of("sex", DAY).population.year == 2031

    def test_by_another_list_only_the_columns_compare(self):
        counted(day=date(2015, 3, 31), year=2011, Indian=10, **{"White British": 90})
        found = population_of("ethnicity", DAY)
        assert not found.by_list_of_day
        assert str(found.headline(Headline.BME)) == "10.0"
        assert found.percentage(staff_category("Indian")) is None

    def test_a_list_without_the_columns_does_not_compare(self):
        row = counted(day=date(2015, 3, 31), year=2011, Indian=10)
        row.list.categories.update(headline="")
        assert population_of("ethnicity", DAY) is None

    def test_what_is_not_held_is_none(self):
        assert population_of("sex", DAY) is None
        counted(Female=51, Male=49)
        assert population_of("age", DAY) is None
        assert population_of("sex", date(1999, 3, 31)) is None
        assert population_of("sex", DAY).headline(Headline.DISABLED) is None

    @pytest.mark.parametrize(
        ("source", "words"),
        [("Census 2021", "Census 2021"), ("Usual residents", "Usual residents, 2021")],
    )
    def test_its_source_is_told_with_the_year(self, source, words):
        counted(Female=51, Male=49, source=source)
        assert population_of("sex", DAY).source_in_words == words

    def test_it_costs_the_same_few_queries_whatever_is_held(self, django_assert_num_queries):
        for year in (2001, 2011, 2021):
            counted(year=year, Female=51, Male=49)
        reference = Reference()
        with django_assert_num_queries(3):
            population_of("sex", DAY, reference).headline(Headline.FEMALE)
