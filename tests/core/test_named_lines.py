"""Names typed one to a line, and what each is set equal to."""

import pytest
from django.core.exceptions import ValidationError

from core.named_lines import read_named_lines


def read(text: str) -> list[tuple[str, str]]:
    return read_named_lines(text, noun="category", most=3, longest=10)


def test_each_line_is_a_name_and_what_it_is_set_equal_to():
    assert read("Asian\n\n  Indian =Asian \r\nRoma=") == [
        ("Asian", ""),
        ("Indian", "Asian"),
        ("Roma", ""),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (" \n", "Enter at least one category"),
        ("A\nB\nC\nD", "Enter no more than 3 categories"),
        ("A\nB\na", "“A” stands twice"),
        ("= A", "Each category has a name of up to 10 characters"),
        ("A" * 11, "Each category has a name of up to 10 characters"),
    ],
)
def test_what_is_to_mend_is_told(text, said):
    with pytest.raises(ValidationError, match=said):
        read(text)
