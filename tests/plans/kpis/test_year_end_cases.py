"""What a KPI came to in a year, or is expected to: every way of counting, by a table."""

import pytest

from plans.kpis.year_end import year_end
from tests.plans.kpis.held import kpi

NOW, BEFORE = "2026/27", "2025/26"


def q(**figures: str) -> dict[tuple[str, int], str]:
    """q1="5" is the first quarter of this year, p1="5" that of the year before."""
    return {
        ({"q": NOW, "p": BEFORE}[name[0]], int(name[1])): text for name, text in figures.items()
    }


LAST_YEAR = {BEFORE: "200"}
CASES = {
    "nothing is known": ({}, "no actual"),
    "words are no figure": ({"quarters": q(q1="to follow")}, "the actual is not a figure"),
    "an outturn in words hides what the quarters say": (
        {"years": {NOW: "to follow"}, "quarters": q(q1="5")},
        "the actual is not a figure",
    ),
    "an outturn is an outturn": ({"years": {NOW: "48"}, "quarters": q(q1="5")}, "48"),
    "nought is a figure": ({"years": {NOW: "0"}}, "0"),
    "a level stands as it stood last": (
        {"measures": "level", "quarters": q(q1="40", q3="44")},
        "44, as it stood after quarter 3",
    ),
    "a count is projected from its quarters": (
        {"measures": "count", "quarters": q(q1="10", q2="14")},
        "48, projected from 2 quarters",
    ),
    "a quarter without a figure does not count as nought": (
        {"measures": "count", "quarters": q(q1="10", q3="14")},
        "48, projected from 2 quarters",
    ),
    "a quarter of nought counts": (
        {"measures": "count", "quarters": q(q1="0", q2="24")},
        "48, projected from 2 quarters",
    ),
    "what is cumulative holds the quarters before": (
        {"measures": "cumulative", "quarters": q(q1="10", q2="24")},
        "48, projected from 2 quarters",
    ),
    "what is cumulative is projected by the quarter, not by how many were reported": (
        {"measures": "cumulative", "quarters": q(q3="36")},
        "48, projected from 1 quarter",
    ),
    "percentages are joined by their counts, never averaged": (
        {"measures": "count", "unit": "%", "quarters": q(q1="50% = 1/2", q2="10% = 10/100")},
        "11%, projected from 2 quarters",
    ),
    "percentages without counts are not joined": (
        {"measures": "count", "unit": "%", "quarters": q(q1="50%", q2="10%")},
        "quarters without numerator and denominator cannot be joined",
    ),
    "rates of single quarters are not added up": (
        {"measures": "count", "unit": "rate", "quarters": q(q1="5 = 1/2", q2="7 = 1/2")},
        "rates of single quarters cannot be joined",
    ),
    "what is seasonal is projected by its share of the year before": (
        {
            "measures": "count",
            "seasonal": True,
            "years": LAST_YEAR,
            "quarters": q(p1="20", q1="30"),
        },
        "300, projected from 1 quarter",
    ),
    "what is seasonal is not projected without the year before": (
        {"measures": "count", "seasonal": True, "quarters": q(q1="30")},
        "a seasonal measure is projected by the year before, which is not known",
    ),
    "nor by a quarter that was nought the year before": (
        {
            "measures": "count",
            "seasonal": True,
            "years": LAST_YEAR,
            "quarters": q(p1="0", q1="30"),
        },
        "a seasonal measure is projected by the year before, which is not known",
    ),
    "money keeps its sign": (
        {"measures": "count", "unit": "£", "quarters": q(q1="£1,000")},
        "£4,000, projected from 1 quarter",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_where_the_year_ends(case):
    held, words = CASES[case]
    assert year_end(kpi(**held), NOW).words == words


def test_only_an_outturn_is_an_outturn():
    assert year_end(kpi(years={NOW: "48"}), NOW).is_outturn
    assert not year_end(kpi(measures="level", quarters=q(q4="48")), NOW).is_outturn
    assert not year_end(kpi(), NOW).is_outturn


def test_the_year_before_may_stand_in_the_plan_before():
    earlier = kpi(measures="count", years={BEFORE: "200"}, quarters=q(p1="20"))
    now = kpi(measures="count", seasonal=True, quarters=q(q1="30"))
    now.carried_from = earlier
    assert year_end(now, NOW).words == "300, projected from 1 quarter"
