"""The schools of a year by phase, and the pupils on their rolls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from council.models import Roll, School
from council.rolls import rolls_of, schools_of


@dataclass(frozen=True)
class PhaseLine:
    """The schools of a phase, or of all: how many, and their pupils where rolls are held."""

    name: str
    schools: int
    pupils: int | None
    """Nothing where no roll is held, which is not a roll of 0."""
    without_roll: int

    @property
    def schools_told(self) -> str:
        return f"{self.schools:,}"

    @property
    def pupils_told(self) -> str:
        return "" if self.pupils is None else f"{self.pupils:,}"


@dataclass(frozen=True)
class SchoolsOfYear:
    """Each phase that has schools, and all of them."""

    year: str
    phases: list[PhaseLine]
    total: PhaseLine

    @property
    def note(self) -> str:
        """What the pupils counted leave out, in words."""
        missing = self.total.without_roll
        if not missing:
            return ""
        whose = "1 school" if missing == 1 else f"{missing} schools"
        return f"The {self.year} roll of {whose} is not held: those pupils are not counted."


def schools_by_phase(year: str) -> SchoolsOfYear:
    """The schools that were open in a year with its rolls, in two queries."""
    schools = list(schools_of(year))
    rolls = rolls_of(year, schools)
    phases = [
        _line(phase.label, [school for school in schools if school.phase == phase], rolls)
        for phase in School.Phase
    ]
    return SchoolsOfYear(
        year, [line for line in phases if line.schools], _line("All schools", schools, rolls)
    )


def _line(name: str, schools: Sequence[School], rolls: dict[int, Roll]) -> PhaseLine:
    held = [rolls[school.pk].pupils for school in schools if school.pk in rolls]
    return PhaseLine(name, len(schools), sum(held) if held else None, len(schools) - len(held))
