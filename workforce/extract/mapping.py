"""The codes of an extract, and which of them somebody must say the meaning of."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from core.faults import Fault
from core.text import counted
from workforce.extract.headings import PLACE
from workforce.extract.meanings import LEFT_OUT, YES, Meaning, Meanings, is_folded
from workforce.extract.reading import Place, Sums
from workforce.models.extract import COLUMNS


@dataclass(frozen=True)
class Code:
    """A code of a column as the file writes it."""

    column: str
    code: str
    number: int
    """Among the codes of its column; the same for as long as the extract waits."""
    people: int
    meaning: Meaning | None
    decides: bool
    """Whether anybody is counted otherwise by what it means. The scale point of people whom a
    school employs does not, nor what is told of people who are left out."""

    @property
    def key(self) -> tuple[str, str]:
        return self.column, self.code

    @property
    def is_unknown(self) -> bool:
        """Whether somebody must say what it means."""
        return self.decides and self.meaning is None

    @property
    def name(self) -> str:
        """Its name in a form."""
        return f"{self.column}-{self.number}"

    @property
    def fault(self) -> Fault:
        return Fault(
            f"column “{self.column}”",
            f"“{self.code}” ({counted(self.people, 'line')}): nobody has said what it means",
        )


def codes_of(sums: Sums, meanings: Meanings) -> list[Code]:
    """The codes of an extract, those that somebody must say the meaning of first."""
    people: Counter[tuple[str, str]] = Counter()
    decide: set[tuple[str, str]] = set()
    within: dict[Place, bool] = {}
    for place, number in sums.people.items():
        *deciding, within[place] = _deciding(place, meanings)
        for key, decides in zip(zip(PLACE, place, strict=True), deciding, strict=True):
            people[key] += number
            if decides:
                decide.add(key)
    for (place, column, code), number in sums.answers.items():
        if column in meanings.lists:
            people[column, code] += number
            if within[place]:
                decide.add((column, code))
    codes = [
        Code(
            column,
            code,
            number,
            people[column, code],
            meanings.of(column, code),
            (column, code) in decide,
        )
        for column, number, code in _numbered(people)
    ]
    order = {column: place for place, column in enumerate(COLUMNS)}
    return sorted(codes, key=lambda c: (not c.is_unknown, order[c.column], -c.people, c.code))


def unknown_in(sums: Sums, meanings: Meanings) -> list[Code]:
    """The codes of which somebody must say the meaning."""
    return [code for code in codes_of(sums, meanings) if code.is_unknown]


def _deciding(place: Place, meanings: Meanings) -> tuple[bool, bool, bool, bool]:
    """Whether organisation, scale point and school decide, and what is told of these people.

    What is not known yet may turn out to be anything.
    """
    organisation, point, school = (
        meanings.of(column, code) for column, code in zip(PLACE, place, strict=True)
    )
    counted_at_all = organisation != LEFT_OUT
    by_point = counted_at_all and school not in (YES, LEFT_OUT)
    told = counted_at_all and school != LEFT_OUT and not (by_point and point == LEFT_OUT)
    return True, by_point, counted_at_all, told


def _numbered(people: Counter[tuple[str, str]]) -> Iterator[tuple[str, int, str]]:
    """The codes that a file writes, each with its number in its column."""
    columns: dict[str, list[str]] = defaultdict(list)
    for column, code in people:
        if code and not is_folded(code):
            columns[column].append(code)
    for column, codes in columns.items():
        for number, code in enumerate(sorted(codes)):
            yield column, number, code
