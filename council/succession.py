"""Putting one person's name in place of another in a printed cell, and nothing else.

"Dave Perrett / EP&L / Jane Porter / TF" keeps its other names, its divisions and their
order. Where that cannot be done safely ("deputy to Dave Perrett"), it is not done: a
person has to write the cell anew.
"""

from __future__ import annotations

import re

from council.naming import name_key

_PARTY_BREAK = re.compile(r"(\s*/\s*|\s*;\s*|\n+)")
_INNER_BREAK = re.compile(r"(\s*[,()+]\s*|\s+and\s+|\s+&\s+)", re.IGNORECASE)


class NameStaysError(Exception):
    """The name stands in the cell in a way that only a person can change."""


def holds(cell: str, name: str) -> bool:
    """Whether a cell has a name in it as a name of its own: one that can be replaced."""
    key = name_key(name)
    return any(name_key(piece) == key for piece in _pieces(cell, key)[::2])


def replace_name(cell: str, name: str, successor: str) -> str:
    """The cell with the successor's name in place of the other.

    Where the successor is named already the other name is taken out. A cell without the
    name comes back as it was. Raises NameStaysError where neither can be done safely.
    """
    key, key_of_successor = name_key(name), name_key(successor)
    pieces = _pieces(cell, key)
    keys = [name_key(piece) for piece in pieces[::2]]
    words = re.compile(rf"\b{re.escape(key)}\b")
    if any(words.search(other) for other in keys if other != key):
        raise NameStaysError
    if key not in keys:
        return cell
    if key_of_successor not in keys:
        return "".join(
            successor if number % 2 == 0 and name_key(piece) == key else piece
            for number, piece in enumerate(pieces)
        )
    while key in keys:
        _take_out(pieces, keys, keys.index(key))
    return "".join(pieces)


def _pieces(cell: str, key: str) -> list[str]:
    """Names and words of a cell with what stands between them, in turn: a name comes first."""
    pieces: list[str] = []
    for number, token in enumerate(_PARTY_BREAK.split(cell)):
        is_break = number % 2 == 1
        pieces += [token] if is_break or name_key(token) == key else _INNER_BREAK.split(token)
    return pieces


def _take_out(pieces: list[str], keys: list[str], place: int) -> None:
    """Take out a name with the mark after it; of the last one, with the mark before."""
    here = 2 * place
    marks = pieces[max(here - 1, 0) : here + 2]
    if any(mark.strip() in ("(", ")") for mark in marks):
        raise NameStaysError
    if here + 1 < len(pieces):
        del pieces[here : here + 2]
    else:
        del pieces[here - 1 :]
    del keys[place]
