"""A published workforce table as the checks read it: percentages as printed, headcounts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

FEMALE, MALE = "female", "male"
SEX = (FEMALE, MALE)
"""The columns whose base is all staff: a council holds the sex of everybody it pays."""


@dataclass(frozen=True)
class Share:
    """A percentage as printed: "24.0" is anything from 23.95 to 24.05."""

    text: str

    @cached_property
    def value(self) -> Decimal:
        return Decimal(self.text)

    @cached_property
    def decimals(self) -> int:
        return max(0, -int(self.value.as_tuple().exponent))

    @cached_property
    def unit(self) -> Decimal:
        """One of the last decimal."""
        return Decimal(1).scaleb(-self.decimals)

    @cached_property
    def half(self) -> Decimal:
        """How far rounding can have moved it."""
        return self.unit / 2

    @cached_property
    def low(self) -> Decimal:
        """The least that the true share can be."""
        return min(self.value, max(Decimal(0), self.value - self.half))

    @cached_property
    def high(self) -> Decimal:
        """The greatest that the true share can be."""
        return max(self.value, min(Decimal(100), self.value + self.half))


@dataclass(frozen=True)
class Row:
    """One group of a table. `parts` are the keys of the groups that make up a total."""

    group: str
    name: str
    headcount: int | None
    shares: Mapping[str, Share]
    parts: tuple[str, ...] = ()
    is_school_staff: bool = False


@dataclass(frozen=True)
class Table:
    """The groups of one organisation on one day.

    `breaks` are the columns that cannot be compared with the table before it. One that is
    counted was worked out of counts: what it adds up to is right, also where people are of
    another sex, and only beside other tables can it look wrong.
    """

    key: str
    name: str
    organisation: str
    is_council: bool
    day: date
    rows: tuple[Row, ...]
    columns: Mapping[str, str]
    breaks: frozenset[str] = frozenset()
    is_counted: bool = False

    @cached_property
    def by_group(self) -> Mapping[str, Row]:
        return {row.group: row for row in self.rows}

    def parts_of(self, total: Row) -> tuple[Row, ...]:
        """The rows that make up a total; none where one of them is not in the table."""
        if not all(part in self.by_group for part in total.parts):
            return ()
        return tuple(self.by_group[part] for part in total.parts)

    def staffed_parts_of(self, total: Row) -> tuple[Row, ...]:
        """The same without the groups that are known to have nobody in them."""
        return tuple(part for part in self.parts_of(total) if part.headcount != 0)

    def totals(self) -> Iterator[Row]:
        return (row for row in self.rows if self.staffed_parts_of(row))

    def is_below(self, group: str, total: Row) -> bool:
        """Whether a group is one of a total's parts, or of their parts."""
        waiting, seen = list(total.parts), set[str]()
        while waiting:
            part = waiting.pop()
            if part == group:
                return True
            if part not in seen and part in self.by_group:
                seen.add(part)
                waiting += self.by_group[part].parts
        return False
