"""What waits for somebody, and the apps that know it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Recipient:
    """Somebody who can be written to; need not have a sign-in."""

    email: str
    name: str


@dataclass(frozen=True)
class Waiting:
    """One thing that waits for somebody, in words, with its place and the day it is due."""

    recipient: Recipient
    what: str
    path: str
    due_on: date
    still_waits: Callable[[], bool] = field(compare=False, repr=False)
    """Asked again at the moment of sending: somebody may have answered meanwhile."""


Source = Callable[[date], Iterable[Waiting]]
_SOURCES: dict[str, Source] = {}


def register_source(name: str, source: Source) -> None:
    """Let an app say what waits; called from its `ready`. The last of a name stands."""
    _SOURCES[name] = source


def all_waiting(today: date) -> list[Waiting]:
    """What waits for anybody on a day, from all apps."""
    return [waiting for source in _SOURCES.values() for waiting in source(today)]
