"""Percentages to one decimal, worked out from counts, halves up."""

from __future__ import annotations

from dataclasses import dataclass

DECIMALS = 1


def as_percentage(numerator: int, base: int) -> str:
    """ "24.3" of 17 of 70; the base is not 0."""
    tenths = (2000 * numerator + base) // (2 * base)
    return f"{tenths // 10}.{tenths % 10}"


@dataclass(frozen=True)
class Percentage:
    """A percentage as it is shown; of printed ones nobody knows of how many it is."""

    text: str
    numerator: int | None = None
    base: int | None = None

    @classmethod
    def of(cls, numerator: int, base: int) -> Percentage | None:
        """None where there is nobody of whom it could be."""
        return cls(as_percentage(numerator, base), numerator, base) if base else None

    def __str__(self) -> str:
        return self.text
