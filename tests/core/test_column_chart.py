"""Columns by year: what is not held or hidden has no column."""

import pytest

from core.column_chart import COLOURS, column_chart

NAMES = ["2024/25", "2025/26", "2026/27"]


def test_a_column_for_each_figure_by_its_height_from_nought():
    chart = column_chart("Incidents by year", NAMES, [["10", "20", "0"]], [])
    heights = [column.height for column in chart.columns]
    assert heights[1] == pytest.approx(2 * heights[0], abs=0.2)
    assert heights[2] == 0
    assert [column.text for column in chart.columns] == ["10", "20", "0"]
    assert [year.text for year in chart.years] == NAMES


@pytest.mark.parametrize("text", ["", "[c]", "[low]", "[x]"])
def test_what_is_not_held_or_hidden_is_told_and_not_drawn(text):
    chart = column_chart("Incidents by year", NAMES, [["10", text, "1,020"]], [])
    assert [column.text for column in chart.columns] == ["10", "1,020"]
    told = text or "not held"
    assert chart.title == (f"Incidents by year. 2024/25: 10; 2025/26: {told}; 2026/27: 1,020")


def test_a_percentage_is_drawn_to_its_decimal_and_told_with_its_unit():
    chart = column_chart("Women", NAMES, [["24.3", "[c]", "48.6"]], [], unit="%")
    assert [column.text for column in chart.columns] == ["24.3", "48.6"]
    first, last = (column.height for column in chart.columns)
    assert last == pytest.approx(2 * first, abs=0.2)
    assert chart.title == "Women. 2024/25: 24.3%; 2025/26: [c]; 2026/27: 48.6%"


def test_series_have_each_its_colour_and_its_words():
    chart = column_chart("By group", NAMES, [["1", "2", "3"], ["4", "5", "6"]], ["A", "B"])
    assert [(mark.text, mark.colour) for mark in chart.key] == [
        ("A", COLOURS[0]),
        ("B", COLOURS[1]),
    ]
    assert "2024/25: A 1, B 4; 2025/26: A 2, B 5" in chart.title
    first_of_each_year = [column.x for column in chart.columns][::2]
    assert first_of_each_year == sorted(first_of_each_year)


def test_columns_do_not_overlap():
    series = [[str(n + 1)] * 3 for n in range(len(COLOURS))]
    chart = column_chart("By group", NAMES, series, list("ABCDEF"))
    for one, next_ in zip(chart.columns, chart.columns[1:], strict=False):
        assert one.x + one.width <= next_.x


def test_with_more_series_than_colours_nothing_is_drawn():
    """Two would look the same, and fifteen groups in five years are no chart."""
    series = [["1", "2", "3"]] * (len(COLOURS) + 1)
    assert column_chart("By group", NAMES, series, ["A"] * len(series)) is None


def test_one_figure_is_no_chart():
    assert column_chart("Incidents by year", NAMES, [["10", "", ""]], []) is None
    assert column_chart("Incidents by year", [], [], []) is None
