"""What is typed as a figure: understood, or refused by name."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from plans.kpis.entry import Typed, read_typed
from tests.plans.kpis.held import kpi

UNDERSTOOD = [
    ("number", "1,200", "1,200"),
    ("number", " 48 ", "48"),
    ("number", "0", "0"),
    ("number", "-3", "-3"),
    ("number", "+3", "+3"),
    ("number", "−3", "−3"),
    ("number", "999,999,999,999", "999,999,999,999"),
    ("number", "15k", "15k"),
    ("", "12%", "12%"),
    ("", "0.5", "0.5"),
    ("number", "0.5", "0.5"),
    ("%", "12 %", "12%"),
    ("%", "12%", "12%"),
    ("%", "12\u00a0%", "12%"),
    ("%", "\u202f12\u2009% ", "12%"),
    ("%", "12 per\ncent", "12 per cent"),
    ("%", "0.5%", "0.5%"),
    ("%", "1", "1"),
    ("%", "-2%", "-2%"),
    ("%", "150%", "150%"),
    ("percentage points", "22 ppts", "22 ppts"),
    ("average points", "48 points", "48 points"),
    ("rate", "12.5", "12.5"),
    ("%", "12", "12"),
    ("%", "0", "0"),
    ("£", "£1,200", "£1,200"),
    ("", "£1,200", "£1,200"),
    ("Pounds", "£1.2m", "£1.2m"),
]
REFUSED = [
    ("number", "12,5", "can be read in two ways. Enter 12.5 or 125"),
    ("%", "12,5%", "“12,5%” can be read in two ways. Enter 12.5% or 125%"),
    ("%", "12,5 %", "“12,5%” can be read in two ways. Enter 12.5% or 125%"),
    ("£", "£12,5", "can be read in two ways. Enter £12.5 or £125"),
    ("number", "-1,5", "can be read in two ways. Enter -1.5 or -15"),
    ("number", "1.200,50", "can be read in two ways. Enter a figure such as 1,200 or 12.5"),
    ("number", "12,34,5", "can be read in two ways. Enter a figure such as 1,200 or 12.5"),
    ("months", "12m", "“12m” can be read in two ways. Enter 12 or 12,000,000"),
    ("km", "5 k", "“5 k” can be read in two ways. Enter 5 or 5,000"),
    ("number", "N/A", "is not a figure. Leave the box empty"),
    ("%", "-", "is not a figure. Leave the box empty"),
    ("number", "nil", "enter 0 if it is nought"),
    ("number", "1 200", "“1 200” is not a figure. Enter a figure such as"),
    ("number", "1\u00a0200", "“1 200” is not a figure. Enter a figure such as"),
    ("number", "٣٤", "is not a figure. Enter a figure such as"),
    ("number", "٣,٤", "is not a figure. Enter a figure such as"),
    ("%", "５１%", "is not a figure. Enter a figure such as"),
    ("number", "1 in 4", "“1 in 4” is not a figure. Enter a figure such as"),
    ("number", "5.5:1", "“5.5:1” is not a figure. Enter a figure such as"),
    ("number", "45/90", "is not a figure. Enter a figure such as"),
    ("number", "1e5", "is not a figure. Enter a figure such as"),
    ("number", "=1+1", "is not a figure. Enter a figure such as"),
    ("number", "<b>5</b>", "is not a figure. Enter a figure such as"),
    ("%", "51% (provisional)", "is not a figure. Enter a figure such as"),
    ("number", "9" * 13, "is too large. Enter a figure below one million million"),
    ("£", "£1" + ",000" * 4, "“£1,000,000,000,000” is too large"),
    ("number", "1,000" * 100, "is too large"),
    ("number", "about " * 100, "“about about about about about about abou” is not a figure"),
    ("number", "n/a", "is not a figure. Leave the box empty"),
    ("number", "–", "is not a figure. Leave the box empty"),
    ("number", "TBC", "is not a figure. Leave the box empty"),
    ("number", "about ten", "is not a figure. Enter a figure such as"),
    ("number", "12 %", "is a percentage, but this measure is counted in number"),
    ("number", "£1,200", "is money, but this measure is counted in number"),
    ("rate", "22 ppts", "is a percentage, but this measure is counted in rate"),
    ("£", "12%", "is a percentage, but this measure is counted in £"),
    ("%", "£12", "is money, but this measure is counted in %"),
    ("%", "0.5", "can be read in two ways. Enter 50% or 0.5%"),
    ("%", "-0.05", "can be read in two ways. Enter -5% or -0.05%"),
    ("percentage points", "0.5", "can be read in two ways. Enter 50% or 0.5%"),
]


@pytest.mark.parametrize(("unit", "typed", "text"), UNDERSTOOD)
def test_what_is_understood(unit, typed, text):
    assert read_typed(kpi(unit=unit), typed) == Typed(text)


@pytest.mark.parametrize(("unit", "typed", "message"), REFUSED)
def test_what_is_refused(unit, typed, message):
    with pytest.raises(ValidationError) as refused:
        read_typed(kpi(unit=unit), typed)
    [told] = refused.value.message_dict["figure"]
    assert message in told
    assert len(told) < 200


def test_empty_boxes_are_no_figure():
    assert read_typed(kpi(), "  ", " ", "") is None
    assert read_typed(kpi(), "\u00a0\n", "", "\t") is None


def test_a_percentage_is_worked_out_from_its_counts():
    typed = read_typed(kpi(unit="%"), "", "45", "90")
    assert typed == Typed("50%", Decimal(45), Decimal(90))
    assert read_typed(kpi(unit="%"), "", "1", "3").text == "33.3%"
    assert read_typed(kpi(unit="%"), "", "0", "3").text == "0%"
    assert read_typed(kpi(unit="%"), "", "1,200", "1,200").text == "100%"


@pytest.mark.parametrize("unit", ["number", "rate", "£", ""])
def test_only_a_percentage_is_worked_out_from_its_counts(unit):
    with pytest.raises(ValidationError) as refused:
        read_typed(kpi(unit=unit), "", "45", "90")
    assert refused.value.message_dict == {"figure": ["Enter the figure as well"]}


def test_a_number_may_have_counts_that_say_something_else():
    typed = read_typed(kpi(unit="rate"), "12.5", "45", "3600")
    assert typed == Typed("12.5", Decimal(45), Decimal(3600))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("45", "45"), (" 1,200 ", "1200"), ("0.1234", "0.1234"), ("999999999999", "999999999999")],
)
def test_counts_are_kept_exactly(typed, kept):
    assert read_typed(kpi(unit="rate"), "1", "0", typed).denominator == Decimal(kept)


@pytest.mark.parametrize("typed", ["0.00001", "45.12345", "999999999999m", "1,000,000m"])
def test_a_count_that_cannot_be_kept_exactly_is_refused(typed):
    """0.00001 would be kept as 0, and nothing is a share of 0."""
    with pytest.raises(ValidationError) as refused:
        read_typed(kpi(unit="rate"), "1", "0", typed)
    assert "cannot be kept exactly" in refused.value.message_dict["denominator"][0]


@pytest.mark.parametrize(
    ("boxes", "field", "message"),
    [
        (("", "45", "0"), "denominator", "must be more than 0"),
        (("50%", "45", "0.0"), "denominator", "must be more than 0"),
        (("0%", "0", "0"), "denominator", "must be more than 0"),
        (("50%", "45", "-90"), "denominator", "is not a count"),
        (("50%", "45%", "90"), "numerator", "is not a count"),
        (("50%", "45", "９０"), "denominator", "is not a count"),
        (("50%", "4,5", "90"), "numerator", "is not a count"),
        (("n/a", "45", "90"), "figure", "is not a figure"),
        (("50.1%", "45", "90"), "figure", "“50.1%” is not 45 of 90, which is 50%"),
        (("34%", "1", "3"), "figure", "“34%” is not 1 of 3, which is 33.3%"),
        (("51", "45", "90"), "figure", "“51” is not 45 of 90, which is 50%"),
        (("50%", "45", ""), "denominator", "Enter the denominator as well"),
        (("50%", "", "90"), "numerator", "Enter the numerator as well"),
        (("50%", "-1", "90"), "numerator", "is not a count"),
        (("50%", "4 5", "ninety"), "denominator", "is not a count"),
        (("51%", "45", "90"), "figure", "“51%” is not 45 of 90, which is 50%"),
    ],
)
def test_counts_that_do_not_fit_are_refused_by_name(boxes, field, message):
    with pytest.raises(ValidationError) as refused:
        read_typed(kpi(unit="%"), *boxes)
    assert message in refused.value.message_dict[field][0]


def test_everything_that_is_wrong_with_the_counts_is_told_at_once():
    with pytest.raises(ValidationError) as refused:
        read_typed(kpi(unit="%"), "50%", "few", "0")
    assert set(refused.value.message_dict) == {"numerator", "denominator"}


@pytest.mark.parametrize("text", ["33%", "33.3%", "33.33%"])
def test_a_rounded_percentage_agrees_with_its_counts(text):
    assert read_typed(kpi(unit="%"), text, "1", "3").text == text
