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
    "an outturn that is not final says so": (
        {"years": {NOW: "48 provisional"}},
        "48 (provisional)",
    ),
    "another year's figures tell nothing of this one": (
        {"years": {BEFORE: "48"}, "quarters": q(p4="5")},
        "no actual",
    ),
    "a level that is not final says so": (
        {"measures": "level", "quarters": q(q1="40 provisional")},
        "40 (provisional), as it stood after quarter 1",
    ),
    "a level of the last quarter stands as it stood after it": (
        {"measures": "level", "unit": "%", "quarters": q(q1="40%", q4="44%")},
        "44%, as it stood after quarter 4",
    ),
    "a level is never added up, also where it is seasonal": (
        {"measures": "level", "seasonal": True, "quarters": q(q1="40", q2="44")},
        "44, as it stood after quarter 2",
    ),
    "words of a later quarter leave the level as it stood": (
        {"measures": "level", "quarters": q(q1="40", q2="not collected")},
        "40, as it stood after quarter 1",
    ),
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
    "words of a quarter do not count as a quarter": (
        {"measures": "count", "quarters": q(q1="10", q2="not collected")},
        "40, projected from 1 quarter",
    ),
    "all four quarters of a count are its year": (
        {"measures": "count", "quarters": q(q1="10", q2="14", q3="0", q4="3")},
        "27, projected from 4 quarters",
    ),
    "nought in every quarter is nought": (
        {"measures": "count", "quarters": q(q1="0", q2="0")},
        "0, projected from 2 quarters",
    ),
    "what is below nought is added up as well": (
        {"measures": "count", "quarters": q(q1="-10", q2="4")},
        "-12, projected from 2 quarters",
    ),
    "what is expected is rounded as the quarters are": (
        {"measures": "count", "quarters": q(q1="10", q2="10", q3="10.25")},
        "40.33, projected from 3 quarters",
    ),
    "what is cumulative holds the quarters before": (
        {"measures": "cumulative", "quarters": q(q1="10", q2="24")},
        "48, projected from 2 quarters",
    ),
    "what is cumulative is projected by the quarter, not by how many were reported": (
        {"measures": "cumulative", "quarters": q(q3="36")},
        "48, projected from 1 quarter",
    ),
    "what is cumulative is known after the fourth quarter": (
        {"measures": "cumulative", "quarters": q(q1="10", q4="24")},
        "24, projected from 2 quarters",
    ),
    "percentages are joined by their counts, never averaged": (
        {"measures": "count", "unit": "%", "quarters": q(q1="50% = 1/2", q2="10% = 10/100")},
        "11%, projected from 2 quarters",
    ),
    "one quarter without counts is enough not to join them": (
        {"measures": "count", "unit": "%", "quarters": q(q1="50% = 1/2", q2="10%")},
        "quarters without numerator and denominator cannot be joined",
    ),
    "percentages without a unit are known by their sign": (
        {"measures": "count", "unit": "", "quarters": q(q1="50%", q2="10%")},
        "quarters without numerator and denominator cannot be joined",
    ),
    "percentages without counts are not joined": (
        {"measures": "count", "unit": "%", "quarters": q(q1="50%", q2="10%")},
        "quarters without numerator and denominator cannot be joined",
    ),
    "rates of single quarters are not added up": (
        {"measures": "count", "unit": "rate", "quarters": q(q1="5 = 1/2", q2="7 = 1/2")},
        "rates of single quarters cannot be joined",
    ),
    "nor are amounts for each": (
        {"measures": "count", "unit": "£ per pupil", "quarters": q(q1="£5 = 10/2")},
        "rates of single quarters cannot be joined",
    ),
    "nor are averages": (
        {"measures": "count", "unit": "Average days", "quarters": q(q1="5 = 10/2")},
        "rates of single quarters cannot be joined",
    ),
    "a unit that only sounds like a rate is added up": (
        {"measures": "count", "unit": "separate paper forms", "quarters": q(q1="5")},
        "20, projected from 1 quarter",
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
    "what is seasonal is known when all its quarters are": (
        {
            "measures": "count",
            "seasonal": True,
            "quarters": q(q1="30", q2="1", q3="2", q4="3"),
        },
        "36, projected from 4 quarters",
    ),
    "what is seasonal and cumulative is projected by the same quarter of the year before": (
        {
            "measures": "cumulative",
            "seasonal": True,
            "years": LAST_YEAR,
            "quarters": q(p2="50", q1="5", q2="60"),
        },
        "240, projected from 2 quarters",
    ),
    "what is seasonal is projected by the same quarters, not by as many": (
        {
            "measures": "count",
            "seasonal": True,
            "years": LAST_YEAR,
            "quarters": q(p1="20", p2="80", q2="40"),
        },
        "100, projected from 1 quarter",
    ),
    "what is seasonal is not projected where a quarter of the year before is missing": (
        {
            "measures": "count",
            "seasonal": True,
            "years": LAST_YEAR,
            "quarters": q(p1="20", q1="30", q2="30"),
        },
        "a seasonal measure is projected by the year before, which is not known",
    ),
    "nor by a year that came to nought": (
        {
            "measures": "count",
            "seasonal": True,
            "years": {BEFORE: "0"},
            "quarters": q(p1="20", q1="30"),
        },
        "a seasonal measure is projected by the year before, which is not known",
    ),
    "nor by a year that is words": (
        {
            "measures": "count",
            "seasonal": True,
            "years": {BEFORE: "to follow"},
            "quarters": q(p1="20", q1="30"),
        },
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


def test_what_is_expected_is_the_figure_that_is_printed():
    held = kpi(measures="count", quarters=q(q1="13", q2="13", q3="14"))
    assert year_end(held, NOW).figure.value == 53


def test_figures_of_any_size_have_a_year():
    """However little of the year before the quarter was."""
    most = "999,999,999,999m"
    held = kpi(
        measures="count",
        seasonal=True,
        years={BEFORE: most},
        quarters=q(p1="0.000001", q1="999999999999.999999"),
    )
    assert year_end(held, NOW).words.endswith("projected from 1 quarter")
