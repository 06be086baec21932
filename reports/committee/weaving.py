"""Two texts woven into one, with what was removed and added marked.

Sentences are set side by side first and words only within those that changed: a hundred pages
are compared while somebody waits.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from core.word_diff import Piece, words
from reports.committee.likeness import nearness, words_of

_SENTENCE = re.compile(r"[^.!?\n]*[.!?\n]+\s*|[^.!?\n]+")
_UNLIKE = 0.15
"""Texts with fewer of their words in common are shown one after the other."""
_AROUND = 160
"""Characters shown of what is the same, on each side of a change."""


def woven(before: str, after: str) -> list[Piece]:
    """The pieces of both texts in reading order; long runs of what is the same are cut."""
    old, new = _SENTENCE.findall(before), _SENTENCE.findall(after)
    pieces: list[Piece] = []
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            _add(pieces, [Piece("same", "".join(old[i:j]))])
        else:
            _add(pieces, _changed("".join(old[i:j]), "".join(new[k:m])))
    return [_cut(piece, place, len(pieces)) for place, piece in enumerate(pieces)]


def _changed(before: str, after: str) -> list[Piece]:
    if before and after and nearness(words_of(before), words_of(after)) >= _UNLIKE:
        return words(before, after)
    both = [Piece("removed", before), Piece("added", after)]
    return [piece for piece in both if piece.text]


def _add(pieces: list[Piece], more: list[Piece]) -> None:
    """Put pieces behind others, those of one kind that meet as one."""
    for piece in more:
        if pieces and pieces[-1].kind == piece.kind:
            pieces[-1] = Piece(piece.kind, pieces[-1].text + piece.text)
        else:
            pieces.append(piece)


def _cut(piece: Piece, place: int, number: int) -> Piece:
    """What is the same, cut to what stands next to a change."""
    text = piece.text
    if piece.kind != "same" or len(text) <= 3 * _AROUND:
        return piece
    first = text[:_AROUND].rsplit(" ", 1)[0] if place else ""
    last = text[-_AROUND:].split(" ", 1)[-1] if place < number - 1 else ""
    return Piece("same", f"{first} … {last}")
