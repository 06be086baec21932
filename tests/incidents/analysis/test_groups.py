"""By phase and by area."""

import pytest

from council.models import School
from incidents.analysis.groups import Grouping, groupings_of
from incidents.analysis.years import Scope, years_of
from tests.factories import AreaFactory, SchoolFactory, SchoolReturnFactory, racist
from tests.incidents.held import borough, collected, returned, several


def groupings() -> list[Grouping]:
    return groupings_of(racist(), years_of(racist(), Scope()))


def by(key: str) -> dict[str, dict[str, tuple[int, int, str]]]:
    """Schools that returned, incidents and rate of each group and year."""
    [grouping] = [each for each in groupings() if each.key == key]
    return {
        name: {year: (g.returning, g.total, str(g.rate)) for year, g in held.items()}
        for name, held in grouping.groups.items()
    }


@pytest.mark.django_db
class TestGroups:
    def test_by_phase_in_the_order_of_phases(self):
        several(2026, 3, 0, phase=School.Phase.SECONDARY, pupils=500)
        returned(2026, 4, phase=School.Phase.PRIMARY, pupils=400)
        returned(2025, 2, phase=School.Phase.PRIMARY)
        SchoolReturnFactory(collection=collected(2026), in_progress=True, school__phase="special")
        assert by("phase") == {
            "Primary": {"2025/26": (1, 2, "None"), "2026/27": (1, 4, "10.0")},
            "Secondary": {"2026/27": (2, 3, "3.0")},
        }
        assert list(by("phase")) == ["Primary", "Secondary"]

    def test_by_area_by_name_with_the_schools_of_none(self):
        returned(2026, 3, area=AreaFactory(name="Northgate"))
        returned(2026, 4, area=AreaFactory(name="Linden Vale"))
        returned(2026, 5)
        assert by("area") == {
            "Linden Vale": {"2026/27": (1, 4, "None")},
            "No area": {"2026/27": (1, 5, "None")},
            "Northgate": {"2026/27": (1, 3, "None")},
        }

    def test_a_school_without_a_roll_is_left_out_of_the_rate(self):
        several(2026, 4, 50, pupils=0)
        returned(2026, 4, pupils=1000)
        assert by("phase")["Primary"]["2026/27"] == (3, 58, "4.0")

    def test_a_year_without_figures_of_a_group_is_blank_and_totals_of_the_borough_are_none(self):
        borough(2006, total=139)
        returned(2025, 3, phase=School.Phase.PRIMARY)
        returned(2026, 3, phase=School.Phase.SECONDARY)
        years = years_of(racist(), Scope())
        rows = dict(groupings()[0].rows(years))
        assert [each and each.total for each in rows["Primary"]] == [None, 3, None]

    def test_three_queries_however_many_schools_there_are(self, django_assert_num_queries):
        for count in (2, 12):
            for school in SchoolFactory.create_batch(count, area=AreaFactory()):
                returned(2026, 3, school, pupils=100)
            kind = racist()
            years = years_of(kind, Scope())
            with django_assert_num_queries(3):
                groupings_of(kind, years)
