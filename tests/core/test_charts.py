"""Where the marks of a chart stand."""

from decimal import Decimal

import pytest

from core.charts import plot_of


def plot(*values):
    return plot_of(map(Decimal, values), left=40, right=440, top=10, bottom=210)


@pytest.mark.parametrize(
    ("values", "scale"),
    [
        (["51", "49.5"], ["0", "20", "40", "60"]),
        (["869"], ["0", "250", "500", "750", "1000"]),
        (["0.2", "0.33"], ["0", "0.1", "0.2", "0.3", "0.4"]),
        (["-5", "3"], ["-6", "-4", "-2", "0", "2", "4"]),
        (["0"], ["0", "0.25", "0.5", "0.75", "1"]),
        ([], ["0", "0.25", "0.5", "0.75", "1"]),
    ],
)
def test_a_scale_holds_every_value_and_nought_on_round_lines(values, scale):
    assert [tick.value for tick in plot(*values).ticks()] == [Decimal(line) for line in scale]


def test_the_lowest_value_stands_at_the_bottom_and_the_highest_at_the_top():
    drawn = plot("60")
    assert (drawn.y(Decimal(0)), drawn.y(Decimal(60)), drawn.y(Decimal(30))) == (210, 10, 110)


def test_places_share_the_width():
    assert [plot("1").x(place, 4) for place in range(4)] == [90, 190, 290, 390]


def test_a_line_of_the_grid_has_its_value_beside_it():
    assert [tick.label for tick in plot("9000").ticks()][:2] == ["0", "2,500"]
    assert [tick.label for tick in plot("0.33").ticks()][1] == "0.1"
