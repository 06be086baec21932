"""The years of the table: what is counted, what is blank, and what an old year can say."""

import pytest

from council.models import School
from incidents.analysis.table import MultiYearTable
from incidents.analysis.years import Scope, YearOfReturns, rate_of, years_of
from tests.factories import (
    AreaFactory,
    CollectionFactory,
    IncidentTypeFactory,
    SchoolFactory,
    SchoolReturnFactory,
    racist,
)
from tests.incidents.held import borough, collected, returned, several

pytestmark = pytest.mark.django_db

PRIMARY = School.Phase.PRIMARY
SECONDARY = School.Phase.SECONDARY


def years(scope: Scope = Scope(), most: int = 5) -> list[YearOfReturns]:  # noqa: B008
    return years_of(racist(), scope, most)


def heads(*found: YearOfReturns) -> list[list[int | None]]:
    return [row.values for row in MultiYearTable(found).heads]


class TestWhatIsCounted:
    def test_schools_that_returned_those_without_incidents_and_incidents(self):
        several(2026, 3, 4, 0)
        [year] = years()
        assert (year.name, year.asked) == ("2026/27", 3)
        assert heads(year) == [[3], [1], [7]]
        assert year.reporting == 2

    @pytest.mark.parametrize("state", ["in_progress", "not_started"])
    def test_what_a_school_has_not_confirmed_is_not_counted(self, state):
        returned(2026, 3)
        values = {"in_progress": True} if state == "in_progress" else {}
        SchoolReturnFactory(collection=collected(2026), **values)
        [year] = years()
        assert (year.asked, heads(year)) == (2, [[1], [0], [3]])

    @pytest.mark.parametrize("state", ["returned", "queried", "accepted"])
    def test_a_return_counts_from_its_confirmation_on(self, state):
        SchoolReturnFactory(**{state: True})
        assert heads(*years()) == [[1], [0], [3]]

    def test_a_nil_return_is_a_return_and_a_missing_one_is_not(self):
        returned(2026, 0)
        SchoolReturnFactory(collection=collected(2026))
        assert heads(*years()) == [[1], [1], [0]]

    def test_where_no_school_returned_nothing_is_known_and_nothing_is_0(self):
        SchoolReturnFactory(in_progress=True, counts={"victim_gender, Male": 2})
        [year] = years()
        assert heads(year) == [[0], [None], [None]]
        assert (year.counts, year.reporting, year.rate) == ({}, None, None)
        assert MultiYearTable([year]).sections == []

    def test_other_kinds_of_incident_are_another_table(self):
        other = IncidentTypeFactory()
        collection = CollectionFactory(first_year=2026, types=[other], opened=True)
        SchoolReturnFactory(collection=collection, type=other, returned=True, total=9)
        returned(2026, 3)
        assert heads(*years()) == [[1], [0], [3]]
        assert heads(*years_of(other, Scope())) == [[1], [0], [9]]

    def test_terms_and_collections_that_are_not_opened_are_no_years_of_the_table(self):
        CollectionFactory(first_year=2026)
        CollectionFactory(first_year=2025, period="term", name="Spring term", opened=True)
        assert years() == []

    def test_the_last_years_are_shown_the_earliest_first(self):
        for first in (2020, 2026, 2023):
            returned(first, 3)
        borough(2006, total=139)
        assert [year.name for year in years()] == ["2006/07", "2020/21", "2023/24", "2026/27"]
        assert [year.name for year in years(most=2)] == ["2023/24", "2026/27"]


