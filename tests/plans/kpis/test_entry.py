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
    ("%", "12 %", "12%"),
    ("%", "12%", "12%"),
    ("%", "12", "12"),
    ("%", "0", "0"),
    ("£", "£1,200", "£1,200"),
    ("", "£1,200", "£1,200"),
]
REFUSED = [
    ("number", "12,5", "can be read in two ways. Enter 12.5 or 125"),
    ("number", "n/a", "is not a figure. Leave the box empty"),
    ("number", "–", "is not a figure. Leave the box empty"),
    ("number", "TBC", "is not a figure. Leave the box empty"),
    ("number", "about ten", "is not a figure. Enter a figure such as"),
    ("number", "12 %", "is a percentage, but this measure is counted in number"),
    ("number", "£1,200", "is money, but this measure is counted in number"),
    ("%", "0.5", "can be read in two ways. Enter 50% or 0.5%"),
]


@pytest.mark.parametrize(("unit", "typed", "text"), UNDERSTOOD)
def test_what_is_understood(unit, typed, text):
    assert read_typed(kpi(unit=unit), typed) == Typed(text)


@pytest.mark.parametrize(("unit", "typed", "message"), REFUSED)
def test_what_is_refused(unit, typed, message):
    with pytest.raises(ValidationError) as refused:
        read_typed(kpi(unit=unit), typed)
    assert message in refused.value.message_dict["figure"][0]


def test_empty_boxes_are_no_figure():
    assert read_typed(kpi(), "  ", " ", "") is None


def test_a_percentage_is_worked_out_from_its_counts():
    typed = read_typed(kpi(unit="%"), "", "45", "90")
    assert typed == Typed("50%", Decimal(45), Decimal(90))
    assert read_typed(kpi(unit="%"), "", "1", "3").text == "33.3%"


@pytest.mark.parametrize(
    ("boxes", "field", "message"),
    [
        (("", "45", "0"), "denominator", "must be more than 0"),
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


@pytest.mark.parametrize("text", ["33%", "33.3%", "33.33%"])
def test_a_rounded_percentage_agrees_with_its_counts(text):
    assert read_typed(kpi(unit="%"), text, "1", "3").text == text
