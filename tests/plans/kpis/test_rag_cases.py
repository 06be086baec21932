"""RAG of a KPI by tables: every polarity × kind of target × actual (handbook section 2)."""

from decimal import Decimal

import pytest

from plans.models import RagDefinition
from plans.rag import Rag, rate
from tests.plans.kpis.held import kpi

NOW = "2026/27"
G, A, R, GREY = Rag.GREEN, Rag.AMBER, Rag.RED, Rag.GREY
POLARITIES = ["higher", "lower", "range", ""]


def tolerance(percent="5", points=None):
    return RagDefinition(
        tolerance_percent=Decimal(percent),
        tolerance_points=Decimal(points) if points is not None else None,
    )


FIVE_PERCENT = tolerance()


def rating_of(target, actual, *, by=FIVE_PERCENT, **about):
    held = kpi(target=target, years={} if actual is None else {NOW: actual}, **about)
    return rate(held, NOW, by)


# Polarity, unit, baseline and target, then the rating of each actual: better, equal, at the
# edge of the tolerance, beyond it, nought.
TABLE = [
    # A figure
    ("higher", "number", "", "100", {"101": G, "100": G, "99.99": A, "95": A, "94.99": R, "0": R}),
    ("lower", "number", "", "100", {"99": G, "100": G, "100.01": A, "105": A, "105.01": R, "0": G}),
    ("range", "number", "", "20", {"20": G, "19": A, "21": A, "18.9": R, "21.1": R, "0": R}),
    ("higher", "£", "", "£84,000", {"£84,000": G, "£79,800": A, "£79,799": R, "£1m": G}),
    # A figure of nought has no tolerance: five per cent of it is nought
    ("higher", "number", "", "0", {"1": G, "0": G, "-0.1": R, "-1": R}),
    ("lower", "number", "", "0", {"-1": G, "0": G, "0.1": R, "1": R}),
    ("range", "number", "", "0", {"0": G, "0.1": R, "-0.1": R}),
    # The tolerance of a target below nought is no less
    ("higher", "number", "-5", "-5", {"-9": G, "-10": G, "-10.5": A, "-10.51": R, "0": G}),
    ("lower", "number", "5", "-15", {"-10": G, "-11": G, "-9.5": A, "-9.49": R}),
    # A figure that the baseline is already
    ("higher", "number", "50", "50", {"50": G, "47.5": A, "40": R, "0": R}),
    ("lower", "number", "50", "50", {"50": G, "52.5": A, "60": R, "0": G}),
    ("range", "number", "50", "50", {"50": G, "52.5": A, "47.5": A, "40": R}),
    # A figure beside a baseline of nought
    ("higher", "number", "0", "10", {"10": G, "9.5": A, "9": R, "0": R}),
    # A change of so many per cent on a number or money
    ("higher", "number", "200", "+10%", {"220": G, "209": A, "208.9": R, "0": R}),
    ("lower", "number", "200", "-10%", {"180": G, "189": A, "189.1": R, "0": G}),
    ("range", "number", "200", "-10%", {"180": G, "171": A, "189": A, "170.9": R, "0": R}),
    ("higher", "£", "£84,000", "+10%", {"£92,400": G, "£87,780": A, "£87,779": R}),
    # on what is a percentage itself, in points
    ("lower", "", "12%", "-1%", {"11%": G, "11.55%": A, "12%": R, "0%": G}),
    ("higher", "%", "50%", "+2 ppts", {"52%": G, "49.4%": A, "49.3%": R}),
    ("higher", "percentage points", "22ppts", "+2 ppts", {"24ppts": G, "22.8ppts": A, "22ppts": R}),
    # on nought, of which no per cent is anything
    ("lower", "number", "0", "-10%", {"0": G, "1": R}),
    ("higher", "number", "0", "+5", {"5": G, "4.75": A, "4": R, "0": R}),
    ("higher", "%", "0%", "+2%", {"2%": G, "1.9%": A, "1%": R}),
    # and no change at all: the target is the baseline
    ("higher", "number", "100", "+0", {"100": G, "95": A, "94": R}),
    # A range, missed on either side by so much of the bound that is missed
    ("range", "%", "", "16% to 22%", {"16%": G, "19%": G, "22%": G, "15.2%": A, "23.1%": A}),
    ("range", "%", "", "16% to 22%", {"15.19%": R, "23.11%": R, "0%": R}),
    ("range", "number", "", "0 to 5", {"0": G, "5": G, "5.25": A, "5.26": R, "-0.1": R}),
]
POINTS = [
    ("higher", "%", "", "50%", {"50%": G, "48%": A, "47.9%": R}),  # where 5 % would be 2.5
    ("lower", "%", "", "50%", {"50%": G, "52%": A, "52.1%": R}),
    ("higher", "%", "", "10%", {"8%": A, "7.9%": R}),  # where 5 % would be 0.5
    ("lower", "%", "", "0%", {"0%": G, "2%": A, "2.1%": R}),
    ("higher", "%", "50%", "+2%", {"52%": G, "50%": A, "49.9%": R}),
    ("range", "%", "", "16% to 22%", {"14%": A, "13.9%": R, "24%": A, "24.1%": R}),
    ("higher", "percentage points", "", "22ppts", {"20ppts": A, "19ppts": R}),
    # Without a unit the signs of the figures tell
    ("higher", "", "", "10%", {"8%": A, "8": A}),
    ("higher", "", "", "10", {"8%": A, "8": R}),
    # Points are for percentages only
    ("higher", "number", "", "100", {"95": A, "94.9": R}),
]


