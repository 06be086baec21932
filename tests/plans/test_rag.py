"""RAG of a KPI against its target, by polarity and tolerance (handbook section 2)."""

from decimal import Decimal

import pytest

from plans.models import RagDefinition
from plans.rag import Rag, rate
from tests.factories import IndicatorActualFactory, IndicatorFactory, IndicatorTargetFactory

pytestmark = pytest.mark.django_db
GREEN, AMBER, RED, GREY = Rag.GREEN, Rag.AMBER, Rag.RED, Rag.GREY


def definition(percent="5", points=None):
    return RagDefinition(
        tolerance_percent=Decimal(percent),
        tolerance_points=Decimal(points) if points is not None else None,
    )


def rating_of(target, actual, *, by=None, **indicator):
    indicator = IndicatorFactory(target=target, actual=actual, **indicator)
    return rate(indicator, "2026/27", by or definition())


@pytest.mark.parametrize(
    ("actual", "rag"),
    [("100", GREEN), ("101", GREEN), ("99.99", AMBER), ("95", AMBER), ("94.99", RED), ("0", RED)],
)
def test_higher_is_better(actual, rag):
    assert rating_of("100", actual, polarity="higher").rag is rag


@pytest.mark.parametrize(
    ("actual", "rag"),
    [
        ("100", GREEN),
        ("99", GREEN),
        ("0", GREEN),
        ("100.01", AMBER),
        ("105", AMBER),
        ("105.01", RED),
    ],
)
def test_lower_is_better(actual, rag):
    assert rating_of("100", actual, polarity="lower").rag is rag


@pytest.mark.parametrize(
    ("actual", "rag"),
    [
        ("15.2%", AMBER),  # 5 % of the bound that is missed: 0.8 below 16, 1.1 above 22
        ("15.19%", RED),
        ("16%", GREEN),
        ("19%", GREEN),
        ("22%", GREEN),
        ("23.1%", AMBER),
        ("23.11%", RED),
    ],
)
def test_staying_within_a_range_is_missed_on_either_side(actual, rag):
    assert rating_of("16% to 22%", actual, polarity="range").rag is rag


@pytest.mark.parametrize(
    ("actual", "rag"), [("20", GREEN), ("19", AMBER), ("21", AMBER), ("18.9", RED), ("21.1", RED)]
)
def test_a_range_of_one_figure_is_missed_on_either_side(actual, rag):
    assert rating_of("20", actual, polarity="range").rag is rag


# Tolerance


@pytest.mark.parametrize(
    ("percent", "actual", "rag"),
    [("10", "90", AMBER), ("10", "89.9", RED), ("0", "99.9", RED), ("2.5", "97.5", AMBER)],
)
def test_the_councils_own_tolerance_counts(percent, actual, rag):
    assert rating_of("100", actual, by=definition(percent)).rag is rag


@pytest.mark.parametrize(
    ("unit", "target", "actual", "rag"),
    [
        ("%", "50%", "48%", AMBER),  # two points, where 5 % would be 2.5
        ("%", "50%", "47.9%", RED),
        ("%", "10%", "8%", AMBER),  # and where 5 % would be 0.5
        ("", "10%", "8%", AMBER),
        ("", "10%", "8", AMBER),
        ("", "10", "8%", AMBER),
        ("percentage points", "22ppts", "20ppts", AMBER),
        ("number", "100", "95", AMBER),  # points are for percentages only
        ("number", "100", "94", RED),
    ],
)
def test_points_of_tolerance_hold_for_percentages(unit, target, actual, rag):
    assert rating_of(target, actual, unit=unit, by=definition("5", points="2")).rag is rag


def test_no_points_of_tolerance_is_not_the_same_as_none_stated():
    assert rating_of("50%", "49%", unit="%", by=definition("5", points="0")).rag is RED
    assert rating_of("50%", "49%", unit="%", by=definition("5")).rag is AMBER


# Targets that are changes


