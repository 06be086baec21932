"""Target against actual over the years, drawn: where each mark stands, and what it says."""

import pytest

from plans.kpis.chart import chart_of
from tests.plans.kpis.held import kpi

BEFORE, NOW, NEXT = "2025/26", "2026/27", "2027/28"


def test_a_column_for_each_actual_and_a_line_for_each_target():
    chart = chart_of(
        kpi(unit="%", years={BEFORE: "40%", NOW: "60%"}, targets={NOW: "50%", NEXT: "70%"})
    )
    assert [mark.text for mark in chart.years] == [BEFORE, NOW, NEXT]
    assert [column.text for column in chart.columns] == ["40%", "60%"]
    assert [column.middle for column in chart.columns] == [mark.x for mark in chart.years[:2]]
    assert [round((line.left + line.right) / 2, 1) for line in chart.targets] == [
        mark.x for mark in chart.years[1:]
    ]


def test_each_stands_as_high_as_its_value_and_columns_on_the_axis():
    chart = chart_of(kpi(years={BEFORE: "40", NOW: "60"}, target="50"))
    low, high = chart.columns
    assert round(low.y + low.height, 1) == round(high.y + high.height, 1) == chart.axis_y
    assert round(high.height / low.height, 2) == 1.5
    [target] = chart.targets
    assert high.y < target.y < low.y
    ticks = {tick.label: tick.y for tick in chart.ticks}
    assert (ticks["0"], ticks["60"]) == (chart.axis_y, high.y)


def test_every_mark_stays_within_the_drawing():
    years = {f"{year}/{(year + 1) % 100:02}": f"{year * 1000:,}" for year in range(2015, 2030)}
    chart = chart_of(kpi(years=years, target="-5,000,000", baseline_text="1"))
    for column in chart.columns:
        assert chart.left <= column.x
        assert column.x + column.width <= chart.right
        assert 0 <= column.y <= column.y + column.height <= chart.height
        assert 0 < column.label_y < chart.height
    for line in chart.targets:
        assert chart.left <= line.left < line.right <= chart.right


def test_of_many_years_the_latest_are_drawn():
    years = {f"{year}/{(year + 1) % 100:02}": "5" for year in range(2015, 2030)}
    marks = [mark.text for mark in chart_of(kpi(years=years)).years]
    assert (len(marks), marks[0], marks[-1]) == (8, "2022/23", "2029/30")


def test_what_is_below_nought_hangs_from_the_axis():
    above, below = chart_of(kpi(years={BEFORE: "5", NOW: "-5"})).columns
    assert round(above.y + above.height, 1) == below.y
    assert above.label_y < above.y
    assert below.label_y > below.y + below.height


def test_nought_is_drawn_and_what_is_not_known_is_not():
    chart = chart_of(kpi(years={BEFORE: "0", NOW: "to follow", NEXT: "5"}))
    assert chart.columns[0].height == 0
    assert [column.text for column in chart.columns] == ["0", "5"]
    assert [mark.text for mark in chart.years] == [BEFORE, NOW, NEXT]


def test_only_noughts_are_drawn_too():
    assert len(chart_of(kpi(years={BEFORE: "0", NOW: "0"})).columns) == 2


def test_a_range_is_a_line_at_each_of_its_ends():
    held = kpi(polarity="range", years={NOW: "19"}, target="16 to 22")
    upper, lower = sorted(chart_of(held).targets, key=lambda line: line.y)
    assert (upper.left, upper.right) == (lower.left, lower.right)
    assert upper.y < chart_of(held).columns[0].y < lower.y
    assert len(chart_of(kpi(polarity="range", years={NOW: "19"}, target="20")).targets) == 1


def test_what_is_only_expected_is_told_apart_from_what_was_reported():
    chart = chart_of(kpi(measures="count", years={BEFORE: "40"}, quarters={(NOW, 1): "12"}))
    assert [(column.text, column.is_outturn) for column in chart.columns] == [
        ("40", True),
        ("48", False),
    ]
    assert chart.has_expected
    assert not chart_of(kpi(years={BEFORE: "40", NOW: "48"})).has_expected


def test_its_title_says_every_figure_for_who_cannot_see_it():
    chart = chart_of(
        kpi(
            measure="Calls",
            measures="count",
            years={"2024/25": "to follow", BEFORE: "40 provisional"},
            quarters={(NOW, 1): "12"},
        )
    )
    assert chart.title == (
        "Calls, actual by year. 2025/26: 40 (provisional); 2026/27: 48, projected from 1 quarter."
    )


def test_what_an_earlier_plan_reported_is_drawn_and_the_later_plan_is_believed():
    earlier = kpi(years={"2024/25": "30", BEFORE: "39"})
    chart = chart_of(kpi(years={BEFORE: "40", NOW: "41"}, carried_from=earlier))
    assert [column.text for column in chart.columns] == ["30", "40", "41"]


FEWER_THAN_TWO = {
    "nothing": {},
    "one actual": {"years": {NOW: "40"}},
    "targets only": {"targets": {NOW: "40", NEXT: "50"}},
    "words": {"years": {BEFORE: "to follow", NOW: "n/a"}, "target": "To follow"},
    "an actual beside words": {"years": {BEFORE: "to follow", NOW: "40"}, "target": "To follow"},
    "an actual beside a change without a baseline": {"years": {NOW: "40"}, "target": "-1%"},
}


@pytest.mark.parametrize("held", FEWER_THAN_TWO)
def test_fewer_than_two_figures_are_not_drawn(held):
    assert chart_of(kpi(**FEWER_THAN_TWO[held])) is None


@pytest.mark.parametrize(
    "held", [{"years": {NOW: "40"}, "target": "50"}, {"years": {BEFORE: "40", NOW: "50"}}]
)
def test_two_figures_are(held):
    assert chart_of(kpi(**held)) is not None
