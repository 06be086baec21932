"""Which words of a text were removed and which were added.

    words("Train all managers", "Train new managers")
    [same "Train ", removed "all", added "new", same " managers"]

The pieces that are the same or removed make up the text before, those that are the same or
added the text after, with every space, sign and line end as printed.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

# "2026/27", "£84,000", "don’t" and "T_F" are one word each; other signs stand alone.
_WORDS = re.compile(r"\s+|\w+(?:[-'’.,/&]\w+)*|[^\w\s]")
_SENTENCES = re.compile(r"[^.!?\n]*[.!?\n]\s*|[^.!?\n]+")
_MOST = 16_000_000
"""Pairs of words that are compared; the work grows with their number."""
_ALIKE = 0.25
"""Texts with less in common are shown one after the other, not woven into each other."""


class Piece(NamedTuple):
    """A run of words that is the same in both texts, or stands in one of them only."""

    kind: Literal["same", "added", "removed"]
    text: str


def words(before: str, after: str) -> list[Piece]:
    """The pieces of both texts in reading order; of a replaced run the removed words first."""
    if before == after:
        return [Piece("same", before)] if before else []
    for pattern in (_WORDS, _SENTENCES):
        old, new = pattern.findall(before), pattern.findall(after)
        if len(old) * len(new) <= _MOST:
            return _woven(old, new)
    return _replaced(before, after)


def _woven(old: list[str], new: list[str]) -> list[Piece]:
    # Words that come often are no anchors (difflib's autojunk): long texts stay quick.
    matcher = SequenceMatcher(lambda token: not token.strip(), old, new)
    blocks = [
        (block.a, block.b, block.size)
        for block in matcher.get_matching_blocks()
        # A space between two changed words belongs to the change.
        if any(token.strip() for token in old[block.a : block.a + block.size])
    ]
    kept = sum(len(token) for a, _, size in blocks for token in old[a : a + size])
    if kept < _ALIKE * min(sum(map(len, old)), sum(map(len, new))):
        return _replaced("".join(old), "".join(new))
    pieces: list[Piece] = []
    i = j = 0
    for a, b, size in [*blocks, (len(old), len(new), 0)]:
        pieces += _replaced("".join(old[i:a]), "".join(new[j:b]))
        if size:
            pieces += _same(pieces, "".join(old[a : a + size]))
        i, j = a + size, b + size
    return pieces


def _same(pieces: list[Piece], text: str) -> list[Piece]:
    """The words in common; joined with those before where difflib cut a run in two."""
    if pieces and pieces[-1].kind == "same":
        text = pieces.pop().text + text
    return [Piece("same", text)]


def _replaced(before: str, after: str) -> list[Piece]:
    pieces = [Piece("removed", before), Piece("added", after)]
    return [piece for piece in pieces if piece.text]
