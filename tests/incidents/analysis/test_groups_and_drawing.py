"""By phase and by area; and the charts: what is not held or hidden has no column."""

import pytest

from council.models import School
from incidents.analysis.drawing import COLOURS, column_chart
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


NAMES = ["2024/25", "2025/26", "2026/27"]


class TestDrawing:
    def test_a_column_for_each_figure_by_its_height_from_nought(self):
        chart = column_chart("Incidents by year", NAMES, [["10", "20", "0"]], [])
        heights = [column.height for column in chart.columns]
        assert heights[1] == pytest.approx(2 * heights[0], abs=0.2)
        assert heights[2] == 0
        assert [column.text for column in chart.columns] == ["10", "20", "0"]
        assert [year.text for year in chart.years] == NAMES

    @pytest.mark.parametrize("text", ["", "[c]", "[low]", "[x]"])
    def test_what_is_not_held_or_hidden_is_told_and_not_drawn(self, text):
        chart = column_chart("Incidents by year", NAMES, [["10", text, "1,020"]], [])
        assert [column.text for column in chart.columns] == ["10", "1,020"]
        told = text or "not held"
        assert chart.title == (f"Incidents by year. 2024/25: 10; 2025/26: {told}; 2026/27: 1,020")

    def test_series_have_each_its_colour_and_its_words(self):
        chart = column_chart("By group", NAMES, [["1", "2", "3"], ["4", "5", "6"]], ["A", "B"])
        assert [(mark.text, mark.colour) for mark in chart.key] == [
            ("A", COLOURS[0]),
            ("B", COLOURS[1]),
        ]
        assert "2024/25: A 1, B 4; 2025/26: A 2, B 5" in chart.title
        first_of_each_year = [column.x for column in chart.columns][::2]
        assert first_of_each_year == sorted(first_of_each_year)

    def test_columns_do_not_overlap(self):
        series = [[str(n + 1)] * 3 for n in range(len(COLOURS))]
        chart = column_chart("By group", NAMES, series, list("ABCDEF"))
        for one, next_ in zip(chart.columns, chart.columns[1:], strict=False):
            assert one.x + one.width <= next_.x

    def test_with_more_series_than_colours_nothing_is_drawn(self):
        """Two would look the same, and fifteen groups in five years are no chart."""
        series = [["1", "2", "3"]] * (len(COLOURS) + 1)
        assert column_chart("By group", NAMES, series, ["A"] * len(series)) is None

    def test_one_figure_is_no_chart(self):
        assert column_chart("Incidents by year", NAMES, [["10", "", ""]], []) is None
        assert column_chart("Incidents by year", [], [], []) is None