@pytest.mark.parametrize(
    ("polarity", "baseline", "target", "actual", "rag"),
    [
        ("lower", "12%", "-1%", "11%", GREEN),
        ("lower", "12%", "-1%", "11.55%", AMBER),
        ("lower", "12%", "-1%", "12%", RED),
        ("higher", "200", "+10%", "220", GREEN),
        ("higher", "200", "+10%", "209", AMBER),
        ("higher", "200", "+10%", "208", RED),
        ("higher", "22ppts", "+2 ppts", "24ppts", GREEN),
        ("higher", "0", "+5", "5", GREEN),
        ("higher", "0", "+5", "4.75", AMBER),
        ("lower", "0", "-1%", "0", GREEN),
        ("higher", "100", "+0", "100", GREEN),
    ],
)
def test_a_change_is_first_turned_into_a_figure(polarity, baseline, target, actual, rag):
    rating = rating_of(target, actual, polarity=polarity, baseline_text=baseline)
    assert rating.rag is rag


# Figures like any other: a target or a baseline of 0, or equal to each other


@pytest.mark.parametrize(
    ("polarity", "actual", "rag"),
    [("lower", "0", GREEN), ("lower", "1", RED), ("higher", "0", GREEN), ("higher", "-1", RED)],
)
def test_a_target_of_nought_is_a_figure_with_no_tolerance(polarity, actual, rag):
    """Five per cent of 0 is 0."""
    assert rating_of("0", actual, polarity=polarity).rag is rag


def test_a_target_equal_to_the_baseline_is_a_figure_like_any_other():
    assert rating_of("50", "50", baseline_text="50").rag is GREEN
    assert rating_of("50", "40", baseline_text="50").rag is RED


def test_an_actual_of_nought_is_reported():
    assert rating_of("100", "0", polarity="higher").rag is RED
    assert rating_of("100", "0", polarity="lower").rag is GREEN


@pytest.mark.parametrize(
    ("actual", "rag"), [("-10", GREEN), ("-10.5", AMBER), ("-10.51", RED), ("-9", GREEN)]
)
def test_the_tolerance_of_a_target_below_nought_is_no_less(actual, rag):
    assert rating_of("-5", actual, polarity="higher", baseline_text="-5").rag is rag


# Grey, with the reason


@pytest.mark.parametrize(
    ("target", "actual", "indicator", "reason"),
    [
        (None, "50", {}, "no target"),
        ("50", None, {}, "no actual"),
        ("To follow", "50", {}, "the target is not a figure yet"),
        ("lead to set", "50", {}, "the target is not a figure yet"),
        ("", "50", {}, "the target is not a figure yet"),
        ("50", "not collected", {}, "the actual is not a figure"),
        ("50", "", {}, "the actual is not a figure"),
        ("-1%", "50", {}, "a change without a baseline to start from"),
        ("-1%", "50", {"baseline_text": "tbc"}, "a change without a baseline to start from"),
        ("50", "50", {"contextual": True}, "watched without a target"),
        ("50", "50", {"polarity": ""}, "it is not said whether higher or lower is better"),
    ],
)
def test_what_cannot_be_rated_is_grey_and_says_why(target, actual, indicator, reason):
    rating = rating_of(target, actual, **indicator)
    assert (rating.rag, rating.reason) == (GREY, reason)


@pytest.mark.parametrize("rag", [GREEN, AMBER, RED])
def test_what_is_rated_needs_no_reason(rag):
    actual = {GREEN: "100", AMBER: "96", RED: "50"}[rag]
    assert rating_of("100", actual).reason == ""


def test_each_year_is_rated_by_its_own_figures():
    indicator = IndicatorFactory(target="51%", actual="40%")
    IndicatorTargetFactory(indicator=indicator, year="2027/28", text="52%")
    IndicatorActualFactory(indicator=indicator, year="2027/28", text="53%")
    IndicatorTargetFactory(indicator=indicator, year="2028/29", text="54%")
    assert rate(indicator, "2026/27", definition()).rag is RED
    assert rate(indicator, "2027/28", definition()).rag is GREEN
    assert rate(indicator, "2028/29", definition()).reason == "no actual"
    assert rate(indicator, "2029/30", definition()).reason == "no target"


def test_a_rating_is_a_word_and_not_only_a_colour():
    assert rating_of("100", "100").word == "Green"


# The council's definition


def test_the_definition_that_comes_with_the_system_is_five_per_cent():
    ready_made = RagDefinition.in_force()
    assert (ready_made.tolerance_percent, ready_made.tolerance_points) == (5, None)
    assert [word for _, word, _ in ready_made.rows] == ["Green", "Amber", "Red", "Grey"]
