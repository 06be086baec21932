"""The demonstration's HR extracts: as many lines as the council has staff, each made up.

Each group of an organisation is told by what it comes to; the lines are drawn so that they
come to exactly that. The codes are those of the council's HR system.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

HEADINGS = (
    "organisation",
    "unit",
    "scale_point",
    "school_employed",
    "sex",
    "ethnicity",
    "disability",
)

WHITE = {"White British": 91, "White Irish": 2, "Other White": 7}
BME = {
    "Indian": 15,
    "Pakistani": 32,
    "Bangladeshi": 8,
    "Chinese": 2,
    "Other Asian": 5,
    "African": 11,
    "Caribbean": 12,
    "Other Black": 2,
    "White and Asian": 3,
    "White and Black Caribbean": 5,
    "White and Black African": 1,
    "Other mixed": 2,
    "Any other ethnic group": 2,
}
"""The fine groups of those in each broad one, as parts of a hundred."""
PREFER_NOT = "Prefer not to say"


@dataclass(frozen=True)
class Staff:
    """A group of an organisation, by what it comes to. Who is in none of a characteristic's
    figures gave no answer that is held."""

    headcount: int
    female: int
    ethnicity_known: int
    bme: int
    disability_known: int
    disabled: int
    ethnicity_not_said: int = 0


@dataclass(frozen=True)
class Group:
    """Where the people of a group stand in an extract."""

    organisation: str
    units: Sequence[str]
    points: Sequence[int]
    of_school: bool
    staff: Staff


def extract_of(groups: Iterable[Group], seed: str) -> bytes:
    """The extract as the HR system writes it, in Windows-1252 with semicolons."""
    random = Random(seed)  # noqa: S311
    lines = [line for group in groups for line in _lines(group, random)]
    random.shuffle(lines)
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(HEADINGS)
    writer.writerows(lines)
    return text.getvalue().encode("windows-1252")


def _lines(group: Group, random: Random) -> list[list[str]]:
    staff = group.staff
    people = staff.headcount
    columns = [
        _shuffled({"F": staff.female, "M": people - staff.female}, people, random),
        _shuffled(
            {
                **shared_out(staff.bme, BME),
                **shared_out(staff.ethnicity_known - staff.bme, WHITE),
                PREFER_NOT: staff.ethnicity_not_said,
            },
            people,
            random,
        ),
        _shuffled(
            {"Yes": staff.disabled, "No": staff.disability_known - staff.disabled}, people, random
        ),
    ]
    of_school = "Y" if group.of_school else "N"
    return [
        [
            group.organisation,
            random.choice(group.units),
            str(random.choice(group.points)),
            of_school,
            *answers,
        ]
        for answers in zip(*columns, strict=True)
    ]


def _shuffled(answers: Mapping[str, int], people: int, random: Random) -> list[str]:
    """So many people with each answer, the rest without one, in any order."""
    told = [answer for answer, count in answers.items() for _ in range(count)]
    told += [""] * (people - len(told))
    random.shuffle(told)
    return told


def shared_out(total: int, parts: Mapping[str, int]) -> dict[str, int]:
    """A total in whole numbers, as nearly as the parts ask (largest remainders)."""
    whole = sum(parts.values())
    shares = {name: divmod(total * part, whole) for name, part in parts.items()}
    left = total - sum(share for share, _ in shares.values())
    first = sorted(shares, key=lambda name: (-shares[name][1], name))[:left]
    return {name: share + (name in first) for name, (share, _) in shares.items()}