def cases(table, by):
    return [
        pytest.param(by, *row, actual, rag, id=f"{row[0]} {row[3]} from {row[2]}: {actual}")
        for *row, expected in table
        for actual, rag in expected.items()
    ]


@pytest.mark.parametrize(
    ("by", "polarity", "unit", "baseline", "target", "actual", "rag"),
    [*cases(TABLE, FIVE_PERCENT), *cases(POINTS, tolerance("5", points="2"))],
)
def test_a_rating(by, polarity, unit, baseline, target, actual, rag):
    about = {"polarity": polarity, "unit": unit, "baseline_text": baseline}
    rating = rating_of(target, actual, by=by, **about)
    assert (rating.rag, rating.reason) == (rag, "")


# Grey, with the reason

NOT_YET = "the target is not a figure yet"
NO_BASELINE = "a change without a baseline to start from"
NO_FIGURE = "the actual is not a figure"
UNRATED = {
    # target, baseline: why there is nothing to rate against
    (None, ""): "no target",
    ("To follow", ""): NOT_YET,
    ("lead to set", "50"): NOT_YET,
    ("", "50"): NOT_YET,
    ("-1%", ""): NO_BASELINE,
    ("-1%", "tbc"): NO_BASELINE,
    ("1 in 4", ""): NOT_YET,
}


@pytest.mark.parametrize("actual", ["50", "0", "to follow", None])
@pytest.mark.parametrize("polarity", POLARITIES)
@pytest.mark.parametrize(("target", "baseline"), UNRATED)
def test_without_a_figure_as_target_nothing_is_rated(target, baseline, polarity, actual):
    rating = rating_of(target, actual, polarity=polarity, baseline_text=baseline)
    assert (rating.rag, rating.reason) == (GREY, UNRATED[target, baseline])


@pytest.mark.parametrize("polarity", ["higher", "lower", ""])
def test_a_range_is_a_target_only_where_one_is_to_stay_within_it(polarity):
    rating = rating_of("16 to 22", "19", polarity=polarity)
    assert (rating.rag, rating.reason) == (GREY, NOT_YET)


