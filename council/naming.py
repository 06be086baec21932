"""Reading who is responsible, and what is linked, out of a printed cell.

Papers write "Dave Perrett / EP&L / Jane Porter / TF", "All managers" or "CYPP, LSCB".
The words are kept as printed; this module finds the people, divisions and strategies
meant by them. What looks like a name or a code and is not known yet is added, without a
login; other words stay words.
"""

import re
from dataclasses import dataclass, field

from council.models import Directorate, Division, Person, Strategy

_PARTY_BREAK = re.compile(r"\s*/\s*|\s*;\s*|\n+")
_LINKAGE_BREAK = re.compile(r"\s*[,;]\s*|\n+")
_CODE = re.compile(r"^[A-Z][A-Za-z0-9&_.\-]{0,11}$")
_NAME_WORD = re.compile(r"^(?:[A-ZÀ-ÖØ-ÞĀ-Ž][\w’'\-.]*|de|van|von|der|al|bin|bint|ap)$")
_COLLECTIVE_WORDS = frozenset(
    "all any board cabinet council councillors director directorate directors division "
    "divisions each group head heads hr lead leads manager managers member members officer "
    "officers partner partners partnership schools service services staff support team teams "
    "to tbc various with and the of assistant social workers".split()
)


def _key(text: str) -> str:
    """How two spellings are compared: case and spaces do not count."""
    return " ".join(text.split()).casefold()


def _code_key(text: str) -> str:
    return re.sub(r"\s+", "", text).casefold()


def looks_like_code(token: str) -> bool:
    """ "C&F", "TF", "DSLT": one short word with at least two capitals or an ampersand."""
    return bool(_CODE.match(token)) and (sum(map(str.isupper, token)) >= 2 or "&" in token)


def looks_like_person(token: str) -> bool:
    """ "Mike Galikowski": two to four words with capitals, none of them a collective."""
    words = token.split()
    return (
        2 <= len(words) <= 4
        and len(token) <= 100
        and all(_NAME_WORD.match(word) for word in words)
        and not any(word.casefold().strip(".") in _COLLECTIVE_WORDS for word in words)
        and not any(character.isdigit() for character in token)
    )


@dataclass
class Parties:
    """The people and divisions meant by a printed cell, in its order."""

    people: list[Person] = field(default_factory=list)
    divisions: list[Division] = field(default_factory=list)


class Names:
    """The council's people, divisions and strategies, read once and added to as needed.

    `added` tells in words what was not known before, for an import's preview.
    """

    def __init__(self, directorate: Directorate) -> None:
        self.directorate = directorate
        self.added: list[str] = []
        self._people: dict[str, Person] = {}
        # Of people with one name, those of this directorate come first, leavers last.
        people = Person.objects.all()
        for person in sorted(
            people,
            key=lambda p: (p.left_on is not None, p.directorate_id != directorate.pk, p.pk),
        ):
            self._people.setdefault(_key(person.name), person)
        self._divisions: dict[str, Division] = {}
        for division in sorted(
            Division.objects.all(), key=lambda d: (d.directorate_id != directorate.pk, d.pk)
        ):
            self._divisions.setdefault(_code_key(division.code), division)
            if division.name:
                self._divisions.setdefault(_code_key(division.name), division)
        self._strategies: dict[str, Strategy] = {}
        for strategy in Strategy.objects.all():
            self._strategies[_key(strategy.name)] = strategy
            if strategy.code:
                self._strategies[_key(strategy.code)] = strategy

    def parties(self, text: str) -> Parties:
        """Who is meant by a cell such as "Dave Perrett / EP&L"."""
        found = Parties()
        for token in filter(None, _PARTY_BREAK.split(text.strip())):
            token = " ".join(token.split())
            if division := self._division(token):
                if division not in found.divisions:
                    found.divisions.append(division)
            elif (person := self._person(token)) and person not in found.people:
                found.people.append(person)
        return found

    def strategies(self, text: str) -> list[Strategy]:
        """The plans and strategies meant by a cell such as "CYPP, LSCB"."""
        found: list[Strategy] = []
        for token in filter(None, _LINKAGE_BREAK.split(text.strip())):
            token = " ".join(token.split())
            key = _key(token)
            if key not in self._strategies:
                if len(token) > 200:  # a sentence, not a name
                    continue
                self._strategies[key] = Strategy.objects.create(name=token)
                self.added.append(f"linked plan or strategy “{token}”")
            if self._strategies[key] not in found:
                found.append(self._strategies[key])
        return found

    def _division(self, token: str) -> Division | None:
        key = _code_key(token)
        if key not in self._divisions and looks_like_code(token):
            self._divisions[key] = Division.objects.create(
                directorate=self.directorate, code=token
            )
            self.added.append(f"division “{token}” in {self.directorate.name}")
        return self._divisions.get(key)

    def _person(self, token: str) -> Person | None:
        key = _key(token)
        if key not in self._people and looks_like_person(token):
            self._people[key] = Person.objects.create(name=token, directorate=self.directorate)
            self.added.append(f"person “{token}”")
        return self._people.get(key)
