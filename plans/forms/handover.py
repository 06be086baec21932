"""Choosing what is handed over, to whom, and since when the leaver is gone."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core.forms import DateField, GovukForm, Look
from council.models import Person
from council.naming import name_key
from council.succession import NameStaysError
from plans.forms.parts import suggesting
from plans.handover import OpenPart, successors_of
from plans.models import Plan


class HandoverForm(GovukForm):
    """The open parts of a person, each with a box, and the successor."""

    parts = forms.MultipleChoiceField(
        label="What to hand over",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Select what to hand over",
            "invalid_choice": "Somebody changed a part that you chose: it does not name this "
            "person any more, or is over. Look at the list again",
        },
    )
    successor = forms.CharField(
        label="Hand over to",
        help_text="Somebody who works here, by name",
        widget=suggesting("successors"),
    )
    left_on = DateField(
        label="The day they left",
        required=False,
        help_text="Leave this empty for somebody who stays. For example, 31 3 2027",
    )

    looks = {
        "parts": Look(called="what to hand over"),
        "successor": Look(width="two-thirds", called="the name of the successor"),
    }

    def __init__(
        self, data: Any, *, leaver: Person, parts: list[OpenPart], may_mark_as_left: bool
    ) -> None:
        self.leaver = leaver
        self.by_hand = [part for part in parts if part.by_hand(leaver)]
        self.replaceable = [part for part in parts if part not in self.by_hand]
        self.people = successors_of(leaver)
        super().__init__(data, initial={"parts": [part.key for part in self.replaceable]})
        field = self.fields["parts"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101
        field.choices = [(part.key, str(part)) for part in self.replaceable]
        hints = {part.key: part.responsible for part in self.replaceable}
        self.looks = {  # type: ignore[misc]
            **type(self).looks,
            "parts": Look(called="what to hand over", choice_hints=hints),
        }
        if leaver.left_on or not may_mark_as_left:
            del self.fields["left_on"]

    @property
    def suggestions(self) -> list[str]:
        """The people to whom it can be handed over, namesakes with their post and place."""
        return list(self._by_words())

    def _by_words(self) -> dict[str, Person]:
        times = Counter(name_key(person.name) for person in self.people)
        return {
            person.name if times[name_key(person.name)] == 1 else _described(person): person
            for person in self.people
        }

    def plans(self) -> list[tuple[Plan, list[dict[str, Any]], list[OpenPart]]]:
        """Each plan with the boxes of its parts, and what must be changed by hand in it."""
        options = list(self["parts"].options) if self.replaceable else []  # type: ignore[attr-defined]
        boxes: dict[Plan, list[Any]] = {}
        for part, option in zip(self.replaceable, options, strict=True):
            boxes.setdefault(part.plan, []).append(option)
        for part in self.by_hand:
            boxes.setdefault(part.plan, [])
        return [
            (plan, its, [part for part in self.by_hand if part.plan == plan])
            for plan, its in boxes.items()
        ]

    def clean_successor(self) -> Person:
        typed = name_key(self.cleaned_data["successor"])
        for words, person in self._by_words().items():
            if name_key(words) == typed:
                return person
        if typed == name_key(self.leaver.name):
            raise ValidationError(f"Choose somebody other than {self.leaver}")
        namesakes = [person for person in self.people if name_key(person.name) == typed]
        if namesakes:
            which = " or ".join(f"“{_described(person)}”" for person in namesakes)
            raise ValidationError(f"There are several people of this name. Enter {which}")
        raise ValidationError(
            f"Nobody of the name {self.cleaned_data['successor']} works here. Choose one of the "
            "people offered, or add the person to the reference data first"
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        successor = cleaned.get("successor")
        if not isinstance(successor, Person):
            return cleaned
        for part in self.chosen:
            try:
                part.new_cells(self.leaver, successor)
            except NameStaysError:
                self.add_error(
                    "parts",
                    f"{part} names {successor} already and must be changed by hand. "
                    "Leave it out here",
                )
        return cleaned

    @property
    def chosen(self) -> list[OpenPart]:
        """The parts that were ticked."""
        keys = set(self.cleaned_data.get("parts", ()))
        return [part for part in self.replaceable if part.key in keys]


def _described(person: Person) -> str:
    more = ", ".join(str(part) for part in (person.post, person.directorate) if part)
    return f"{person.name} ({more or f'no. {person.pk}'})"
