"""The outcomes and aims of a framework as plain lines, to be typed and read.

    Be healthy
    - Physically healthy
    - Healthy lifestyles
    Stay safe

A line is an outcome; the lines below it that are indented or begin with a dash are its
aims. Plans link to the rows of outcomes and aims, so a changed outline keeps the row of
every outcome and aim whose words are kept, or almost kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TypeVar

from django.core.exceptions import ValidationError

from core.text import LINE
from plans.models import Aim, Outcome, OutcomeBlock, OutcomeFramework

_AIM = re.compile(r"^(?:\s+[-–—•*]?|[-–—•*])\s*(?=\S)")
_ALIKE = 0.85

Named = TypeVar("Named", Outcome, Aim)


@dataclass
class OutlinedOutcome:
    """An outcome as typed, with its aims."""

    name: str
    aims: list[str] = field(default_factory=list)


def write_outline(framework: OutcomeFramework) -> str:
    """The outline of a stored framework."""
    lines = []
    for outcome in framework.outcomes.prefetch_related("aims"):
        lines.append(outcome.name)
        lines += [f"- {aim.text}" for aim in outcome.aims.all()]
    return "\n".join(lines)


def read_outline(text: str) -> list[OutlinedOutcome]:
    """The outcomes and aims of an outline. Raises ValidationError with all its faults."""
    outcomes: list[OutlinedOutcome] = []
    faults: list[str] = []
    for number, line in enumerate(text.split("\n"), start=1):
        marker = _AIM.match(line)
        words = " ".join((line[marker.end() :] if marker else line).split())
        if not words.strip("-–—•* "):
            continue
        if len(words) > LINE:
            faults.append(f"Line {number} has {len(words)} characters, but at most {LINE} are kept")
        if not marker:
            if _key(words) in {_key(outcome.name) for outcome in outcomes}:
                faults.append(f"Line {number}: the outcome “{words}” stands here twice")
            outcomes.append(OutlinedOutcome(words))
        elif not outcomes:
            faults.append(f"Line {number} is an aim, but no outcome stands above it")
        elif _key(words) in {_key(aim) for aim in outcomes[-1].aims}:
            faults.append(f"Line {number}: the aim “{words}” stands twice under this outcome")
        else:
            outcomes[-1].aims.append(words)
    if not outcomes and not faults:
        faults.append("Enter at least one outcome")
    if faults:
        raise ValidationError(faults)
    return outcomes


@dataclass
class Matching:
    """Which stored rows an outline keeps, and which it would lose."""

    outcomes: list[tuple[OutlinedOutcome, Outcome | None]]
    aims: dict[int, list[tuple[str, Aim | None]]]
    """By the row number of a kept outcome."""
    lost_outcomes: list[Outcome]
    lost_aims: list[Aim]


def match_outline(framework: OutcomeFramework, outline: list[OutlinedOutcome]) -> Matching:
    """Find the stored row of each typed outcome and aim, by its words or words much like them."""
    stored = list(framework.outcomes.prefetch_related("aims")) if framework.pk else []
    rows = _pair([outcome.name for outcome in outline], {row: row.name for row in stored})
    found = list(zip(outline, rows, strict=True))
    matching = Matching(found, {}, [row for row in stored if row not in rows], [])
    for typed, outcome in found:
        if outcome is not None:
            aims = list(outcome.aims.all())
            kept = _pair(typed.aims, {aim: aim.text for aim in aims})
            matching.aims[outcome.pk] = list(zip(typed.aims, kept, strict=True))
            matching.lost_aims += [aim for aim in aims if aim not in kept]
    return matching


def refuse_losing_used(matching: Matching) -> None:
    """What plans are linked to may not be taken from them. Raises ValidationError naming it."""
    outcomes, aims = matching.lost_outcomes, matching.lost_aims
    used_outcomes = set(
        OutcomeBlock.objects.filter(outcome__in=outcomes).values_list("outcome", flat=True)
    )
    lost_aims = Aim.objects.filter(outcome__in=outcomes) | Aim.objects.filter(
        pk__in=[aim.pk for aim in aims]
    )
    used_aims = OutcomeBlock.objects.filter(aim__in=lost_aims).values_list("aim__text", flat=True)
    names = [outcome.name for outcome in outcomes if outcome.pk in used_outcomes]
    names += sorted(set(used_aims))
    if names:
        raise ValidationError(
            [f"“{name}” is used in plans, so it must stay as it is" for name in names]
        )


def save_outline(framework: OutcomeFramework, matching: Matching) -> None:
    """Store an outline: rows whose words are kept stay, others are added or removed."""
    Aim.objects.filter(pk__in=[aim.pk for aim in matching.lost_aims]).delete()
    Outcome.objects.filter(pk__in=[outcome.pk for outcome in matching.lost_outcomes]).delete()
    for place, (typed, stored) in enumerate(matching.outcomes, start=1):
        outcome = stored or Outcome(framework=framework)
        _store(outcome, position=place, name=typed.name)
        aims = matching.aims[stored.pk] if stored else [(text, None) for text in typed.aims]
        for number, (text, aim) in enumerate(aims, start=1):
            _store(aim or Aim(outcome=outcome), position=number, text=text)


def _store(row: Outcome | Aim, **values: object) -> None:
    if row.pk is None or any(getattr(row, name) != value for name, value in values.items()):
        for name, value in values.items():
            setattr(row, name, value)
        row.save()


def _pair(typed: list[str], stored: dict[Named, str]) -> list[Named | None]:
    """For each typed text the stored row with the same words, else with words much like them."""
    left = dict(stored)
    pairs: list[Named | None] = []
    for text in typed:
        row = next((row for row, words in left.items() if _key(words) == _key(text)), None)
        pairs.append(row)
        if row is not None:
            del left[row]
    for place, text in enumerate(typed):
        if pairs[place] is None and left:
            best = max(left, key=lambda row: _likeness(left[row], text))
            if _likeness(left[best], text) >= _ALIKE:
                pairs[place] = best
                del left[best]
    return pairs


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, _key(one), _key(other), autojunk=False).ratio()


def _key(text: str) -> str:
    return " ".join(text.split()).casefold()
