"""What a check found: a figure that no honest rounding explains."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from workforce.checks.tables import Row, Table


class Kind(StrEnum):
    """The slips that are looked for."""

    FEMALE_AND_MALE = "female-and-male"
    OUTSIDE_PARTS = "outside-parts"
    NO_COMMON_WEIGHTS = "no-common-weights"
    REPEATED_ROW = "repeated-row"
    JUMP = "jump"
    MIXED_DECIMALS = "mixed-decimals"
    HEADCOUNT_SUM = "headcount-sum"
    DIRECTORATE_ABOVE_COUNCIL = "directorate-above-council"
    NO_SUCH_COUNT = "no-such-count"


@dataclass(frozen=True)
class Slip:
    """A warning. `group` is empty where it is about the whole table.

    `key` stays the same for as long as the figures concerned do, so that an answer to the
    warning is found again, and is not taken for the answer to another one.
    """

    kind: Kind
    table: str
    group: str
    columns: tuple[str, ...]
    words: str
    key: str


def slip(
    kind: Kind,
    table: Table,
    row: Row | None,
    columns: Iterable[str],
    words: str,
    figures: Iterable[object],
) -> Slip:
    """A warning on a row, or on a table; `words` go on after its name."""
    columns = tuple(columns)
    group = row.group if row else ""
    place = f"{table.name}, {row.name}" if row else table.name
    identity = "\n".join([group, *columns, "", *map(str, figures)])
    key = f"{kind} {sha256(identity.encode()).hexdigest()}"
    return Slip(kind, table.key, group, columns, f"{place}: {words}", key)
