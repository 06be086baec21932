"""The kinds of paper, in words."""

from __future__ import annotations

from collections.abc import Iterable

from reports.models import PackPart

_WORDS: dict[str, str] = dict(PackPart.Kind.choices)
ACCOMPANYING = frozenset({PackPart.Kind.COVER_REPORT, PackPart.Kind.ANSWERS, PackPart.Kind.ANNEX})
"""Kinds that come with papers of every kind, and so tell nothing of what one is about."""


def in_words(kinds: Iterable[str]) -> str:
    """ "Cover report, Plan"; kinds that come twice are named once."""
    return ", ".join(_WORDS[kind] for kind in dict.fromkeys(kinds))


def subjects(kinds: Iterable[str]) -> frozenset[str]:
    """What a paper is about: its kinds without those that come with every paper."""
    return frozenset(kinds) - ACCOMPANYING
