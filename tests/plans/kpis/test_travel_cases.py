"""Which way a KPI goes: by polarity, noise and season, by a table."""

from decimal import Decimal

import pytest

from plans.kpis.travel import direction, points_of
from tests.plans.kpis.held import kpi

NOW, BEFORE = "2026/27", "2025/26"


def two(before: str, now: str, **about):
    """A KPI with the outturns of two years."""
    return {"years": {BEFORE: before, NOW: now}, **about}


CASES = {
    "higher is better, and it rose": (two("40", "41"), "Improving"),
    "higher is better, and it fell": (two("41", "40"), "Worsening"),
    "lower is better, and it rose": (two("40", "41", polarity="lower"), "Worsening"),
    "lower is better, and it fell": (two("41", "40", polarity="lower"), "Improving"),
    "equal": (two("40", "40"), "Steady"),
    "equal, and lower is better": (two("40", "40", polarity="lower"), "Steady"),
    "equal, though written otherwise": (two("1,240", "1240.0"), "Steady"),
    "nought both times": (two("0", "0"), "Steady"),
    "below nought": (two("-5", "-3"), "Improving"),
    "from nought": (two("0", "1"), "Improving"),
    "to nought": (two("1", "0"), "Worsening"),
    "exactly the noise": (two("40", "41", noise=Decimal(1)), "Steady"),
    "just beyond the noise": (two("40", "41.01", noise=Decimal(1)), "Improving"),
    "down by the noise": (two("41", "40", noise=Decimal(1)), "Steady"),
    "down just beyond the noise": (two("41.01", "40", noise=Decimal(1)), "Worsening"),
    "lower is better, and up by the noise": (
        two("40", "41", polarity="lower", noise=Decimal(1)),
        "Steady",
    ),
    "lower is better, and up just beyond the noise": (
        two("40", "41.01", polarity="lower", noise=Decimal(1)),
        "Worsening",
    ),
    "a noise of nought hides nothing": (two("40", "40.01", noise=Decimal(0)), "Improving"),
    "out of the range within the noise": (
        two("17%", "15%", polarity="range", target="16% to 22%", noise=Decimal(2)),
        "Steady",
    ),
    "from below the range to further above it": (
        two("15%", "24%", polarity="range", target="16% to 22%"),
        "Worsening",
    ),
    "nearer to the range": (two("10%", "14%", polarity="range", target="16% to 22%"), "Improving"),
    "further above the range": (
        two("23%", "25%", polarity="range", target="16% to 22%"),
        "Worsening",
    ),
    "both within the range": (two("17%", "21%", polarity="range", target="16% to 22%"), "Steady"),
    "out of the range": (two("17%", "15%", polarity="range", target="16% to 22%"), "Worsening"),
    "no range": (two("17%", "21%", polarity="range"), "Not known"),
    "a range that is words": (
        two("17%", "21%", polarity="range", target="To follow"),
        "Not known",
    ),
    "a range of another year only": (
        two("17%", "21%", polarity="range", target="16% to 22%", year=BEFORE),
        "Not known",
    ),
    "each year has its range, and the latest figure's counts": (
        two("18%", "14%", polarity="range", targets={BEFORE: "16% to 22%", NOW: "10% to 15%"}),
        "Improving",
    ),
    "no polarity": (two("40", "41", polarity=""), "Not known"),
    "no figure": ({}, "Not known"),
    "one figure": ({"years": {NOW: "40"}}, "Not known"),
    "words before": (two("to follow", "40"), "Not known"),
    "words now, so that the figures before count": (
        {"years": {"2024/25": "39", BEFORE: "40", NOW: "to follow"}},
        "Improving",
    ),
    "not the year before but an earlier one": (
        {"years": {"2023/24": "41", NOW: "40"}},
        "Worsening",
    ),
    "calendar years": ({"years": {"2025": "40", "2026": "41"}}, "Improving"),
    "the turn of a century": ({"years": {"1999/00": "40", "2000/01": "41"}}, "Improving"),
    "a level of a quarter against the quarter before": (
        {"measures": "level", "quarters": {(NOW, 1): "40", (NOW, 2): "38"}},
        "Worsening",
    ),
    "a level of the first quarter against last year's end": (
        {"measures": "level", "years": {BEFORE: "39"}, "quarters": {(NOW, 1): "40"}},
        "Improving",
    ),
    "a count of a quarter is not set against a whole year": (
        {"measures": "count", "years": {BEFORE: "160"}, "quarters": {(NOW, 1): "41"}},
        "Not known",
    ),
    "a count of a quarter against the quarter before": (
        {"measures": "count", "quarters": {(BEFORE, 4): "40", (NOW, 1): "41"}},
        "Improving",
    ),
    "a seasonal quarter against the same one a year earlier": (
        {
            "seasonal": True,
            "quarters": {(BEFORE, 2): "50", (NOW, 1): "10", (NOW, 2): "45"},
        },
        "Worsening",
    ),
    "a seasonal level too": (
        {
            "measures": "level",
            "seasonal": True,
            "quarters": {(BEFORE, 1): "9", (BEFORE, 4): "60", (NOW, 1): "10"},
        },
        "Improving",
    ),
    "a seasonal outturn against the outturn before": (
        {"seasonal": True, "years": {BEFORE: "50", NOW: "45"}},
        "Worsening",
    ),
    "the same quarter of two years ago is not a year earlier": (
        {"seasonal": True, "quarters": {("2024/25", 1): "9", (NOW, 1): "10"}},
        "Not known",
    ),
    "a seasonal quarter without the same one": (
        {"seasonal": True, "quarters": {(NOW, 1): "10", (NOW, 2): "45"}},
        "Not known",
    ),
    "what is cumulative grows in any case, so the same quarter counts": (
        {"measures": "cumulative", "quarters": {(BEFORE, 2): "50", (NOW, 1): "10", (NOW, 2): "45"}},
        "Worsening",
    ),
    "an outturn is not set against a quarter": (
        {"years": {NOW: "45"}, "quarters": {(NOW, 3): "60"}},
        "Not known",
    ),
    "an outturn comes after its quarters": (
        {"years": {BEFORE: "50", NOW: "45"}, "quarters": {(NOW, 4): "60"}},
        "Worsening",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_which_way_it_goes(case):
    held, word = CASES[case]
    assert direction(kpi(**held)).word == word


def test_the_words_tell_both_figures_or_why_not():
    assert direction(kpi(**two("40", "41"))).words == "Improving: 41 in 2026/27, 40 in 2025/26"
    assert direction(kpi()).words == "Not known: no actual"
    told = direction(kpi(**two("40", "41", polarity=""))).words
    assert told == "Not known: it is not said whether higher or lower is better"


def test_an_earlier_plan_tells_of_the_year_before():
    now = kpi(years={NOW: "41"})
    now.carried_from = kpi(years={BEFORE: "40"})
    assert direction(now).words == "Improving: 41 in 2026/27, 40 in 2025/26"


def test_of_a_seasonal_quarter_the_earlier_plan_tells_the_same_one():
    now = kpi(seasonal=True, measures="count", quarters={(NOW, 1): "41"})
    now.carried_from = kpi(measures="count", quarters={(BEFORE, 1): "40", (BEFORE, 2): "90"})
    told = "Improving: 41 in quarter 1 of 2026/27, 40 in quarter 1 of 2025/26"
    assert direction(now).words == told


def test_a_plan_without_figures_of_its_own_goes_as_the_earlier_one_did():
    """Its range is that of the year of which the figure is."""
    earlier = kpi(years={"2024/25": "10%", BEFORE: "14%"}, targets={BEFORE: "16% to 22%"})
    now = kpi(polarity="range", target="30% to 40%", carried_from=earlier)
    earlier.polarity = "range"
    assert direction(now).words == "Improving: 14% in 2025/26, 10% in 2024/25"


def test_a_provisional_figure_is_told_as_one():
    told = direction(kpi(**two("40", "41 provisional"))).words
    assert told == "Improving: 41 (provisional) in 2026/27, 40 in 2025/26"


def test_where_two_plans_tell_of_a_year_the_later_one_is_believed():
    now = kpi(years={BEFORE: "39"})
    now.carried_from = kpi(years={BEFORE: "40"})
    assert [str(point) for point in points_of(now)] == ["39 in 2025/26"]
