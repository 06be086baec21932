"""Figures that one app knows and another prints, asked for by key.

The domain apps do not know one another. An app that has figures registers a source of them; an
app that takes such figures registers who takes what, so that the figures can be shown beside
what they are measured by. A figure is known everywhere by its source's name and its key there:
"workforce:council/bme".
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from core.dates import months_later

Choices = list[tuple[str, list[tuple[str, str]]]]
"""What can be taken, in groups: the heading of each, then key and label of each figure."""


@dataclass(frozen=True)
class Supplied:
    """A figure as it was on a day, in the words in which it may be printed.

    No numerator and no denominator goes with it: they are counts of people, which leave their
    app under disclosure control only.
    """

    text: str
    """As printed: "24.3%"."""
    day: date
    source: str
    """What is named as its source where it is printed: "Workforce profile, 31 March 2026"."""
    provisional: bool = False

    @property
    def words(self) -> str:
        """ "Workforce profile, 31 March 2026: 24.3%"."""
        return f"{self.source}: {self.text}{' (provisional)' if self.provisional else ''}"


@dataclass(frozen=True)
class Withheld:
    """A figure that is held but not given away."""

    reason: str
    """Why, as the end of a sentence: "it is that of too few people to be published"."""


Answer = Supplied | Withheld | None
"""None: no figure is held."""


class Source(Protocol):
    """An app's figures. What it gives away will be printed: its disclosure rule has been
    applied. The keys are without the source's name."""

    def choices(self) -> Choices:
        """Every figure that can be taken."""

    def figure(self, key: str, day: date) -> Answer:
        """The figure as it stood at the last moment on or before a day, and after the same day
        of the year before: a figure of 31 March is never that of the next year's 31 March.
        None also for a key that it does not know."""


@dataclass(frozen=True)
class Target:
    """The target for one year of something that takes a figure."""

    key: str
    label: str
    """What the target is of: the refs and measure of a KPI."""
    plan: str
    """Where it was promised, in words."""
    url: str
    year: str
    text: str


Taker = Callable[[Collection[str], Any], Iterable[Target]]
"""Takes keys and the signed-in user; tells only of what that user may read."""

_SOURCES: dict[str, Source] = {}
_TAKERS: dict[str, Taker] = {}


def register_source(name: str, source: Source) -> None:
    """Let other apps take an app's figures; called from its `ready`. The last of a name stands."""
    _SOURCES[name] = source


def register_taker(name: str, taker: Taker) -> None:
    """Let an app say who takes which figures; called from its `ready`."""
    _TAKERS[name] = taker


def has_sources() -> bool:
    """Whether any app offers figures."""
    return bool(_SOURCES)


def all_choices() -> Choices:
    """Every figure that is offered, with the whole of its key."""
    return [
        (heading, [(f"{name}:{key}", label) for key, label in figures])
        for name, source in _SOURCES.items()
        for heading, figures in source.choices()
    ]


def supplied(key: str, day: date) -> Answer:
    """What stands for a day; None also where its source is no longer there.

    A figure of a later day, or of a year before, is none of this day, whatever the source says.
    """
    name, _, key = key.partition(":")
    source = _SOURCES.get(name)
    answer = source.figure(key, day) if source is not None else None
    if isinstance(answer, Supplied) and not months_later(day, -12) < answer.day <= day:
        return None
    return answer


def targets_for(keys: Collection[str], user: Any) -> list[Target]:
    """The targets, of all apps, of what takes these figures and may be read by a user.

    Here the keys are whole: "workforce:council/bme".
    """
    return [target for taker in _TAKERS.values() for target in taker(keys, user)]
