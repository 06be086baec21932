"""What is published: quantities by their key, and how they add up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from core.disclosure.ranges import Contradiction

Key = tuple[str, ...]
"""The name of a quantity, the same in every table and release that tells it:
("2025/26", "gender of victims", "female"). A margin of two tables is one quantity."""


class Kind(Enum):
    """A cell that can have no figure."""

    NOT_APPLICABLE = "not applicable"


Figure = int | None | Kind
"""A count; None where it is not held (blank in the return), which is not 0."""


@dataclass(frozen=True)
class Sum:
    """A total and the quantities that make it up."""

    total: Key
    parts: tuple[Key, ...]

    def __post_init__(self) -> None:
        if not self.parts or len({self.total, *self.parts}) != len(self.parts) + 1:
            raise ValueError(f"A sum needs parts, each once, and not the total: {self}")


@dataclass(frozen=True)
class Ratio:
    """A percentage (`per` 100) or a rate (`per` 1,000), printed with so many decimals.

    The denominator is a quantity, or a number that everybody knows (pupils on roll).
    """

    numerator: Key
    denominator: Key | int
    per: int = 100
    decimals: int = 0

    @property
    def keys(self) -> tuple[Key, ...]:
        """The quantities it is made of."""
        if isinstance(self.denominator, int):
            return (self.numerator,)
        return self.numerator, self.denominator

    def printed(self, numerator: int, denominator: int) -> int:
        """In units of the last decimal, halves up: 27.3 with one decimal is 273."""
        return (2 * self.scale * numerator + denominator) // (2 * denominator)

    @property
    def scale(self) -> int:
        """One whole, in units of the last decimal."""
        return int(self.per * 10**self.decimals)


@dataclass(frozen=True)
class Quantities:
    """All that is published together."""

    figures: Mapping[Key, Figure]
    sums: tuple[Sum, ...] = ()
    ratios: tuple[Ratio, ...] = ()

    def __post_init__(self) -> None:
        for key, figure in self.figures.items():
            if isinstance(figure, int) and figure < 0:
                raise ValueError(f"A count is 0 or more: {key}")
        for one in self.sums:
            self._check(one)
        for ratio in self.ratios:
            for key in ratio.keys:
                self.figures[key]

    def _check(self, one: Sum) -> None:
        total, parts = self.figures[one.total], [self.figures[part] for part in one.parts]
        held = sum(part for part in parts if isinstance(part, int))
        if isinstance(total, int) and (held > total or (None not in parts and held < total)):
            raise Contradiction(f"{one.total} is {total}, its parts add up to {held}")

    @classmethod
    def together(cls, several: Iterable[Quantities]) -> Quantities:
        """Tables that are published together; quantities of the same key are the same."""
        figures: dict[Key, Figure] = {}
        sums: dict[Sum, None] = {}
        ratios: dict[Ratio, None] = {}
        for one in several:
            for key, figure in one.figures.items():
                if figures.setdefault(key, figure) != figure:
                    raise Contradiction(
                        f"{key} is {figures[key]} in one table, {figure} in another"
                    )
            sums |= dict.fromkeys(one.sums)
            ratios |= dict.fromkeys(one.ratios)
        return cls(figures, tuple(sums), tuple(ratios))
