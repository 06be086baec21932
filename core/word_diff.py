"""What changed between two versions of a text, word by word."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_MOST = 400_000
"""So many pairs of words are compared at most; beyond that the texts are told whole."""


@dataclass(frozen=True)
class Piece:
    """Some words in a row that stayed, came or went."""

    kind: Literal["same", "added", "removed"]
    text: str


def words(before: str, after: str) -> list[Piece]:
    """The words of both texts in reading order; what went stands before what came for it.

    White space does not count. What is the same at both ends is set aside first, so that
    only what lies between is compared; where even that is very long, it is replaced whole.
    """
    old, new = before.split(), after.split()
    head = _common(old, new)
    old_rest, new_rest = old[head:], new[head:]
    tail = _common(old_rest[::-1], new_rest[::-1])
    old_middle = old_rest[: len(old_rest) - tail]
    new_middle = new_rest[: len(new_rest) - tail]
    pieces = [
        _piece("same", old[:head]),
        *_between(old_middle, new_middle),
        _piece("same", old_rest[len(old_middle) :]),
    ]
    return [piece for piece in pieces if piece.text]


def _common(one: list[str], other: list[str]) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def _between(old: list[str], new: list[str]) -> list[Piece]:
    if len(old) * len(new) > _MOST:
        return [_piece("removed", old), _piece("added", new)]
    pieces = []
    for kind, i, j, k, n in SequenceMatcher(None, old, new).get_opcodes():
        if kind == "equal":
            pieces.append(_piece("same", old[i:j]))
        else:
            pieces += [_piece("removed", old[i:j]), _piece("added", new[k:n])]
    return pieces


def _piece(kind: Literal["same", "added", "removed"], run: list[str]) -> Piece:
    return Piece(kind, " ".join(run))
