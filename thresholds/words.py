"""Words as a search compares them: without their endings, and with those near a mistyped one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

WORD = re.compile(r"\w+(?:['’]\w+)*")
_ENDINGS = (
    ("ies", "y"),
    ("ied", "y"),
    ("ying", "y"),
    ("ing", ""),
    ("ed", ""),
    ("es", ""),
    ("s", ""),
)
_SHORTEST = 3
"""Letters that must stay of a word without its ending, or be typed for a longer word."""
_LIKE = 0.72
"""How alike two words must be for one to be searched for in place of the other."""
_FAR = 2
"""By how many letters the two may differ in length."""


def plain(word: str) -> str:
    """A word without capitals and without the 's of whose it is."""
    return word.casefold().replace("’", "'").removesuffix("'s")


def stem(word: str) -> str:
    """A plain word without its ending: "schools", "schooling" and "school" are one."""
    for ending, instead in _ENDINGS:
        kept = word[: -len(ending)] + instead
        if word.endswith(ending) and not word.endswith(("ss", "us")) and len(kept) >= _SHORTEST:
            word = kept
            break
    if len(word) > _SHORTEST and word[-1] == word[-2] and word[-1] not in "sl":
        word = word[:-1]  # running, run
    return word.removesuffix("e") if len(word) > _SHORTEST + 1 else word


def meant_by(typed: str, words: Iterable[str]) -> set[str]:
    """The plain words of a text that are the one typed, in another form or longer."""
    wanted = stem(typed)
    # Of words that begin otherwise none has the same stem: it keeps the first letters.
    near = [word for word in words if word.startswith(typed[: _SHORTEST - 1])]
    longer = len(typed) >= _SHORTEST
    return {word for word in near if (longer and word.startswith(typed)) or stem(word) == wanted}


def nearest(typed: str, words: Iterable[str]) -> str | None:
    """The word most like a mistyped one; None where none is near. Of equals the first."""
    best, likeness = None, _LIKE
    if len(typed) <= _SHORTEST or not typed.isalpha():
        return None
    matcher = SequenceMatcher(b=typed, autojunk=False)
    for word in words:
        if len(word) <= _SHORTEST or abs(len(word) - len(typed)) > _FAR:
            continue
        matcher.set_seq1(word)
        if matcher.real_quick_ratio() > likeness and matcher.quick_ratio() > likeness:
            found = matcher.ratio()
            if found > likeness:
                best, likeness = word, found
    return best
