"""A whole number in a box."""

import pytest
from django.core.exceptions import ValidationError

from core.count_field import CountField, without_thousands


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("", None),
        ("  ", None),
        ("0", 0),
        (" 12 ", 12),
        ("1,204", 1204),
        ("1 204", 1204),
        ("12,000", 12_000),
        ("007", 7),
        ("3.0", 3),
    ],
)
def test_it_is_read_as_papers_print_it(typed, read):
    assert CountField(label="Pupils").clean(typed) == read


@pytest.mark.parametrize(
    "typed",
    ["-1", "1.5", "1,5", "12,5", "1,2,3", ",1", "1,", "1 2", "two", "1e3", "100000", "9" * 5000],
)
def test_what_is_no_whole_number_or_could_be_read_in_two_ways_is_refused(typed):
    with pytest.raises(ValidationError):
        CountField(label="Pupils").clean(typed)


def test_only_commas_between_thousands_are_taken_out():
    assert without_thousands("1,234,567") == "1234567"
    assert without_thousands("1,23") == "1,23"
