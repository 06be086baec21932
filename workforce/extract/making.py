"""The counts of each organisation, made from the sums of an extract and what its codes mean."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from core.faults import Fault, FaultyFile
from workforce.extract.headings import PLACE
from workforce.extract.mapping import unknown_in
from workforce.extract.meanings import (
    CHARACTERISTIC_OF,
    LEFT_OUT,
    NOT_HELD,
    PREFER_NOT,
    YES,
    Meaning,
    Meanings,
)
from workforce.extract.reading import Place, Sums
from workforce.models import StaffGroup
from workforce.writing import GroupEntry

Organisation = int | None
"""The number of a directorate; None is the whole council."""


@dataclass(frozen=True)
class Made:
    """What an extract comes to."""

    entries: Mapping[Organisation, Mapping[StaffGroup, GroupEntry]]
    """The counts of every group; those of the whole council are the last."""
    left_out: int
    council_only: int


def make(sums: Sums, meanings: Meanings) -> Made:
    """The counts of every directorate that occurs and of the whole council, of every group of
    the day. Raises FaultyFile where a code is not known or the extract no longer fits."""
    if unknown := unknown_in(sums, meanings):
        raise FaultyFile([code.fault for code in unknown])
    counts = _Counts(sums, meanings)
    if not counts.people:
        raise FaultyFile([Fault("", "everybody in the extract is left out")])
    occurring = {each for each, _ in counts.people}
    directorates = [each.pk for each in meanings.directorates if each.pk in occurring]
    entries = {
        organisation: {group: counts.entry(organisation, group) for group in meanings.groups}
        for organisation in (*directorates, None)
    }
    return Made(entries, counts.left_out, counts.council_only)


class _Counts:
    """People and answers by organisation and group."""

    def __init__(self, sums: Sums, meanings: Meanings) -> None:
        self.people: Counter[tuple[Organisation, int]] = Counter()
        self.left_out = self.council_only = 0
        self._answers: dict[tuple[Organisation, int, str], Counter[int | str]] = defaultdict(
            Counter
        )
        self._columns = [column for column in sums.columns if column in meanings.lists]
        places = {place: _group_of(place, meanings) for place in sums.people}
        organisations = {place: _organisations_of(place, meanings) for place in sums.people}
        for place, number in sums.people.items():
            if group := places[place]:
                self.council_only += number if organisations[place] == [None] else 0
                for organisation in organisations[place]:
                    self.people[organisation, group] += number
            else:
                self.left_out += number
        for (place, column, code), number in sums.answers.items():
            if (group := places[place]) and column in self._columns:
                meaning = meanings.of(column, code)
                if meaning and meaning != NOT_HELD:
                    for organisation in organisations[place]:
                        self._answers[organisation, group, column][_key(meaning)] += number

    def entry(self, organisation: Organisation, group: StaffGroup) -> GroupEntry:
        """The counts of a group; 0 where nobody is in it."""
        return GroupEntry(
            self.people[organisation, group.pk],
            {
                CHARACTERISTIC_OF[column].value: self._answers[organisation, group.pk, column]
                for column in self._columns
            },
        )


def _key(meaning: Meaning) -> int | str:
    return meaning.kind if meaning == PREFER_NOT else meaning.number


def _organisations_of(place: Place, meanings: Meanings) -> list[Organisation]:
    """Where people are counted: in the whole council, and in their directorate if they have one."""
    meaning = meanings.of("organisation", place[0])
    return [meaning.number, None] if meaning and meaning.number else [None]


def _group_of(place: Place, meanings: Meanings) -> int | None:
    """The group in which people are counted; None where they are left out."""
    organisation, point, school = (
        meanings.of(column, code) for column, code in zip(PLACE, place, strict=True)
    )
    if LEFT_OUT in (organisation, school):
        return None
    if organisation and school == YES and meanings.schools:
        return meanings.schools
    if point == LEFT_OUT:
        return None
    if organisation and point:
        return point.number
    words = "the groups or directorates changed since it was read. Upload it again"
    raise FaultyFile([Fault("", words)])
