"""What a printed figure or target means (handbook section 2, KPI)."""

from decimal import Decimal

import pytest

from plans.figures import (
    Figure,
    Sign,
    Target,
    TargetKind,
    is_percentage,
    read_figure,
    read_target,
)


def figure(value, sign=Sign.NONE):
    return Figure(Decimal(value), sign)


def target(text, *, unit="", polarity="higher", baseline=None):
    return read_target(text, unit=unit, polarity=polarity, baseline=read_figure(baseline or ""))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("869", figure(869)),
        ("1,240", figure(1240)),
        ("1,234,567", figure(1234567)),
        ("84.5", figure("84.5")),
        ("£84,000", figure(84000)),
        ("£ 84,000.50", figure("84000.50")),
        ("£1.2m", figure(1_200_000)),
        ("15k", figure(15_000)),
        ("51%", figure(51, Sign.PERCENT)),
        ("51 %", figure(51, Sign.PERCENT)),
        ("51.25 per cent", figure("51.25", Sign.PERCENT)),
        ("51 per\ncent", figure(51, Sign.PERCENT)),
        ("51 percent", figure(51, Sign.PERCENT)),
        ("22ppts", figure(22, Sign.POINTS)),
        ("22 ppts", figure(22, Sign.POINTS)),
        ("2 percentage points", figure(2, Sign.POINTS)),
        ("2 percentage\npoints", figure(2, Sign.POINTS)),
        ("1 point", figure(1, Sign.POINTS)),
        ("-3", figure(-3)),
        ("−3%", figure(-3, Sign.PERCENT)),
        ("–3%", figure(-3, Sign.PERCENT)),
        ("+2 ppts", figure(2, Sign.POINTS)),
        (" 869 ", figure(869)),
    ],
)
def test_a_printed_figure_is_read(text, meant):
    assert read_figure(text) == meant


@pytest.mark.parametrize("text", ["0", "0%", "0.0", "£0", "0 ppts"])
def test_nought_is_a_figure_and_not_nothing(text):
    assert read_figure(text) is not None
    assert read_figure(text).value == 0


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "-",
        "–",
        "%",
        "To follow",
        "lead to set",
        "Helen to set target",
        "n/a",
        "1 in 5",
        "about 51%",
        "51% (provisional)",
        "16% to 22%",
        "12,34",
        "1,2345",
        "1.2.3",
        "1e5",
        "٣٤",
        "５１%",
        "9" * 13,
        "=1+1",
    ],
)
def test_words_and_nothing_are_no_figure(text):
    assert read_figure(text) is None


def test_a_figure_is_exact_to_the_last_digit():
    assert read_figure("0.1").value + read_figure("0.2").value == read_figure("0.3").value
    assert str(read_figure("84.50").value) == "84.50"


# Targets: a figure, a change, or words


@pytest.mark.parametrize(
    ("text", "value"), [("869", 869), ("51%", 51), ("£84,000", 84000), ("0", 0)]
)
def test_a_figure_is_a_target_as_it_stands(text, value):
    assert target(text) == Target(TargetKind.FIGURE, Decimal(value), Decimal(value))


@pytest.mark.parametrize("text", ["To follow", "lead to set", "", "Helen to set target", "tbc"])
def test_words_are_a_target_without_a_figure(text):
    meant = target(text, baseline="50%")
    assert meant.kind is TargetKind.WORDS
    assert not meant.has_figure
    assert meant.reason == "the target is not a figure yet"


@pytest.mark.parametrize(
    ("text", "unit", "baseline", "value"),
    [
        # One percentage point off what is itself a percentage,
        ("-1%", "%", "50%", "49"),
        ("-1%", "", "50%", "49"),
        ("-1%", "% of pupils", "50", "49"),
        ("+2 ppts", "percentage points", "22ppts", "24"),
        ("+2 ppts", "", "50%", "52"),
        ("-0.5%", "per cent", "50.25%", "49.75"),
        # one hundredth off a number, a rate or money,
        ("-1%", "number", "200", "198"),
        ("+10%", "£", "£84,000", "92400"),
        ("-1%", "rate", "12.5", "12.375"),
        ("-1%", "", "200", "198"),
        ("-1%", "number", "200%", "198"),
        # and a plain change is added.
        ("+15", "number", "200", "215"),
        ("-£500", "£", "£84,000", "83500"),
        ("−15", "", "200", "185"),
        # A baseline of 0 is a figure like any other, and so is no change.
        ("-1%", "number", "0", "0"),
        ("+5", "number", "0", "5"),
        ("+0", "number", "200", "200"),
        ("+2%", "%", "0%", "2"),
    ],
)
def test_a_change_is_worked_out_from_the_baseline(text, unit, baseline, value):
    meant = target(text, unit=unit, baseline=baseline)
    assert meant == Target(TargetKind.CHANGE, Decimal(value), Decimal(value))


@pytest.mark.parametrize("baseline", ["", "To follow"])
def test_a_change_without_a_baseline_has_no_figure_and_says_why(baseline):
    meant = target("-1%", unit="%", baseline=baseline)
    assert meant.kind is TargetKind.CHANGE
    assert not meant.has_figure
    assert meant.reason == "a change without a baseline to start from"


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("16% to 22%", 16, 22),
        ("16 to 22", 16, 22),
        ("16–22%", 16, 22),
        ("16 — 22", 16, 22),
        ("16-22", 16, 22),
        ("-5 to 5", -5, 5),
        ("0 to 5", 0, 5),
        ("1,000 TO 2,000", 1000, 2000),
        ("16%\nto 22%", 16, 22),
        ("20%", 20, 20),
        ("20 to 20", 20, 20),
    ],
)
def test_a_range_has_a_lowest_and_a_highest_figure(text, low, high):
    meant = target(text, polarity="range")
    assert meant == Target(TargetKind.FIGURE, Decimal(low), Decimal(high))


@pytest.mark.parametrize("text", ["22% to 16%", "16 to many", "from 16 to 22", "to 22"])
def test_what_only_looks_like_a_range_is_words(text):
    assert target(text, polarity="range").kind is TargetKind.WORDS


@pytest.mark.parametrize("polarity", ["higher", "lower", ""])
def test_a_range_means_nothing_where_higher_or_lower_is_better(polarity):
    assert target("16% to 22%", polarity=polarity).kind is TargetKind.WORDS


@pytest.mark.parametrize(
    ("unit", "baseline", "is_one"),
    [
        ("%", "", True),
        ("% of schools", "", True),
        ("per cent", "", True),
        ("Percentage points", "", True),
        ("ppts", "", True),
        ("number", "51%", False),
        ("rate", "", False),
        ("£", "", False),
        ("", "51%", True),
        ("", "22ppts", True),
        ("", "51", False),
        (" ", "51%", True),
        ("", "", False),
    ],
)
def test_the_unit_says_whether_it_is_a_percentage_and_without_one_the_figure(
    unit, baseline, is_one
):
    assert is_percentage(unit, read_figure(baseline)) is is_one