@pytest.mark.parametrize(
    ("actual", "reason"),
    [(None, "no actual"), ("", NO_FIGURE), ("not collected", NO_FIGURE), ("1 in 4", NO_FIGURE)],
)
@pytest.mark.parametrize("target", ["50", "0", "+10%"])
@pytest.mark.parametrize("polarity", POLARITIES)
def test_without_a_figure_as_actual_nothing_is_rated(polarity, target, actual, reason):
    rating = rating_of(target, actual, polarity=polarity, baseline_text="50")
    assert (rating.rag, rating.reason) == (GREY, reason)


@pytest.mark.parametrize("actual", ["101", "100", "99", "0"])
def test_without_a_polarity_nothing_is_rated(actual):
    rating = rating_of("100", actual, polarity="")
    assert (rating.rag, rating.reason) == (GREY, "it is not said whether higher or lower is better")


@pytest.mark.parametrize("polarity", POLARITIES)
@pytest.mark.parametrize("target", ["100", None, "To follow"])
@pytest.mark.parametrize("actual", ["100", "0", "to follow", None])
def test_what_is_only_watched_is_never_rated(polarity, target, actual):
    rating = rating_of(target, actual, polarity=polarity, contextual=True)
    assert (rating.rag, rating.reason) == (GREY, "watched without a target")


# Tolerance


@pytest.mark.parametrize(
    ("percent", "actual", "rag"),
    [("10", "90", A), ("10", "89.9", R), ("0", "99.9", R), ("2.5", "97.5", A)],
)
def test_the_councils_own_tolerance_counts(percent, actual, rag):
    assert rating_of("100", actual, by=tolerance(percent)).rag is rag


def test_no_points_of_tolerance_is_not_the_same_as_none_stated():
    assert rating_of("50%", "49%", unit="%", by=tolerance("5", points="0")).rag is R
    assert rating_of("50%", "49%", unit="%", by=tolerance("5")).rag is A


@pytest.mark.django_db
def test_the_definition_that_comes_with_the_system_is_five_per_cent():
    ready_made = RagDefinition.in_force()
    assert (ready_made.tolerance_percent, ready_made.tolerance_points) == (5, None)
    assert [word for _, word, _ in ready_made.rows] == ["Green", "Amber", "Red", "Grey"]


# What is rated


def test_a_provisional_outturn_is_rated_like_a_final_one():
    rating = rating_of("100", "96 provisional")
    assert (rating.rag, rating.reason) == (A, "")


def test_before_the_years_end_what_is_expected_is_rated_and_said_so():
    held = kpi(target="100", measures="count", quarters={(NOW, 1): "24"})
    rating = rate(held, NOW, FIVE_PERCENT)
    assert (rating.rag, rating.reason) == (A, "96, projected from 1 quarter")


def test_what_is_expected_is_rated_as_it_is_printed():
    """40 in three quarters make 53.3 in a year, printed as 53."""
    quarters = {(NOW, 1): "13", (NOW, 2): "13", (NOW, 3): "14"}
    held = kpi(target="53", polarity="lower", measures="count", quarters=quarters)
    rating = rate(held, NOW, tolerance("0"))
    assert (rating.rag, rating.reason) == (G, "53, projected from 3 quarters")


def test_each_year_is_rated_by_its_own_figures():
    held = kpi(
        targets={NOW: "51%", "2027/28": "52%", "2028/29": "54%"},
        years={NOW: "40%", "2027/28": "53%"},
        unit="%",
    )
    assert rate(held, NOW, FIVE_PERCENT).rag is R
    assert rate(held, "2027/28", FIVE_PERCENT).rag is G
    assert rate(held, "2028/29", FIVE_PERCENT).reason == "no actual"
    assert rate(held, "2029/30", FIVE_PERCENT).reason == "no target"


def test_a_rating_is_a_word_and_not_only_a_colour():
    assert [rating_of("100", actual).word for actual in ("100", "96", "9", None)] == [
        "Green",
        "Amber",
        "Red",
        "Grey",
    ]
