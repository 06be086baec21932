"""A figure of a dashboard with the list behind it, and figures side by side as a bar."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.urls import reverse

BAR = 600
"""The width of a bar, in the units of its drawing."""


@dataclass(frozen=True)
class Count:
    """How many there are of something, in a word and a colour, and the list of exactly these."""

    word: str
    colour: str
    number: int
    url: str
    x: float = 0
    """Where its part of the bar begins."""
    width: float = 0


@dataclass(frozen=True)
class Bar:
    """Counts that make a whole, those of 0 left out, side by side."""

    counts: list[Count]

    @property
    def total(self) -> int:
        return sum(count.number for count in self.counts)

    @property
    def words(self) -> str:
        """ "3 overdue, 4 on track", for who cannot see the bar."""
        return ", ".join(f"{count.number} {count.word.lower()}" for count in self.counts)


def bar_of(counts: Iterable[Count]) -> Bar:
    """Counts as a bar, each part as wide as its number."""
    there = [count for count in counts if count.number]
    total = sum(count.number for count in there)
    placed, x = [], 0.0
    for count in there:
        width = round(BAR * count.number / total, 1)
        placed.append(replace(count, x=round(x, 1), width=width))
        x += width
    return Bar(placed)


def list_url(name: str, query: dict[str, str], **more: str) -> str:
    """The address of a list of actions, KPIs or risks with these filters."""
    return f"{reverse(f'plans:{name}')}?{urlencode(query | more)}"
