"""The order of a framework's domains and headings, of which each level of a file names some."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, pairwise

from thresholds.exchange.document import LevelPart

Order = dict[str, list[str]]
"""The headings of each domain by name, both in order."""


def order_of(levels: Sequence[LevelPart]) -> Order:
    """Every domain and heading of a file once, in the order in which they first come; one that
    a level adds between two others stands between them."""
    domains = in_order([[domain.domain for domain in level.domains] for level in levels])
    return {name: in_order(headings_by_level(levels, name)) for name in domains}


def headings_by_level(levels: Sequence[LevelPart], domain: str) -> list[list[str]]:
    """The headings that each level names in a domain."""
    return [
        [heading.heading for heading in part.headings]
        for level in levels
        for part in level.domains
        if part.domain == domain
    ]


def in_order(lists: Sequence[Sequence[str]]) -> list[str]:
    """The names of all lists once, in an order that agrees with each; where two lists disagree,
    in the order in which they first come."""
    first = list(dict.fromkeys(chain.from_iterable(lists)))
    before: dict[str, set[str]] = {name: set() for name in first}
    for names in lists:
        for earlier, later in pairwise(names):
            before[later].add(earlier)
    ordered: list[str] = []
    while len(ordered) < len(first):
        placed = set(ordered)
        free = (name for name in first if name not in placed and before[name] <= placed)
        found = next(free, None)
        if found is None:
            return first
        ordered.append(found)
    return ordered


def agree(lists: Sequence[Sequence[str]]) -> bool:
    """Whether there is one order that agrees with each list."""
    ordered = in_order(lists)
    return all(
        ordered.index(earlier) < ordered.index(later)
        for names in lists
        for earlier, later in pairwise(names)
    )
