"""Which telephone numbers are none, and what a link dials."""

import pytest

from thresholds.telephone import dialled, why_no_telephone


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("front door", "Remove “front”, “door”"),
        ("01632 960 2o0", "Remove “o”"),
        ("01632 960/200", "Remove “/”"),
        ("٠١٦٣٢", "Remove “٠١٦٣٢”"),
        ("12", "at least 3 digits"),
        ("12 ext 3456", "at least 3 digits"),
        ("01632 + 960", "A plus stands only at the beginning"),
        ("(01632 960200", "Close the bracket"),
    ],
)
def test_a_number_that_is_none_is_told_why(number, words):
    assert words in why_no_telephone(number)


@pytest.mark.parametrize(
    ("number", "digits"),
    [
        ("101", "101"),
        ("01632 960-200", "01632960200"),
        ("(01632) 960200 ext 12", "01632960200"),
        ("01632 960200, extension 7", "01632960200"),
        ("+44 (0)1632 960200", "+441632960200"),
        ("(0) 1632 960200", "01632960200"),
    ],
)
def test_a_link_dials_a_number_without_its_extension(number, digits):
    assert why_no_telephone(number) == ""
    assert dialled(number) == digits
