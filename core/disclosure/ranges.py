"""What a reader knows of a count: the least and the greatest that it can be."""

from __future__ import annotations

from typing import NamedTuple


class Contradiction(ValueError):
    """Figures that cannot all be true: a sum that does not add up, a figure that was
    published as another one (a revised figure is another quantity and needs its own key)."""


class Range(NamedTuple):
    """From the least to the greatest; a greatest of None is without end."""

    least: int
    greatest: int | None

    @property
    def exact(self) -> bool:
        """Only one count is left."""
        return self.least == self.greatest

    def holds(self, other: Range) -> bool:
        """Every count of the other range is possible in this one."""
        if self.least > other.least:
            return False
        return self.greatest is None or (
            other.greatest is not None and other.greatest <= self.greatest
        )

    def also(self, other: Range) -> Range:
        """What is left when both are known."""
        ends = [end for end in (self.greatest, other.greatest) if end is not None]
        return Range(max(self.least, other.least), min(ends) if ends else None)


ANY = Range(0, None)
NOUGHT = Range(0, 0)
