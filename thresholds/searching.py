"""Search over a version of the framework: its few hundred texts are read and looked through.

Nothing of what somebody searches for is kept: it may be about a child.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from core.text import unstorable_characters
from thresholds.models import Heading, Indicator, Level
from thresholds.places import Places
from thresholds.reading import FrameworkReading
from thresholds.texts import texts_of
from thresholds.words import WORD, meant_by, nearest, plain

LONGEST = 100
"""How much of what is typed is searched for, in characters."""
SOCIAL_CARE = "Children's social care"
_MOST_WORDS = 8
_SMALL = frozenset("a an and are as at be by for from in is it of on or the their to with".split())
"""Words that stand everywhere; looked for only where nothing else was typed."""


@dataclass(frozen=True)
class Entry:
    """A text that is searched, and where it stands."""

    text: str
    place: str
    url: str
    level: Level | None = None
    heading: Heading | None = None
    indicator: Indicator | None = None


@dataclass(frozen=True)
class Hit:
    """A text that was found, with the words marked."""

    entry: Entry
    words: SafeString


@dataclass(frozen=True)
class LevelHits:
    """What was found at one level; None: in what is said of all."""

    level: Level | None
    hits: list[Hit]


@dataclass(frozen=True)
class Finding:
    """What was found for what was typed."""

    typed: str
    shortened: bool = False
    instead: str = ""
    """What was searched for in place of words that stand nowhere in the framework."""
    some: bool = False
    """Nothing has all the words: these texts have one of them."""
    levels: list[LevelHits] = field(default_factory=list)


@dataclass(frozen=True)
class _Read:
    """A text with its words, and with those of the place where it stands."""

    entry: Entry
    own: set[str]
    around: set[str]

    @classmethod
    def of(cls, entry: Entry) -> _Read:
        own = {plain(word) for word in WORD.findall(entry.text)}
        about = {plain(word) for word in WORD.findall(f"{entry.place} {entry.level or ''}")}
        return cls(entry, own, own | about)

    def has_all(self, sought: list[set[str]]) -> bool:
        """Whether each word is here; some of them may be in the name of the place alone."""
        return any(self.own & forms for forms in sought) and all(
            self.around & forms for forms in sought
        )


def find(reading: FrameworkReading, typed: str) -> Finding:
    """The texts that have every word typed; else those that have one of them. A word that stands
    nowhere gives way to the nearest that does."""
    tidied = " ".join("".join(" " if unstorable_characters(c) else c for c in typed).split())
    asked, shortened = tidied[:LONGEST].strip(), len(tidied) > LONGEST
    words = _words(asked)
    if not words:
        return Finding(asked, shortened)
    texts = [_Read.of(entry) for entry in entries_of(reading)]
    known = set().union(*(text.around for text in texts))
    meant = [_known(word, known) for word in words]
    instead = " ".join(meant) if meant != words else ""
    sought = [meant_by(word, known) for word in dict.fromkeys(meant)]
    found = [text.entry for text in texts if text.has_all(sought)]
    some = not found and len(sought) > 1
    if some:
        found = [text.entry for text in texts if text.own & set().union(*sought)]
    if not found:
        return Finding(asked, shortened)
    marked = set().union(*sought)
    hits = [Hit(entry, _marked(entry.text, marked)) for entry in found]
    groups = [
        LevelHits(level, [hit for hit in hits if hit.entry.level is level])
        for level in [*reading.levels, None]
    ]
    return Finding(asked, shortened, instead, some, [group for group in groups if group.hits])


def _words(asked: str) -> list[str]:
    words = list(dict.fromkeys(plain(word) for word in WORD.findall(asked)))
    telling = [word for word in words if word not in _SMALL]
    return (telling or words)[:_MOST_WORDS]


def _known(word: str, known: set[str]) -> str:
    if meant_by(word, known):
        return word
    return nearest(word, sorted(known)) or word


def _marked(text: str, words: set[str]) -> SafeString:
    pieces: list[str] = []
    end = 0
    for match in WORD.finditer(text):
        if plain(match[0]) in words:
            pieces += [text[end : match.start()], format_html("<mark>{}</mark>", match[0])]
            end = match.end()
    return format_html_join("", "{}", ((piece,) for piece in [*pieces, text[end:]]))


def entries_of(reading: FrameworkReading) -> Iterator[Entry]:
    """Every text of a version that is searched, in the order in which it is read."""
    places = Places(reading.framework)
    for level in reading.levels:
        yield from _of_level(reading, level, places.level(level))
    for column in reading.social_care_levels:
        for line in (*column.key_features, *column.criteria, *column.assessment):
            at = reading.level(column.number)
            yield Entry(line, SOCIAL_CARE, places.social_care, at)
    for each in reading.domains:
        yield Entry(each.domain.name, "Domain", places.domain(each.domain))
        for heading in each.headings:
            yield Entry(heading.name, each.domain.name, places.heading(heading))
    for paragraph in reading.social_care_paragraphs:
        for line in (paragraph.text, *paragraph.bullets):
            yield Entry(line, SOCIAL_CARE, places.social_care)
    framework = reading.framework
    for title, lines in (
        ("Introduction", framework.introduction),
        ("How to use this framework", framework.how_to_use),
        ("When professionals disagree", framework.escalation),
        ("If a child may be at risk", framework.at_risk),
    ):
        yield from (Entry(line, title, places.guidance) for line in lines)


def _of_level(reading: FrameworkReading, level: Level, url: str) -> Iterator[Entry]:
    yield Entry(level.name, "Level", url, level)
    if level.meaning:
        yield Entry(level.meaning, "Meaning", url, level)
    yield from (
        Entry(line, "Key features", f"{url}#key-features", level) for line in level.key_features
    )
    for domain in reading.at_level(level):
        for cell in domain.cells:
            place = f"{domain.domain.name}: {cell.heading.name}"
            below = f"{url}#heading-{cell.heading.pk}"
            for each in (*cell.indicators, *cell.protective):
                yield Entry(each.text, place, below, level, cell.heading, each)
    for text in texts_of(level):
        yield from (Entry(line, text.title, f"{url}#{text.key}", level) for line in text.lines)
