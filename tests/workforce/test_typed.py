"""What is typed of percentages, headcounts and days: understood, or told what to do."""

from datetime import date

import pytest

from workforce.typed import (
    NotUnderstoodError,
    read_day,
    read_headcount,
    read_percentage,
    why_not_together,
    why_not_yet,
)

KEPT = {
    "24": "24",
    "24.0": "24.0",
    "24.30": "24.30",
    " 24.3 % ": "24.3",
    "24%": "24",
    "0": "0",
    "100": "100",
    "100.0": "100.0",
    "9.12345": "9.12345",
}
REFUSED = {
    "112": "112 is more than 100",
    "100.1": "100.1 is more than 100",
    "2430": "2430 is more than 100",
    "-3": "-3 is less than 0",
    "−3": "−3 is less than 0",
    "24,3": "24,3 has a decimal comma. Enter 24.3",
    "24,3%": "24,3 has a decimal comma. Enter 24.3",
    "n/a": "“n/a” is no percentage. Enter a number, like 24 or 24.3",
    ".5": "“.5” is no percentage. Enter a number, like 24 or 24.3",
    "024": "“024” is no percentage. Enter a number, like 24 or 24.3",
    "24.": "“24.” is no percentage. Enter a number, like 24 or 24.3",
    "1e1": "“1e1” is no percentage. Enter a number, like 24 or 24.3",
    "٢٤": "“٢٤” is no percentage. Enter a number, like 24 or 24.3",
    "%": "“” is no percentage. Enter a number, like 24 or 24.3",
    "24.123456": "24.123456 has more decimals than can be kept",
    "9" * 5000: f"{'9' * 20} is more than 100",
}


@pytest.mark.parametrize("text", KEPT)
def test_a_percentage_is_kept_as_it_was_typed(text):
    assert read_percentage(text) == KEPT[text]


@pytest.mark.parametrize("text", REFUSED, ids=[text[:9] for text in REFUSED])
def test_what_is_no_percentage_is_refused_with_what_to_do(text):
    with pytest.raises(NotUnderstoodError) as refused:
        read_percentage(text)
    assert str(refused.value) == REFUSED[text]


def test_a_headcount_may_have_commas_between_its_thousands():
    assert [read_headcount(text) for text in ("412", "1,204", "0")] == [412, 1204, 0]


@pytest.mark.parametrize("text", ["12.5", "1,2", "-1", "many", "1000000"])
def test_what_is_no_number_of_people_is_refused(text):
    with pytest.raises(NotUnderstoodError, match=f"“{text}” is no number of people"):
        read_headcount(text)


@pytest.mark.parametrize("text", ["2010-03-31", "31/03/2010", "31 March 2010", "31st Mar 2010"])
def test_a_day_is_read_as_people_write_it(text):
    assert read_day(text) == date(2010, 3, 31)


@pytest.mark.parametrize("text", ["March 2010", "2010", "03/31/2010", "31 February 2010", "soon"])
def test_what_is_no_day_is_refused(text):
    with pytest.raises(NotUnderstoodError, match=f"“{text}” is no day"):
        read_day(text)


def test_female_and_male_come_to_110_at_most():
    for female, male in (("60", "60"), ("55.1", "55")):
        assert "no rounding explains" in why_not_together(female, male)
    for female, male in (("62.4", "37.5"), ("55", "55"), ("62", "47"), ("12", "10")):
        assert why_not_together(female, male) == ""
    told = why_not_together("62.0", "58")
    assert told == "Female 62.0 and male 58 come to 120.0, which no rounding explains"


def test_there_are_no_figures_of_a_day_that_has_not_come():
    assert why_not_yet(date(2026, 4, 1), date(2026, 3, 31))
    assert not why_not_yet(date(2026, 3, 31), date(2026, 3, 31))
