"""The difference between two texts, word by word."""

import time

import pytest

from core.word_diff import Piece, words


def told(before: str, after: str) -> str:
    marks = {"same": "{}", "removed": "[{}]", "added": "({})"}
    return " ".join(marks[piece.kind].format(piece.text) for piece in words(before, after))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("train all managers", "train all managers", "train all managers"),
        ("train all managers", "train some managers", "train [all] (some) managers"),
        ("train managers", "train managers by May", "train managers (by May)"),
        ("please train managers", "train managers", "[please] train managers"),
        ("", "new words", "(new words)"),
        ("old words", "", "[old words]"),
        ("", "", ""),
        ("one two", "three four", "[one two] (three four)"),
        ("a a a", "a a", "a a [a]"),
        ("one\n\n two", "one two", "one two"),
        ("a b c d e", "a x c y e", "a [b] (x) c [d] (y) e"),
    ],
)
def test_words_that_stayed_came_and_went(before, after, expected):
    assert told(before, after) == expected


def test_both_texts_can_be_read_from_the_pieces():
    before, after = "the quick brown fox jumps over it", "a quick red fox leaps over it all"
    pieces = words(before, after)
    old = " ".join(piece.text for piece in pieces if piece.kind != "added")
    new = " ".join(piece.text for piece in pieces if piece.kind != "removed")
    assert (old, new) == (before, after)


def test_the_longest_texts_take_no_time():
    # Every second word is another: the slowest there is for a comparison in pairs.
    before = "start " + " ".join(f"w{n % 500} x{n}" for n in range(2500)) + " end"
    after = "start " + " ".join(f"w{n % 500} y{n}" for n in range(2500)) + " end"
    begun = time.monotonic()
    pieces = words(before, after)
    assert time.monotonic() - begun < 1
    assert pieces[0].text.startswith("start")
    assert pieces[-1] == Piece("same", "end")
