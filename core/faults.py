"""Faults of an imported file, each with its place; all of a file are told at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

Path = tuple[str | int, ...]
"""Where a value stands in a document: ("appendices", 0, "outcomes", 1, "lead")."""

Locate = Callable[[Path], str]
"""Says in words where a path is in the file that a person sees."""


def json_place(path: Path) -> str:
    """A path as people write it: appendices[0].outcomes[1].lead."""
    place = ""
    for step in path:
        place += f"[{step}]" if isinstance(step, int) else f".{step}" if place else step
    return place


@dataclass(frozen=True)
class Fault:
    """What is wrong, and where."""

    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message


class FaultyFile(Exception):
    """Nothing was imported; `faults` tells everything that is wrong with the file.

    `rest` is what could be read of it, so that its other faults can be told at once.
    """

    def __init__(self, faults: Sequence[Fault], rest: Any = None) -> None:
        super().__init__("; ".join(map(str, faults)))
        self.faults = list(faults)
        self.rest = rest
