"""The rating by a table: every polarity × kind of target × missing, nought and equal values."""

from decimal import Decimal

import pytest

from plans.models import RagDefinition
from plans.rag import Rag, rate
from tests.plans.kpis.held import kpi

NOW = "2026/27"
FIVE_PERCENT = RagDefinition(tolerance_percent=Decimal(5), tolerance_points=None)
TWO_POINTS = RagDefinition(tolerance_percent=Decimal(5), tolerance_points=Decimal(2))
G, A, R, GREY = Rag.GREEN, Rag.AMBER, Rag.RED, Rag.GREY

# polarity, unit, baseline, target, then actual and rating
BY_PERCENT = [
    # A figure: beyond, within the tolerance, equal, nought, words, missing
    ("higher", "number", "", "100", {"101": G, "100": G, "95": A, "94.9": R, "0": R}),
    ("lower", "number", "", "100", {"99": G, "100": G, "105": A, "105.1": R, "0": G}),
    ("higher", "number", "", "100", {"to follow": GREY, None: GREY}),
    ("lower", "number", "", "100", {"to follow": GREY, None: GREY}),
    ("", "number", "", "100", {"100": GREY, "0": GREY, None: GREY}),
    # A target of nought is a figure like any other, and has no tolerance
    ("higher", "number", "", "0", {"0": G, "1": G, "-0.1": R}),
    ("lower", "number", "", "0", {"0": G, "0.1": R, "1": R}),
    # A change on the baseline
    ("higher", "number", "200", "+10%", {"220": G, "209": A, "208.9": R, "0": R}),
    ("lower", "number", "200", "-10%", {"180": G, "189": A, "189.1": R, "0": G}),
    ("higher", "number", "", "+10%", {"220": GREY, None: GREY}),
    ("lower", "number", "0", "-10%", {"0": G, "1": R}),
    # A range
    ("range", "%", "", "16% to 22%", {"16%": G, "22%": G, "15.2%": A, "15.1%": R, "23.2%": R}),
    ("range", "%", "", "16% to 22%", {"0%": R, "to follow": GREY, None: GREY}),
    # Words, and no target at all
    ("higher", "number", "", "To follow", {"100": GREY, "0": GREY, None: GREY}),
    ("lower", "number", "", "lead to set", {"100": GREY}),
    ("range", "number", "", "To follow", {"100": GREY}),
    ("higher", "number", "", None, {"100": GREY, "0": GREY, None: GREY}),
    ("lower", "number", "", None, {"100": GREY}),
    ("range", "number", "", None, {"100": GREY}),
    # The target is what the baseline is
    ("higher", "number", "100", "100", {"100": G, "99": A}),
]
BY_POINTS = [
    ("higher", "%", "", "50%", {"50%": G, "48%": A, "47.9%": R}),
    ("lower", "%", "", "50%", {"50%": G, "52%": A, "52.1%": R}),
    ("range", "%", "", "16% to 22%", {"14%": A, "13.9%": R, "24%": A, "24.1%": R}),
    # Points are for percentages only
    ("higher", "number", "", "100", {"95": A, "94.9": R}),
]


def cases(table, definition):
    return [
        pytest.param(definition, *row, actual, rag, id=f"{row[0]} {row[3]} {row[2]} {actual}")
        for *row, expected in table
        for actual, rag in expected.items()
    ]


@pytest.mark.parametrize(
    ("definition", "polarity", "unit", "baseline", "target", "actual", "rag"),
    [*cases(BY_PERCENT, FIVE_PERCENT), *cases(BY_POINTS, TWO_POINTS)],
)
def test_a_rating(definition, polarity, unit, baseline, target, actual, rag):
    held = kpi(
        target=target,
        years={} if actual is None else {NOW: actual},
        polarity=polarity,
        unit=unit,
        baseline_text=baseline,
    )
    rating = rate(held, NOW, definition)
    assert rating.rag is rag
    assert bool(rating.reason) == (rag is GREY)


@pytest.mark.parametrize("polarity", ["higher", "lower", "range", ""])
@pytest.mark.parametrize("actual", ["100", "0", "to follow"])
def test_what_is_only_watched_is_never_rated(polarity, actual):
    held = kpi(target="100", years={NOW: actual}, polarity=polarity, contextual=True)
    rating = rate(held, NOW, FIVE_PERCENT)
    assert (rating.rag, rating.reason) == (GREY, "watched without a target")


def test_before_the_years_end_what_is_expected_is_rated_and_said_so():
    held = kpi(target="100", measures="count", quarters={(NOW, 1): "24"})
    rating = rate(held, NOW, FIVE_PERCENT)
    assert (rating.rag, rating.reason) == (A, "96, projected from 1 quarter")
