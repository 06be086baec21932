"""The form of a group's counts: a box for the headcount and one for each finest category."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

from core.conflicts import RevisedModelForm
from core.count_field import CountField
from core.forms import Look
from workforce.characteristics import Characteristic, Held
from workforce.figures import CategoryList, Counted
from workforce.models import GroupCount
from workforce.typed import MOST_STAFF
from workforce.writing import Answers, GroupEntry

ALWAYS = (Characteristic.SEX, Characteristic.DISABILITY, Characteristic.ETHNICITY)
"""What is asked for first, the longest last; the others where the council holds them."""


@dataclass(frozen=True)
class Place:
    """A category of a list as the form shows it: a box, or a heading over its parts."""

    label: str
    box: BoundField | None
    parts: list[Place]


@dataclass(frozen=True)
class Block:
    """A characteristic with its boxes, and what is said of their sum."""

    key: str
    label: str
    places: list[Place]
    told: str
    is_wrong: bool


class GroupCountForm(RevisedModelForm):
    """How many people are in a group, and how many of them in each category.

    In a characteristic of which something was entered an empty box is 0; of which nothing was
    entered, it is not counted at all.
    """

    headcount = CountField(label="Headcount", most=MOST_STAFF)

    looks = {"headcount": Look(width="5", size="m", called="the headcount")}
    mark_optional = False

    class Meta:
        model = GroupCount
        fields = ("headcount",)

    def __init__(
        self,
        data: Any,
        *,
        instance: GroupCount,
        lists: Mapping[str, CategoryList],
        held: Mapping[str, Counted],
    ) -> None:
        """`lists` are those of the snapshot's day, `held` what is held of the group by now."""
        super().__init__(data, instance=instance)
        self.lists = {each.value: lists[each] for each in Characteristic if each in lists}
        self.fields["headcount"].required = True
        names = {}
        for characteristic, of_list in self.lists.items():
            counted = held.get(characteristic)
            for key, label in _boxes(of_list):
                name = f"{characteristic}-{key}"
                names[name] = f"{Characteristic(characteristic).label}: {label}"
                if counted is not None:
                    self.initial[name] = _count_in(counted, key)
        self.looks = {**type(self).looks, **dict.fromkeys(names, Look(width="4"))}  # type: ignore[misc]
        for name, label in names.items():
            self.fields[name] = CountField(label=label, most=MOST_STAFF)
            self.prepare_field(name)

    def clean(self) -> dict[str, Any] | None:
        self._fill_empty_boxes()  # an empty box is no other version than the 0 of somebody else
        cleaned = super().clean() or self.cleaned_data
        headcount = cleaned.get("headcount")
        if headcount is not None:
            answers = self._answers(cleaned.get)
            for characteristic in answers:
                answered = sum(answers[characteristic].values())
                if answered > headcount:
                    first = next(_boxes(self.lists[characteristic]))[0]
                    label = Characteristic(characteristic).label
                    words = (
                        f"{label}: the boxes come to {answered:,}, the headcount is {headcount:,}"
                    )
                    self.add_error(f"{characteristic}-{first}", words)
        return cleaned

    def _fill_empty_boxes(self) -> None:
        for characteristic, answers in self._answers(self.cleaned_data.get).items():
            named = {f"{characteristic}-{key}": number for key, number in answers.items()}
            understood = {name: n for name, n in named.items() if name in self.cleaned_data}
            self.cleaned_data.update(understood)

    @property
    def entry(self) -> GroupEntry:
        """What a valid form says."""
        get = self.cleaned_data.get
        return GroupEntry(self.cleaned_data["headcount"], self._answers(get))

    @property
    def always(self) -> list[Block]:
        """The characteristics that are asked for first."""
        return list(self._blocks([each for each in ALWAYS if each in self.lists]))

    @property
    def further(self) -> list[Block]:
        """Those that are counted where the council holds them."""
        return list(self._blocks([each for each in self.lists if each not in ALWAYS]))

    @property
    def further_is_used(self) -> bool:
        """Whether something stands in a box of theirs."""
        return any(
            self[f"{characteristic}-{key}"].value() not in (None, "")
            for characteristic, of_list in self.lists.items()
            if characteristic not in ALWAYS
            for key, _ in _boxes(of_list)
        )

    def _answers(self, number_in: Callable[[str], int | None]) -> dict[str, Answers]:
        found: dict[str, Answers] = {}
        for characteristic, of_list in self.lists.items():
            typed = {key: number_in(f"{characteristic}-{key}") for key, _ in _boxes(of_list)}
            if any(number is not None for number in typed.values()):
                found[characteristic] = {key: number or 0 for key, number in typed.items()}
        return found

    def _blocks(self, characteristics: Iterable[str]) -> Iterator[Block]:
        answers = self._answers(self._understood)
        headcount = self._understood("headcount")
        for characteristic in characteristics:
            of_list = self.lists[characteristic]
            told, is_wrong = told_of(headcount, answers.get(characteristic))
            prefer_not = self[f"{characteristic}-{Held.PREFER_NOT}"]
            yield Block(
                characteristic,
                Characteristic(characteristic).label,
                [
                    *self._places(characteristic, of_list, None),
                    Place(Held.PREFER_NOT.label, prefer_not, []),
                ],
                told,
                is_wrong,
            )

    def _places(
        self, characteristic: str, of_list: CategoryList, within: int | None
    ) -> list[Place]:
        finest = {each.pk for each in of_list.finest}
        return [
            Place(
                each.name,
                self[f"{characteristic}-{each.pk}"] if each.pk in finest else None,
                self._places(characteristic, of_list, each.pk),
            )
            for each in of_list.categories
            if each.part_of_id == within
        ]

    def _understood(self, name: str) -> int | None:
        """What stands in a box now, where it is a number."""
        try:
            number: int | None = self.fields[name].clean(self[name].value())
        except ValidationError:
            return None
        return number


def told_of(headcount: int | None, answers: Answers | None) -> tuple[str, bool]:
    """What is said of the boxes of a characteristic, and whether they cannot all be right."""
    if answers is None:
        return "Not counted", False
    answered = sum(answers.values())
    if headcount is None:
        return f"Sum: {answered:,}", False
    if answered > headcount:
        return f"Sum: {answered:,}, which is {answered - headcount:,} more than the headcount", True
    return f"Sum: {answered:,}. Not held: {headcount - answered:,}", False


def _boxes(of_list: CategoryList) -> Iterator[tuple[int | str, str]]:
    """The boxes of a list in their order: each finest category, and who prefers not to say."""
    for each in of_list.finest:
        yield each.pk, each.name
    yield Held.PREFER_NOT, Held.PREFER_NOT.label


def _count_in(counted: Counted, key: int | str) -> int:
    return counted.prefer_not if key == Held.PREFER_NOT else counted.in_finest.get(int(key), 0)
