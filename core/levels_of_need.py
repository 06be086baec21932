"""The levels of need of the threshold framework, named where other apps speak of them.

The domain apps do not know one another. The app that keeps the framework registers where its
levels come from; who names a level keeps its number and the words it had on that day, because a
later framework may call it otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

Levels = list[tuple[int, str]]
"""The number of each level with its words, from the lowest: (2, "Level 2: Early intervention")."""
Source = Callable[[], Levels]

_SOURCE: list[Source] = []


def register_levels(source: Source) -> None:
    """Say where the levels of the framework in force come from; called from an app's `ready`.
    The last one stands."""
    _SOURCE[:] = [source]


def levels() -> Levels:
    """The levels of the framework in force; none where there is no framework."""
    return [each for source in _SOURCE for each in source()]


def levels_and(held: Iterable[int]) -> Levels:
    """The levels in force, and those held besides: one that no framework names is "Level 5"."""
    words = {number: f"Level {number}" for number in held} | dict(levels())
    return sorted(words.items())
