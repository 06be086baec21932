"""The divisions of a directorate, and who leads each as far as the council's data tell."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils import timezone

from council.models import Directorate, Division, Person

_BEFORE = r"(?:(?:acting|interim|joint|deputy|divisional|assistant|service)\s+)*"
_DIRECTOR = re.compile(rf"{_BEFORE}director\b", re.IGNORECASE)
_HEAD = re.compile(rf"{_BEFORE}head of\b", re.IGNORECASE)


@dataclass(frozen=True)
class DivisionLine:
    """A division, and those of its people whose post says that they direct or head it."""

    division: Division
    leads: list[str]
    """Name and post of each; nobody where no post says so."""


def divisions_of(directorate: Directorate, *, public: bool = False) -> list[DivisionLine]:
    """Every division of a directorate. Nothing says who leads one, so posts are read: its
    directors, and where it has none its heads of service.

    For the public a name is told only of who is named in public papers; of others the post.
    """
    there = Person.objects.here(timezone.localdate()).filter(division__directorate=directorate)
    by_division: dict[int | None, list[Person]] = {}
    for person in there:
        by_division.setdefault(person.division_id, []).append(person)
    return [
        DivisionLine(each, [_told(lead, public) for lead in _leads(by_division.get(each.pk, []))])
        for each in directorate.divisions.all()
    ]


def _leads(people: list[Person]) -> list[Person]:
    directors = [person for person in people if _DIRECTOR.match(person.post)]
    return directors or [person for person in people if _HEAD.match(person.post)]


def _told(person: Person, public: bool) -> str:
    if public and not person.named_in_public:
        return person.post
    return f"{person.name}, {person.post}"
