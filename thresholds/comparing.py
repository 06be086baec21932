"""What changed between two versions of the framework.

Levels are known again by their numbers, domains, headings and offices by their names, and a line
by its words: one that stands elsewhere was moved, one with much in common was changed. What is
the same in both is not told, and neither is the order of lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from core.text import counted
from core.word_diff import words
from thresholds.checking import same
from thresholds.comparing_lines import (
    COLOURS,
    Change,
    left,
    matched_headings,
    places,
    told,
)
from thresholds.models import Framework, Heading
from thresholds.reading import FrameworkReading

_TEXTS = (
    "title",
    "subtitle",
    "council_name",
    "introduction",
    "how_to_use",
    "at_risk",
    "emergency",
    "escalation",
)
_OF_LEVEL = (
    "name",
    "meaning",
    "key_features",
    "assessment_process",
    "consent",
    "key_services",
    "what_next",
    "step_up",
    "step_down",
)
_OF_COLUMN = ("key_features", "criteria", "assessment")
_OF_CONTACT = ("telephone", "hours", "address")


@dataclass(frozen=True)
class Block:
    """The changes of one field, or of one heading at a level."""

    label: str
    changes: list[Change]


@dataclass(frozen=True)
class Section:
    """The changes of a level, of the chart, of the offices or of the whole."""

    title: str
    blocks: list[Block]
    kind: str = ""
    """ "Added" or "Removed" where all of it stands in one version only."""

    @property
    def colour(self) -> str:
        return COLOURS.get(self.kind, "")


@dataclass(frozen=True)
class Comparison:
    """What changed from one version to another."""

    before: Framework
    after: Framework
    sections: list[Section]

    @property
    def summary(self) -> list[str]:
        """ "3 lines added", by what became of them."""
        kinds = [each.kind for s in self.sections for b in s.blocks for each in b.changes]
        found = [(kind, kinds.count(kind)) for kind in COLOURS]
        return [f"{counted(number, 'line')} {kind.lower()}" for kind, number in found if number]


def compare(before: Framework, after: Framework) -> Comparison:
    """Everything that is not the same in two versions."""
    old, new = FrameworkReading(before), FrameworkReading(after)
    matched = matched_headings(old, new)
    sections = [
        Section("The framework as a whole", list(_fields(before, after, _TEXTS))),
        Section("Domains and headings", list(_domains_and_headings(old, new, matched))),
        *_levels(old, new, matched),
        Section("Children's social care", list(_chart(old, new))),
        Section("Whom to call", list(_contacts(old, new))),
    ]
    return Comparison(before, after, [each for each in sections if each.blocks or each.kind])


def _fields(before: Any, after: Any, names: Sequence[str], prefix: str = "") -> Iterator[Block]:
    """The fields of a row that changed; the row is None in a version that does not have it."""
    row = before if after is None else after
    for name in names:
        old, new = _lines(before, name), _lines(after, name)
        if isinstance(getattr(row, name), str) and old and new:
            changes = [Change("Changed", words(old[0], new[0]))] if old != new else []
        else:
            changes = told(*left(old, new))
        if changes:
            label = str(row._meta.get_field(name).verbose_name)
            yield Block(f"{prefix}{label}" if prefix else label[:1].upper() + label[1:], changes)


def _lines(row: Any, name: str) -> list[str]:
    value = getattr(row, name) if row is not None else []
    if isinstance(value, str):
        return [value] if value else []
    return list(value)


def _domains_and_headings(
    old: FrameworkReading, new: FrameworkReading, matched: dict[int, Heading]
) -> Iterator[Block]:
    before, after = ([each.domain.name for each in r.domains] for r in (old, new))
    if changes := told(*left(before, after)):
        yield Block("Domains", changes)
    domains = {each.domain.pk: each.domain.name for r in (old, new) for each in r.domains}
    changes = []
    for heading in old.headings:
        now = matched.get(heading.pk)
        if now is None:
            changes.append(Change("Removed", words(heading.name, "")))
            continue
        if now.name != heading.name:
            changes.append(Change("Changed", words(heading.name, now.name)))
        was_under, is_under = domains[heading.domain_id], domains[now.domain_id]
        if same(was_under) != same(is_under) and was_under in after:
            changes.append(Change("Moved", words(now.name, now.name), was_under))
    came = {heading.pk for heading in matched.values()}
    changes += [Change("Added", words("", h.name)) for h in new.headings if h.pk not in came]
    if changes:
        yield Block("Headings", changes)


def _levels(
    old: FrameworkReading, new: FrameworkReading, matched: dict[int, Heading]
) -> Iterator[Section]:
    found = places(old, new, matched)
    for number in sorted({level.number for level in (*old.levels, *new.levels)}):
        before, after = old.level(number), new.level(number)
        blocks = [
            *_fields(before, after, _OF_LEVEL),
            *(
                Block(place.label, place.changes)
                for place in found
                if place.level.number == number and place.changes
            ),
        ]
        yield Section(str(after or before), blocks, _stands(before, after))


def _stands(before: object, after: object) -> str:
    if before and after:
        return ""
    return "Added" if after else "Removed"


def _chart(old: FrameworkReading, new: FrameworkReading) -> Iterator[Block]:
    paragraphs = [
        [
            line
            for p in r.social_care_paragraphs
            for line in (f"{p.number} {p.text}".strip(), *p.bullets)
        ]
        for r in (old, new)
    ]
    if changes := told(*left(*paragraphs)):
        yield Block("Paragraphs", changes)
    columns = [{each.number: each for each in r.social_care_levels} for r in (old, new)]
    for number in sorted({*columns[0], *columns[1]}):
        before, after = columns[0].get(number), columns[1].get(number)
        yield from _fields(before, after, _OF_COLUMN, prefix=f"Level {number}: ")


def _contacts(old: FrameworkReading, new: FrameworkReading) -> Iterator[Block]:
    before, after = ({same(each.name): each for each in r.contacts} for r in (old, new))
    for name in [*after, *(each for each in before if each not in after)]:
        row, now = before.get(name), after.get(name)
        office = str(now or row)
        if row is None or now is None:
            words_of = words("", office) if row is None else words(office, "")
            yield Block(office, [Change(_stands(row, now), words_of)])
        yield from _fields(row, now, _OF_CONTACT, prefix=f"{office}: ")
