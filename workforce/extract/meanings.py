"""What the codes of an extract mean on its day: known by themselves, remembered, or not yet.

Nothing is guessed: a code means what it names word for word, or what somebody said of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from copy import copy
from datetime import date
from typing import NamedTuple

from council.models import Council, Directorate
from workforce.characteristics import Characteristic, Headline
from workforce.extract.headings import PLACE
from workforce.figures import CategoryList, Reference
from workforce.models import CodeMeaning, GroupBand, Snapshot, StaffCategory
from workforce.models.snapshot import WHOLE_COUNCIL

Answer = CodeMeaning.Answer

CHARACTERISTIC_OF = {
    "sex": Characteristic.SEX,
    "ethnicity": Characteristic.ETHNICITY,
    "disability": Characteristic.DISABILITY,
    "age_band": Characteristic.AGE,
    "religion_or_belief": Characteristic.RELIGION,
    "sexual_orientation": Characteristic.ORIENTATION,
}
"""What staff are counted by in a column of an extract."""

_POINT = re.compile(r"\d{1,4}(?:\.\d{1,2})?", re.ASCII)
_YES = ("yes", "y", "true", "1")
_NO = ("no", "n", "false", "0")


class Meaning(NamedTuple):
    """A directorate, group or category by its number, or one of the answers of `CodeMeaning`."""

    kind: str
    number: int = 0

    def __str__(self) -> str:
        return f"{self.kind}-{self.number}" if self.number else self.kind

    @classmethod
    def of(cls, kept: CodeMeaning) -> Meaning:
        """What is remembered of a code."""
        for kind in ("directorate", "group", "category"):
            if number := getattr(kept, f"{kind}_id"):
                return cls(kind, number)
        return cls(kept.answer)

    def as_kept(self) -> dict[str, object]:
        """The columns of `CodeMeaning` that remember it."""
        numbers = dict.fromkeys(("directorate_id", "group_id", "category_id"))
        if self.number:
            return {**numbers, "answer": "", f"{self.kind}_id": self.number}
        return {**numbers, "answer": self.kind}


YES, NO = Meaning(Answer.YES), Meaning(Answer.NO)
PREFER_NOT, NOT_HELD = Meaning(Answer.PREFER_NOT), Meaning(Answer.NOT_HELD)
COUNCIL_ONLY, LEFT_OUT = Meaning(Answer.COUNCIL_ONLY), Meaning(Answer.LEFT_OUT)

Choices = list[tuple[str, list[tuple[Meaning, str]]]]
"""What a code may mean, under headings."""


class Meanings:
    """What codes mean on the day of an extract: everything read at once, so that asking for
    one costs no query."""

    def __init__(self, day: date) -> None:
        reference, snapshot = Reference(), Snapshot(day=day)
        lists = reference.lists_on(snapshot)
        self.day = day
        self.groups = reference.entered_on(snapshot)
        self.bands = reference.bands_on(snapshot)
        self.lists = {
            column: lists[characteristic]
            for column, characteristic in CHARACTERISTIC_OF.items()
            if characteristic in lists
        }
        self.schools = next((g.pk for g in self.groups if g.kind == g.Kind.SCHOOLS), None)
        self.directorates = list(Directorate.objects.all())
        self.choices = {column: self._choices(column) for column in (*PLACE, *self.lists)}
        """What a code of each column may mean. Of a column without a list nothing is counted."""
        self._possible = {
            column: {meaning for _, some in choices for meaning, _ in some}
            for column, choices in self.choices.items()
        }
        self._by_name = {column: self._names(column) for column in self.choices}
        organisations = {COUNCIL_ONLY, *self._by_name["organisation"].values()}
        self._folded = {("organisation", _fold(each)): each for each in organisations} | {
            ("scale_point", _fold_band(band)): Meaning("group", band.group_id)
            for band in self.bands
        }
        self._remembered = {
            (kept.column, kept.code.lower()): Meaning.of(kept) for kept in CodeMeaning.objects.all()
        }
        self._written: dict[tuple[str, str], str] = {}

    def of(self, column: str, code: str) -> Meaning | None:
        """What a code means; None where nobody has said it."""
        if is_folded(code):
            return self._folded.get((column, code))
        if not code:
            return NOT_HELD
        by_itself = self._by_itself(column, code)
        if by_itself and column in ("organisation", "scale_point"):
            return by_itself
        remembered = self._remembered.get((column, code.lower()))
        return remembered if remembered in self._possible[column] else by_itself

    def settle(self, column: str, code: str) -> str:
        """Under which code an extract keeps a code: scale points under their group and names of
        organisations under these, so that no count of a single point is kept; others as they
        were written first, whatever their capitals."""
        if column == "organisation":
            if meaning := self._by_itself(column, code):
                return _fold(meaning)
        elif column == "scale_point" and (band := self._band_of(code)):
            return _fold_band(band)
        return self._written.setdefault((column, code.lower()), code)

    def saying(self, said: Mapping[tuple[str, str], Meaning]) -> Meanings:
        """The same with what somebody says of codes, by column and code."""
        others = copy(self)
        told = {(column, code.lower()): meaning for (column, code), meaning in said.items()}
        others._remembered = {**self._remembered, **told}
        return others

    def _choices(self, column: str) -> Choices:
        left_out = (LEFT_OUT, str(Answer.LEFT_OUT.label))
        if column == "organisation":
            directorates = [(Meaning("directorate", d.pk), d.name) for d in self.directorates]
            only = (COUNCIL_ONLY, str(Answer.COUNCIL_ONLY.label))
            return [("Directorates", directorates), ("Others", [only, left_out])]
        if column == "scale_point":
            bands = [
                (Meaning("group", group.pk), group.name)
                for group in self.groups
                if group.kind == group.Kind.BAND
            ]
            return [("Groups", bands), ("Others", [left_out])]
        if column == "school_employed":
            schools = [(YES, "Employed by a school")] if self.schools else []
            return [("Employed by", [*schools, (NO, "Not by a school")]), ("Others", [left_out])]
        others = [(PREFER_NOT, "Prefer not to say"), (NOT_HELD, "Not held")]
        return [*_by_broad_group(self.lists[column]), ("Without a category", others)]

    def _names(self, column: str) -> dict[str, Meaning]:
        """What means something by itself, without capitals."""
        if column == "scale_point":
            return {}
        if column == "organisation":
            council = Council.current()
            own = (WHOLE_COUNCIL, council.name, council.short_name)
            names = {name.lower(): COUNCIL_ONLY for name in own if name}
            return names | {
                each.name.lower(): Meaning("directorate", each.pk) for each in self.directorates
            }
        if column == "school_employed":
            return _all_mean(_NO, NO) | (_all_mean(_YES, YES) if self.schools else {})
        names = _all_mean(("prefer not to say",), PREFER_NOT) | _all_mean(("not held",), NOT_HELD)
        found = self.lists[column]
        for words, category in _short_names(column, found):
            names |= _all_mean(words, Meaning("category", category.pk))
        return names | {each.name.lower(): Meaning("category", each.pk) for each in found.finest}

    def _by_itself(self, column: str, code: str) -> Meaning | None:
        if column == "scale_point":
            band = self._band_of(code)
            return Meaning("group", band.group_id) if band else None
        return self._by_name[column].get(code.lower())

    def _band_of(self, code: str) -> GroupBand | None:
        """The band of a number; half points are in the band of the point below."""
        if not _POINT.fullmatch(code):
            return None
        point = int(float(code))
        return next((band for band in self.bands if band.holds(point)), None)


def is_folded(code: str) -> bool:
    """Whether it stands for several codes of the file: no code of a file begins with a space."""
    return code.startswith(" ")


def _fold(meaning: Meaning) -> str:
    return f" {meaning}"


def _fold_band(band: GroupBand) -> str:
    """With its points: where they change before the extract is imported, it no longer fits."""
    return f" {Meaning('group', band.group_id)} {band.points_in_words}"


def _all_mean(words: Iterable[str], meaning: Meaning) -> dict[str, Meaning]:
    return dict.fromkeys(words, meaning)


def _by_broad_group(found: CategoryList) -> Choices:
    """The finest categories, each under the broad one that it is part of."""
    broad = {each.pk: each.name for each in found.categories}
    headings: dict[str, list[tuple[Meaning, str]]] = {}
    for each in found.finest:
        heading = broad[each.part_of_id] if each.part_of_id else found.list.name
        headings.setdefault(heading, []).append((Meaning("category", each.pk), each.name))
    return list(headings.items())


def _short_names(
    column: str, found: CategoryList
) -> Iterable[tuple[tuple[str, ...], StaffCategory]]:
    """ "F" and "M"; yes and no where a list has only disabled and not disabled."""
    finest = set(found.finest)
    if column == "sex":
        for word, headline in (("f", Headline.FEMALE), ("m", Headline.MALE)):
            if (category := found.headline(headline)) in finest and category:
                yield (word,), category
    if column == "disability" and len(finest) == 2:
        disabled = found.headline(Headline.DISABLED)
        if disabled in finest:
            for category in finest:
                yield (_YES if category == disabled else _NO), category
