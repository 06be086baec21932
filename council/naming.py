"""Reading who is responsible, and what is linked, out of a printed cell.

Papers write "Dave Perrett / EP&L / Jane Porter / TF", "All managers" or "CYPP, LSCB".
The words are kept as printed; this module finds the people, divisions and strategies
meant by them. What looks like a name or a code and is not known yet is added, without a
login; other words stay words.
"""

import re
from dataclasses import dataclass, field

from django.db.models import Value
from django.db.models.functions import Lower

from council.models import Directorate, Division, Person, Strategy

_PARTY_BREAK = re.compile(r"\s*/\s*|\s*;\s*|\n+")
_INNER_BREAK = re.compile(r"\s*[,()+]\s*|\s+and\s+|\s+&\s+", re.IGNORECASE)
_LINKAGE_BREAK = re.compile(r"\s*[,;]\s*|\n+")
_CODE = re.compile(r"^[A-Z][A-Za-z0-9&_.\-]{0,11}$")
_NAME_WORD = re.compile(r"^[^\W\d_][\w’'\-.]*$")
_POSSESSIVE = re.compile(r"[’']s?$|\.$")
_NAME_PARTICLES = frozenset("al ap bin bint da de del der di du el ibn la le ten van von y".split())
_NOBODY = frozenset("all any each n/a na nil none tba tbc tbd to various".split())
_COLLECTIVE_WORDS = _NOBODY | frozenset(
    "academy adult adults and assistant authority board business cabinet care centre chair "
    "chief children clinical cmt college commission commissioning committee communications "
    "communities community consultant coordinator corporate council councillors county customer "
    "deputy designated development digital director directorate directors district division "
    "divisions dmt dslt dsltd early education employment engagement equality executive families "
    "family finance forum foundation governors group head heads headteacher headteachers health "
    "help hospital housing hr human improvement inclusion information intelligence joint lead "
    "leads learning legal library local manager managers member members mental national network "
    "nhs nursery of office officer officers parents participation partner partners partnership "
    "partnerships people performance planning police policy portfolio practice prevention "
    "primary principal probation programme project protection psychology public quality "
    "representative representatives resources safeguarding school schools secondary service "
    "services sixth skills slt smt social staff strategic strategy supervisor support targeted "
    "team teams the trading training trust union unions unit university voluntary with worker "
    "workers workforce years youth".split()
)
_NO_STRATEGY = _NOBODY | frozenset(["as above", "not applicable", "see above", "to follow"])


def name_key(text: str) -> str:
    """How two spellings are compared: case, spaces and the kind of apostrophe do not count."""
    return " ".join(text.replace("’", "'").split()).casefold()


def _code_key(text: str) -> str:
    return re.sub(r"\s+", "", text).casefold()


def looks_like_code(token: str) -> bool:
    """ "C&F", "TF", "SENCo": one short word, mostly capitals, that is no word such as TBC."""
    capitals = sum(map(str.isupper, token))
    return (
        bool(_CODE.match(token))
        and ("&" in token or capitals >= max(2, sum(map(str.islower, token))))
        and (token.casefold() not in _COLLECTIVE_WORDS or token in ("HR", "NHS"))
    )


def looks_like_person(token: str) -> bool:
    """ "Mike Galikowski": two to four words with capitals, none of them a collective."""
    words = token.split()
    return (
        2 <= len(words) <= 4
        and len(token) <= 100
        and all(
            _NAME_WORD.match(word) and (word[0].isupper() or word in _NAME_PARTICLES)
            for word in words
        )
        and words[-1][0].isupper()
        and not any(_POSSESSIVE.sub("", word).casefold() in _COLLECTIVE_WORDS for word in words)
        and not any(character.isdigit() for character in token)
    )


def _tokens(breaks: re.Pattern[str], text: str) -> list[str]:
    return [" ".join(token.split()) for token in breaks.split(text) if token and token.strip()]


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
            self._people.setdefault(name_key(person.name), person)
        self._divisions: dict[str, Division] = {}
        for division in sorted(
            Division.objects.all(), key=lambda d: (d.directorate_id != directorate.pk, d.pk)
        ):
            self._divisions.setdefault(_code_key(division.code), division)
            if division.name:
                self._divisions.setdefault(_code_key(division.name), division)
        self._strategies: dict[str, Strategy] = {}
        for strategy in Strategy.objects.all():
            self._strategies[name_key(strategy.name)] = strategy
            if strategy.code:
                self._strategies[name_key(strategy.code)] = strategy

    def parties(self, text: str) -> Parties:
        """Who is meant by a cell such as "Dave Perrett / EP&L"."""
        found = Parties()
        for token in _tokens(_PARTY_BREAK, text):
            for piece in self._pieces(token):
                if division := self._division(piece):
                    if division not in found.divisions:
                        found.divisions.append(division)
                elif (person := self._person(piece)) and person not in found.people:
                    found.people.append(person)
        return found

    def _pieces(self, token: str) -> list[str]:
        """The names in a token such as "Pat Finegan, Steve Lockwood" or "Jane Porter (TF)".

        Where some of it is words ("Ian McGuff and HR team"), only names that are known
        already are taken out of it.
        """
        if self._is_known(token) or looks_like_code(token):
            return [token]
        pieces = _tokens(_INNER_BREAK, token)
        if all(self._is_known(p) or looks_like_code(p) or looks_like_person(p) for p in pieces):
            return pieces
        return [piece for piece in pieces if self._is_known(piece)]

    def _is_known(self, token: str) -> bool:
        return _code_key(token) in self._divisions or name_key(token) in self._people

    def strategies(self, text: str) -> list[Strategy]:
        """The plans and strategies meant by a cell such as "CYPP, LSCB"."""
        found: list[Strategy] = []
        for token in _tokens(_LINKAGE_BREAK, text):
            key = name_key(token)
            if key not in self._strategies:
                # A sentence, a dash and "none" are no name.
                if len(token) > 200 or key in _NO_STRATEGY or not re.search(r"[^\W_]", token):
                    continue
                self._strategies[key] = self._add_strategy(token)
            if self._strategies[key] not in found:
                found.append(self._strategies[key])
        return found

    def _add_strategy(self, name: str) -> Strategy:
        # The database has its own rules for capitals; it knows "İ" and "i" as one letter.
        known = Strategy.objects.alias(lower=Lower("name")).filter(lower=Lower(Value(name)))
        for strategy in known:
            return strategy
        self.added.append(f"linked plan or strategy “{name}”")
        return Strategy.objects.create(name=name)

    def _division(self, token: str) -> Division | None:
        key = _code_key(token)
        if key not in self._divisions and looks_like_code(token):
            self._divisions[key] = Division.objects.create(directorate=self.directorate, code=token)
            self.added.append(f"division “{token}” in {self.directorate.name}")
        return self._divisions.get(key)

    def _person(self, token: str) -> Person | None:
        key = name_key(token)
        if key not in self._people and looks_like_person(token):
            self._people[key] = Person.objects.create(name=token, directorate=self.directorate)
            self.added.append(f"person “{token}”")
        return self._people.get(key)
