"""A reader of published profiles: whole people in every cell, and all that is printed at once.

It knows what is printed, and what everybody knows: that a total is made of its groups, a group
of its answers, and the whole council of its directorates and of who is in none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import highspy

from tests.factories.workforce import DIRECT, LOWER, UPPER
from tests.workforce.publishing.small import Staff

COUNCIL, REST = "Whole council", "In no directorate that is published"
PARTS = {UPPER: (UPPER,), LOWER: (LOWER,), DIRECT: (UPPER, LOWER)}
PREFER_NOT, NOT_HELD, EVERYONE = "Prefer not to say", "Not held", "Everyone"
CATEGORIES = {"Sex": ("Female", "Male"), "Ethnicity": ("White", "BME")}
OF = {name: each for each, names in CATEGORIES.items() for name in names}
HIDDEN, LOW, NOBODY = "[c]", "[low]", "[z]"
NOTHING = -(10**9)
"""Less than any sum."""
MOST = 10_000
"""More people than any of these councils has."""

Leaf = tuple[str, str, str, str]
"""Organisation, band, characteristic and answer."""
Terms = Mapping[Leaf, int]


@dataclass(frozen=True)
class Known:
    """Something known of several counts together: least <= sum <= most."""

    terms: Terms
    least: int
    most: int | None


@dataclass(frozen=True)
class Count:
    """What a cell counts: of an organisation's group everybody, or who gave some answers."""

    organisation: str
    group: str
    characteristic: str
    answers: tuple[str, ...]


