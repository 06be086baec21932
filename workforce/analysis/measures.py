"""What a cell of a table tells: a headcount, a count or a percentage of one group."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from workforce.characteristics import Denominator, Headline, Held
from workforce.figures import Counted, GroupFigures, SnapshotFigures
from workforce.models import StaffCategory, StaffGroup
from workforce.percentages import Percentage


class Part(StrEnum):
    """Who of a group is counted besides those of one category."""

    PREFER_NOT = Held.PREFER_NOT.value
    NOT_HELD = Held.NOT_HELD.value
    KNOWN = "known"
    EVERYONE = "everyone"


AMONG: dict[Denominator, tuple[Part, ...]] = {
    Denominator.KNOWN: (),
    Denominator.ANSWERED: (Part.PREFER_NOT,),
    Denominator.EVERYONE: (Part.PREFER_NOT, Part.NOT_HELD),
}
"""Who without a category is among those of whom percentages are."""


@dataclass(frozen=True)
class Measure:
    """A figure of any group: how many, or of whom what share.

    Without `of` it is the headcount. A headline stands for the category that its column prints
    on that day.
    """

    of: StaffCategory | Headline | Part | None = None
    characteristic: str = ""
    """Needed where `of` is a part; the others say it themselves."""
    is_share: bool = False
    denominator: str = ""
    """Of whom the share of a category or part is; empty: as its list says."""


HEADCOUNT = Measure()


@dataclass(frozen=True)
class Cell:
    """A cell as it is shown. `true` and `reason` are for officers only: the figure, and why it
    is hidden in what is published. `is_printed`: as published in an old year."""

    text: str = ""
    true: str = ""
    reason: str = ""
    key: str = ""
    """Names the quantity, where an officer can ask to keep it."""
    kept: bool = False


class Teller(Protocol):
    """Who says what a cell shows: the true figure, or what disclosure control lets out."""

    def tell(self, figures: SnapshotFigures, group: StaffGroup, measure: Measure) -> Cell:
        """The cell of a group that the snapshot tells of."""


class TrueTeller:
    """Tells every figure as it is: for officers with the right."""

    def tell(self, figures: SnapshotFigures, group: StaffGroup, measure: Measure) -> Cell:
        return Cell(true_text(figures, group, measure))


def true_text(figures: SnapshotFigures, group: StaffGroup, measure: Measure) -> str:
    """A figure as it is; empty where nothing is held."""
    of_group = figures.of(group)
    if of_group is None:
        return ""
    if measure.of is None:
        return "" if of_group.headcount is None else f"{of_group.headcount:,}"
    if measure.is_share:
        return str(percentage_of(of_group, measure) or "")
    counted = of_group.counted.get(characteristic_of(measure))
    if counted is None or isinstance(measure.of, Headline):
        return ""
    return f"{count_of(counted, measure.of):,}"


def percentage_of(figures: GroupFigures, measure: Measure) -> Percentage | None:
    """The share that a measure asks of a group; None where it is not held."""
    if isinstance(measure.of, Headline):
        return figures.percentage(measure.of)
    counted = figures.counted.get(characteristic_of(measure))
    if counted is None or measure.of is None:
        return None
    is_rate = measure.of is Part.KNOWN  # the disclosure rate
    base = counted.everyone if is_rate else counted.base(measure.denominator)
    return Percentage.of(count_of(counted, measure.of), base)


def characteristic_of(measure: Measure) -> str:
    """By what the people of a measure are counted."""
    if isinstance(measure.of, Headline):
        return measure.of.characteristic.value
    if isinstance(measure.of, StaffCategory):
        return measure.of.list.characteristic
    return measure.characteristic


def count_of(counted: Counted, of: StaffCategory | Part) -> int:
    """How many people are meant."""
    if isinstance(of, StaffCategory):
        return counted.count(of)
    match of:
        case Part.PREFER_NOT:
            return counted.prefer_not
        case Part.NOT_HELD:
            return counted.not_held
        case Part.KNOWN:
            return counted.known
        case Part.EVERYONE:
            return counted.everyone