class TestScope:
    def test_a_phase_or_an_area_counts_its_own_schools(self):
        area = AreaFactory(name="Linden Vale")
        returned(2026, 3, phase=PRIMARY, area=area)
        returned(2026, 4, phase=SECONDARY, area=area)
        returned(2026, 5, phase=PRIMARY)
        assert heads(*years(Scope(phase=PRIMARY))) == [[2], [0], [8]]
        assert heads(*years(Scope(area=area))) == [[2], [0], [7]]
        assert heads(*years(Scope(PRIMARY, area))) == [[1], [0], [3]]
        assert heads(*years(Scope(phase="special"))) == [[0], [None], [None]]

    def test_totals_of_the_borough_say_nothing_of_a_phase(self):
        borough(2006, total=139)
        returned(2026, 3)
        assert [year.name for year in years(Scope(phase=PRIMARY))] == ["2026/27"]


class TestTotalsOfTheBorough:
    def test_an_old_year_holds_what_was_entered_and_is_marked(self):
        borough(2006, {"victim_gender, Male": 80}, total=139, returning=52, source="Minutes")
        [year] = years()
        table = MultiYearTable([year])
        assert heads(year) == [[52], [None], [139]]
        assert (year.asked, year.reporting, year.rate) == (None, None, None)
        assert year.heading == "2006/07 (B)"
        assert table.notes == [("2006/07", "Held as totals of the borough only (source: Minutes).")]
        [section] = table.sections
        assert [(row.label, row.values) for row in section.rows] == [("Male", [80])]
        assert section.differences == ["80 of 139 recorded; 59 not recorded"]

    def test_a_year_that_is_collected_is_counted_from_its_returns(self):
        returned(2026, 3)
        borough(2026, total=139)
        [year] = years()
        assert (year.total, year.is_borough_total, year.heading) == (3, False, "2026/27")


class TestRates:
    def test_incidents_for_1000_pupils_of_the_schools_that_returned(self):
        several(2026, 3, 0, pupils=400)
        missing = SchoolReturnFactory(collection=collected(2026))
        returned(2025, 1, missing.school, pupils=400)
        year = years()[-1]
        assert (year.pupils, str(year.rate)) == (800, "3.8")  # 3.75, halves up
        assert year.roll_note == (
            "The rate uses the 800 pupils on roll in 2026/27 of the schools that returned."
        )

    def test_a_school_without_a_roll_is_left_out_on_both_sides_and_told(self):
        several(2026, 4, pupils=1000)
        several(2026, 50)
        several(2026, 60, pupils=0)
        [year] = years()
        assert (year.pupils, year.counted_in_rate, str(year.rate)) == (1000, 4, "4.0")
        assert year.roll_note.endswith("; 2 schools that returned have no roll and are left out.")
        assert f"2026/27: {year.roll_note}" in MultiYearTable([year]).all_notes

    def test_one_school_left_out_is_told_in_the_singular(self):
        several(2026, 4, pupils=1000)
        several(2026, 50)
        assert years()[0].roll_note.endswith(
            "; 1 school that returned has no roll and is left out."
        )

    def test_without_any_roll_there_is_no_rate_and_the_reason_is_told(self):
        several(2026, 3, 4)
        [year] = years()
        assert (year.pupils, year.rate) == (None, None)
        assert year.roll_note == ("No rate, since 2 schools that returned have no roll in 2026/27.")

    def test_the_roll_of_another_year_is_not_used(self):
        school = SchoolFactory()
        returned(2025, 3, school, pupils=400)
        returned(2026, 3, school)
        assert [year.rate is None for year in years()] == [False, True]

    def test_halves_are_rounded_up_as_in_what_is_published(self):
        assert [str(rate_of(n, 8000)) for n in (2, 6, 10)] == ["0.3", "0.8", "1.3"]
        assert rate_of(0, 400) == 0
        assert (rate_of(None, 400), rate_of(3, 0), rate_of(3, None)) == (None, None, None)


def test_the_database_is_asked_equally_often_however_many_schools_there_are(
    django_assert_num_queries,
):
    several(2026, 3, 4, pupils=100, counts={"victim_gender, Male": 2})
    with django_assert_num_queries(11) as few:
        years()
    several(2026, *range(10, 30), pupils=100, counts={"victim_gender, Male": 2})
    with django_assert_num_queries(len(few)):
        years()
