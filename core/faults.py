"""Faults of an imported file, each with its place; all of a file are told at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


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
