"""How like two passages of papers are, whatever year they speak of."""

from __future__ import annotations

import re

from core.text import plain

_YEAR = re.compile(r"\b(19|20)\d\d(\s*[/–-]\s*(19|20)?\d\d)?\b")
_NUMBERED = re.compile(r"^\s*(\d+(\.\d+)*\.?|\([a-z]\)|[a-z]\))\s+", re.IGNORECASE)
_WORDS = re.compile(r"\w{3,}")


def undated(heading: str) -> str:
    """A heading without its number and the years in it: "3 Progress in 2026/27" is last year's
    "2. Progress in 2025/26"."""
    return plain(_YEAR.sub(" ", _NUMBERED.sub("", heading)))


def words_of(text: str) -> frozenset[str]:
    """The words by which a text is known again."""
    return frozenset(_WORDS.findall(text.casefold()))


def nearness(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of their words that two texts have in common: 0 to 1."""
    return len(one & other) / len(one | other) if one or other else 0.0
