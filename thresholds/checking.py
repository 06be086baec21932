"""What an editor may want to mend before a version is put in force; none of it must be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from thresholds.models import Heading, Indicator, Level
from thresholds.reading import FrameworkReading


@dataclass(frozen=True)
class Remark:
    """Something that looks wrong or is missing, and where it is changed."""

    words: str
    url: str


def warnings_of(reading: FrameworkReading) -> list[Remark]:
    """Everything that is worth a second look in a version."""
    return [
        *_of_texts(reading),
        *_of_levels(reading),
        *_of_domains(reading),
        *_said_twice(reading),
        *_of_the_chart(reading),
    ]


def twice_under(reading: FrameworkReading, heading: Heading) -> list[str]:
    """Each indicator that stands more than once under a heading, in words."""
    return [words for words, each in _twice(reading) if each.heading_id == heading.pk]


def same(text: str) -> str:
    """A text without what differs between two typings of the same."""
    return " ".join(text.casefold().replace("’", "'").split()).rstrip(".;")


def _of_texts(reading: FrameworkReading) -> Iterator[Remark]:
    framework = reading.framework
    url = reverse("thresholds:texts", args=[framework.pk])
    for text, words in (
        (framework.introduction, "There is no introduction"),
        (framework.how_to_use, "Nothing says how it is used: that it is a guide"),
        (framework.at_risk, "Nothing says what to do if a child may be at risk"),
        (framework.escalation, "Nothing says what to do when professionals disagree"),
    ):
        if not text:
            yield Remark(words, url)


def _of_levels(reading: FrameworkReading) -> Iterator[Remark]:
    for level in reading.levels:
        url = reverse("thresholds:part", args=[reading.framework.pk, "level", level.pk])
        missing = [
            words
            for text, words in (
                (level.key_features, "key features"),
                (level.assessment_process, "assessment process"),
                (level.key_services, "who can help"),
            )
            if not text
        ]
        if missing:
            yield Remark(f"Level {level.number} does not have: {', '.join(missing)}", url)
        yield from _empty_headings(reading, level)


def _empty_headings(reading: FrameworkReading, level: Level) -> Iterator[Remark]:
    empty = [each for each in reading.headings if reading.cell(level, each).is_empty]
    if empty:
        names = "; ".join(heading.name for heading in empty)
        args = [reading.framework.pk, level.pk, empty[0].pk]
        yield Remark(
            f"Nothing stands at level {level.number} under: {names}",
            reverse("thresholds:cell", args=args),
        )


def _of_domains(reading: FrameworkReading) -> Iterator[Remark]:
    for each in reading.domains:
        if not each.headings:
            args = [reading.framework.pk, "domain", each.domain.pk]
            words = f"The domain “{each.domain}” has no heading"
            yield Remark(words, reverse("thresholds:part", args=args))


def _said_twice(reading: FrameworkReading) -> Iterator[Remark]:
    for words, indicator in _twice(reading):
        args = [reading.framework.pk, indicator.level_id, indicator.heading_id]
        yield Remark(words, reverse("thresholds:cell", args=args))


def _twice(reading: FrameworkReading) -> Iterator[tuple[str, Indicator]]:
    """What stands more than once under one heading, at one level or at several."""
    numbers = {level.pk: level.number for level in reading.levels}
    names = {heading.pk: heading.name for heading in reading.headings}
    found: dict[tuple[int, str, str], list[Indicator]] = defaultdict(list)
    for each in reading.indicators:
        found[each.heading_id, each.kind, same(each.text)].append(each)
    for several in found.values():
        if len(several) == 1:
            continue
        last = several[-1]
        at = sorted({numbers[each.level_id] for each in several})
        if len(at) == 1:
            where = f"more than once at level {at[0]}"
        else:
            where = f"at levels {', '.join(map(str, at[:-1]))} and {at[-1]}"
        yield f"“{last.text}” stands {where} under {names[last.heading_id]}", last


def _of_the_chart(reading: FrameworkReading) -> Iterator[Remark]:
    numbers = {level.number for level in reading.levels}
    for column in reading.social_care_levels:
        url = reverse(
            "thresholds:part", args=[reading.framework.pk, "social-care-level", column.pk]
        )
        if column.number not in numbers:
            words = f"The chart of children's social care has level {column.number}, which is none"
            yield Remark(f"{words} of this framework", url)
        if not (column.key_features or column.criteria or column.assessment):
            words = "is empty in the chart of children's social care"
            yield Remark(f"Level {column.number} {words}", url)
