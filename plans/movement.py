"""How the score of a risk moved between two reviews."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Movement:
    """A score and the one of the review before, with an arrow and always in words too.

    A higher score is a worse one, but why it is higher only the reason tells: a movement
    has no colour.
    """

    before: int
    now: int

    @property
    def arrow(self) -> str:
        if self.now == self.before:
            return "→"
        return "↑" if self.now > self.before else "↓"

    @property
    def words(self) -> str:
        """ "up from 8 to 12", "down from 12 to 8", "unchanged at 12"."""
        if self.now == self.before:
            return f"unchanged at {self.now}"
        return f"{'up' if self.now > self.before else 'down'} from {self.before} to {self.now}"

    def __str__(self) -> str:
        return f"{self.arrow} {self.words}"
