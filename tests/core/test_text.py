"""How text is kept: exactly as given, but for line ends and the space around it."""

from decimal import Decimal

import pytest

from core.text import figure_in, tidy, unstorable_characters


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("CSC 0L00 02", "CSC 0L00 02"),
        ("NI  111", "NI  111"),
        ("  Apr 2012 ", "Apr 2012"),
        ("one\r\ntwo\rthree\nfour", "one\ntwo\nthree\nfour"),
        ("one\n\n  two", "one\n\n  two"),
        ("one\ttwo", "one\ttwo"),
        ("<b>=1+1</b> 'quoted'", "<b>=1+1</b> 'quoted'"),
        ("e\u0301", "e\u0301"),
        ("\u2003\u00a0", ""),
        ("\r\n", ""),
    ],
)
def test_only_line_ends_and_outer_space_are_tidied(typed, kept):
    assert tidy(typed) == kept


@pytest.mark.parametrize(
    "text",
    [
        "",
        "line\nbreak and\ttab",
        "Zażółć, Łódź, 中文, العربية, שלום",
        "👩‍👩‍👧‍👦 and \U0001f3f4\U000e0067\U000e007f",
        "right-to-left mark \u200f, zero width joiner \u200d, soft hyphen \u00ad",
        "line separator \u2028, byte order mark \ufeff, private use \ue000",
    ],
)
def test_whatever_a_person_may_write_can_be_kept(text):
    assert unstorable_characters(text) == []


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("a\0b", ["U+0000"]),
        ("a\x0bb\x0c", ["U+000B", "U+000C"]),
        ("a\x1bb", ["U+001B"]),
        ("a\x7fb", ["U+007F"]),
        ("a\x85b", ["U+0085"]),
        ("a\ud800b", ["U+D800"]),
        ("a\ufffeb\uffff", ["U+FFFE", "U+FFFF"]),
        ("a\U0001ffffb", ["U+1FFFF"]),
        ("\0a\0b\0", ["U+0000"]),
    ],
)
def test_each_character_that_cannot_be_kept_is_named_once(text, named):
    assert unstorable_characters(text) == named


@pytest.mark.parametrize(
    ("printed", "figure"),
    [("0", 0), ("1,020", 1020), ("24.3", Decimal("24.3")), ("24.0", 24), ("", None)]
    + [(text, None) for text in ("[c]", "24.", ".5", "24%", "²", "1 020", "-1", "nan")],
)
def test_a_printed_figure_is_read_as_it_is(printed, figure):
    assert figure_in(printed) == figure
