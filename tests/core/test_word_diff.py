"""Which words were removed and added."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.word_diff import Piece, words

TEXTS = st.text(alphabet="ab .,\n5%/", max_size=60)


@given(TEXTS, TEXTS)
def test_the_pieces_give_back_both_texts_with_every_sign(before, after):
    pieces = words(before, after)
    assert "".join(p.text for p in pieces if p.kind != "added") == before
    assert "".join(p.text for p in pieces if p.kind != "removed") == after
    assert all(piece.text for piece in pieces)
    assert all(one.kind != other.kind for one, other in pairwise(pieces))


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        ("the same", "the same", [("same", "the same")]),
        ("", "", []),
        ("", "new", [("added", "new")]),
        (
            "Train all managers.",
            "Train new managers.",
            [("same", "Train "), ("removed", "all"), ("added", "new"), ("same", " managers.")],
        ),
        (
            "Ask the old big house on Friday please",
            "Ask the new small home on Friday please",
            [
                ("same", "Ask the "),
                ("removed", "old big house"),
                ("added", "new small home"),
                ("same", " on Friday please"),
            ],
        ),
        (
            "Plan for 2025/26, £84,000",
            "Plan for 2026/27, £84,000",
            [
                ("same", "Plan for "),
                ("removed", "2025/26"),
                ("added", "2026/27"),
                ("same", ", £84,000"),
            ],
        ),
    ],
)
def test_whole_words_are_marked_and_nothing_else(before, after, pieces):
    assert words(before, after) == [Piece(*piece) for piece in pieces]


def test_texts_with_hardly_a_word_in_common_follow_one_another_whole():
    before = "Train eighty social workers to work well with interpreters"
    after = "Put somebody on call for every strategy meeting and report to us each month"
    assert words(before, after) == [Piece("removed", before), Piece("added", after)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a b " * 2500, "b a " * 2500),
        ("." * 10_000, ". " * 5_000),
        (" ".join(map(str, range(2000))), " ".join(map(str, range(2000, 0, -1)))),
    ],
)
def test_the_longest_texts_are_compared_in_a_moment(before, after):
    start = time.process_time()
    words(before, after)
    assert time.process_time() - start < 2
