"""What became of lines between two versions: added, removed, changed or moved."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from core.word_diff import Piece, words
from thresholds.checking import same
from thresholds.models import Heading, Indicator, Level
from thresholds.reading import FrameworkReading

COLOURS = {"Added": "green", "Removed": "red", "Changed": "blue", "Moved": "purple"}
_WORDS = re.compile(r"\w+")
_NEAR = 0.5
"""How much two lines have in common to be one line that was changed."""


@dataclass(frozen=True)
class Change:
    """What became of one line."""

    kind: str
    pieces: list[Piece]
    moved_from: str = ""

    @property
    def colour(self) -> str:
        return COLOURS[self.kind]


@dataclass
class Place:
    """A heading at a level: what only one of the versions has there."""

    level: Level
    heading: Heading
    kind: str
    gone: list[str]
    come: list[str]
    moved: list[Change] = field(default_factory=list)

    @property
    def label(self) -> str:
        if self.kind == Indicator.Kind.PROTECTIVE:
            return f"{self.heading}: protective factors"
        return str(self.heading)

    @property
    def changes(self) -> list[Change]:
        return [*self.moved, *told(self.gone, self.come)]


def left(before: Sequence[str], after: Sequence[str]) -> tuple[list[str], list[str]]:
    """The lines of each side that the other does not have."""
    come = list(after)
    gone = []
    for line in before:
        if line in come:
            come.remove(line)
        else:
            gone.append(line)
    return gone, come


def told(gone: Sequence[str], come: Sequence[str]) -> list[Change]:
    """Near lines as one that was changed, the nearest first; then what was removed and added."""
    pairs = [
        (-nearness, i, j)
        for i, old in enumerate(gone)
        for j, new in enumerate(come)
        if (nearness := _nearness(old, new)) >= _NEAR
    ]
    changed: dict[int, int] = {}
    for _, i, j in sorted(pairs):
        if i not in changed and j not in changed.values():
            changed[i] = j
    taken = set(changed.values())
    return [
        *(Change("Changed", words(gone[i], come[j])) for i, j in sorted(changed.items())),
        *(Change("Removed", words(old, "")) for i, old in enumerate(gone) if i not in changed),
        *(Change("Added", words("", new)) for j, new in enumerate(come) if j not in taken),
    ]


def _nearness(old: str, new: str) -> float:
    one, other = _WORDS.findall(same(old)), _WORDS.findall(same(new))
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _NEAR else 0


def matched_headings(old: FrameworkReading, new: FrameworkReading) -> dict[int, Heading]:
    """The heading of the new version that each one of the old became, by its key: of the same
    name in the same domain, or else in another, or else with the same lines or a near name."""
    domains = {each.domain.pk: same(each.domain.name) for r in (old, new) for each in r.domains}
    lines = {r: _lines_by_heading(r) for r in (old, new)}

    def share_lines(one: Heading, other: Heading) -> bool:
        held, now = lines[old].get(one.pk, set()), lines[new].get(other.pk, set())
        return len(held & now) * 2 > max(len(held), len(now))

    rules = (
        lambda one, other: (
            same(one.name) == same(other.name)
            and domains[one.domain_id] == domains[other.domain_id]
        ),
        lambda one, other: same(one.name) == same(other.name),
        share_lines,
        lambda one, other: _nearness(one.name, other.name) >= _NEAR,
    )
    found: dict[int, Heading] = {}
    free = list(new.headings)
    for rule in rules:
        for one in old.headings:
            if one.pk not in found and (other := next((f for f in free if rule(one, f)), None)):
                found[one.pk] = other
                free.remove(other)
    return found


def _lines_by_heading(reading: FrameworkReading) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for each in reading.indicators:
        found.setdefault(each.heading_id, set()).add(same(each.text))
    return found


def places(
    old: FrameworkReading, new: FrameworkReading, matched: dict[int, Heading]
) -> list[Place]:
    """Every heading at every level with what became of its lines."""
    came_from = {now.pk: pk for pk, now in matched.items()}
    was = {heading.pk: heading for heading in old.headings}
    headings: list[tuple[Heading, Heading | None, Heading | None]] = [
        *((each, was.get(came_from.get(each.pk, 0)), each) for each in new.headings),
        *((each, each, None) for each in old.headings if each.pk not in matched),
    ]
    found = []
    for number in sorted({level.number for level in (*old.levels, *new.levels)}):
        level = new.level(number) or old.level(number)
        assert level is not None  # noqa: S101
        for heading, before, after in headings:
            for kind in Indicator.Kind.values:
                lines = left(_texts(old, number, before, kind), _texts(new, number, after, kind))
                found.append(Place(level, heading, kind, *lines))
    _take_out_moved(found)
    return [place for place in found if place.gone or place.come or place.moved]


def _texts(reading: FrameworkReading, number: int, heading: Heading | None, kind: str) -> list[str]:
    level = reading.level(number)
    if level is None or heading is None:
        return []
    cell = reading.cell(level, heading)
    rows = cell.indicators if kind == Indicator.Kind.NEED else cell.protective
    return [each.text for each in rows]


def _take_out_moved(found: list[Place]) -> None:
    """Let a line that went from one place and came to another be one that was moved."""
    for place in found:
        for text in list(place.come):
            sources = [each for each in found if each.kind == place.kind and text in each.gone]
            if not sources:
                continue
            source = min(sources, key=lambda each: each.heading.pk != place.heading.pk)
            source.gone.remove(text)
            place.come.remove(text)
            place.moved.append(Change("Moved", words(text, text), _where(source, place)))


def _where(source: Place, place: Place) -> str:
    """From where a line was moved: the level, the heading, or both, as far as they differ."""
    parts = []
    if source.level.number != place.level.number:
        parts.append(f"level {source.level.number}")
    if source.heading.pk != place.heading.pk:
        parts.append(source.heading.name)
    return ", ".join(parts)