class Reader:
    """What can be known from one record, or from several together.

    `true` are the counts of each directorate and of the rest, by leaf: from them it only takes
    what there is to count.
    """

    def __init__(self, records: Iterable[Mapping[str, Any]], true: Mapping[Leaf, int]) -> None:
        self.true = true
        self.known = list(self._of_everybody())
        self.hidden: dict[Count, None] = {}
        for record in records:
            least = 0 if any("stand for 0" in note for note in record["notes"]) else 1
            for table in record["tables"]:
                self._read(table, least)

    def _of_everybody(self) -> Iterator[Known]:
        """Each characteristic comes to the same headcount."""
        bands = {leaf[:2] for leaf in self.true}
        for organisation, band in bands:
            first, *others = (
                dict.fromkeys(self._leaves(Count(organisation, band, each, answers)), 1)
                for each, answers in ((each, _everyone(each)) for each in CATEGORIES)
            )
            for other in others:
                yield Known({**first, **dict.fromkeys(other, -1)}, 0, 0)

    def _leaves(self, count: Count) -> list[Leaf]:
        organisations = {leaf[0] for leaf in self.true}
        of = organisations if count.organisation == COUNCIL else {count.organisation}
        return [
            (organisation, band, count.characteristic, answer)
            for organisation in sorted(of)
            for band in PARTS[count.group]
            for answer in count.answers
        ]

    def _read(self, table: Mapping[str, Any], least: int) -> None:
        columns = [(g["heading"], c) for g in table["column_groups"] for c in g["columns"]]
        of_group = re.match(r"(.*?): (.*), staff on", table["caption"])
        for group in table["line_groups"]:
            for line in group["lines"]:
                for (organisation, column), cell in zip(columns, line["cells"], strict=True):
                    name = of_group[2] if of_group else group["heading"]
                    label = line["label"] if of_group else column.removesuffix(" %")
                    characteristic = of_group[1] if of_group else OF.get(label, "Sex")
                    self._learn(
                        (organisation, name, characteristic, label),
                        cell["text"],
                        least,
                        is_share=column.endswith("%"),
                    )

    def _learn(
        self, what: tuple[str, str, str, str], text: str, least: int, *, is_share: bool
    ) -> None:
        organisation, group, characteristic, label = what
        if text == "" or characteristic not in CATEGORIES:
            return
        answers: tuple[str, ...] = (label,)
        if label in ("Headcount", EVERYONE):
            answers = _everyone(characteristic)
        base = CATEGORIES[characteristic]
        if label == "Disclosure rate":
            answers, base = base, _everyone(characteristic)
        count = Count(organisation, group, characteristic, answers)
        below = Count(organisation, group, characteristic, base)
        if is_share:
            self.known += self._of_share(text, count, below)
            return
        terms = dict.fromkeys(self._leaves(count), 1)
        if text == HIDDEN:
            self.hidden[count] = None
            self.known.append(Known(terms, least, None))
        else:
            figure = int(text.replace(",", ""))
            self.known.append(Known(terms, figure, figure))

    def _of_share(self, text: str, count: Count, below: Count) -> Iterator[Known]:
        """2 x 1000 x count lies between the halves below and above, times the base."""
        above, base = self._leaves(count), self._leaves(below)
        if text == NOBODY:
            yield Known(dict.fromkeys(base, 1), 0, 0)
        if text in (HIDDEN, NOBODY):
            return
        if text == LOW:
            yield Known(dict.fromkeys(above, 1), 1, None)
        tenths = 0 if text == LOW else int(text.replace(".", ""))
        for edge, least, most in ((2 * tenths - 1, 0, None), (2 * tenths + 1, NOTHING, -1)):
            terms = dict.fromkeys(base, -edge)
            for leaf in above:
                terms[leaf] = terms.get(leaf, 0) + 2000
            yield Known(terms, least, most)

    def range_of(self, count: Count) -> tuple[int, int]:
        """The least and the most that a count is in some council that fits what is printed."""
        return self._end(count, highspy.ObjSense.kMinimize), self._end(
            count, highspy.ObjSense.kMaximize
        )

    def _end(self, count: Count, sense: highspy.ObjSense) -> int:
        program = self.program
        for place in range(len(self.places)):
            program.changeColCost(place, 0)
        for leaf in self._leaves(count):
            program.changeColCost(self.places[leaf], 1)
        program.changeObjectiveSense(sense)
        program.run()
        assert program.getModelStatus() == highspy.HighsModelStatus.kOptimal
        return round(program.getInfo().objective_function_value)

    @cached_property
    def places(self) -> dict[Leaf, int]:
        return {leaf: place for place, leaf in enumerate(self.true)}

    @cached_property
    def program(self) -> highspy.Highs:
        """A column for each leaf, whole numbers; a row for each thing known."""
        program = highspy.Highs()
        program.silent()
        for place in self.places.values():
            program.addCol(0, 0, MOST, 0, [], [])
            program.changeColIntegrality(place, highspy.HighsVarType.kInteger)
        for each in self.known:
            columns = [self.places[leaf] for leaf in each.terms]
            most = highspy.kHighsInf if each.most is None else each.most
            program.addRow(each.least, most, len(columns), columns, [*each.terms.values()])
        return program

    @property
    def all_counts(self) -> Iterator[Count]:
        """Whatever is counted of anybody, printed or not."""
        for organisation in (*dict.fromkeys(leaf[0] for leaf in self.true), COUNCIL):
            for group in PARTS:
                for each, names in CATEGORIES.items():
                    alone = [(name,) for name in (*names, PREFER_NOT, NOT_HELD)]
                    for answers in (*alone, names, _everyone(each)):
                        yield Count(organisation, group, each, answers)

    def true_count(self, count: Count) -> int:
        return sum(self.true[leaf] for leaf in self._leaves(count))


def _everyone(characteristic: str) -> tuple[str, ...]:
    return (*CATEGORIES[characteristic], PREFER_NOT, NOT_HELD)


def assert_nothing_can_be_worked_out(
    *records: Mapping[str, Any], true: Mapping[str, Staff]
) -> None:
    """A small count, printed or not, can be anything from 1 to 4; a hidden one can be another.

    `true`: the staff of each published directorate, and of the rest of the council.
    """
    reader = Reader(records, leaves_of(true))
    for count in reader.all_counts:
        number = reader.true_count(count)
        if 1 <= number <= 4:
            least, most = reader.range_of(count)
            assert least <= 1, (count, number, least, most)
            assert most >= 4, (count, number, least, most)
    for count in reader.hidden:
        least, most = reader.range_of(count)
        assert least < most, (count, "is known", least)


def leaves_of(staff: Mapping[str, Staff]) -> dict[Leaf, int]:
    """The counts of organisations as a reader tells them apart."""
    found = {}
    for organisation, of in staff.items():
        for band, (headcount, said) in of.items():
            for characteristic, names in CATEGORIES.items():
                told = said[characteristic.lower()]
                counts = {name: told.get(name, 0) for name in names}
                counts[PREFER_NOT] = told.get("prefer_not", 0)
                counts[NOT_HELD] = headcount - sum(counts.values())
                found |= {(organisation, band, characteristic, a): n for a, n in counts.items()}
    return found
