"""Changing what a draft is made of: the lines of a cell, the order of parts."""

from __future__ import annotations

from typing import Any

from accounts.models import User
from core.positions import swapped
from thresholds.acts import changing, correcting
from thresholds.models import Contact, Framework, Heading, Indicator, Level


def save_cell(
    framework: Framework,
    level: Level,
    heading: Heading,
    lines: dict[str, list[str]],
    *,
    actor: User,
) -> None:
    """Let the lines, by kind, be what stands at a level under a heading, in their order. A line
    that stays keeps its row, so the audit trail tells only what changed."""
    held = list(Indicator.objects.filter(level=level, heading=heading))
    if lines == {kind: [e.text for e in held if e.kind == kind] for kind in lines}:
        return
    note = f"Level {level.number}, {heading.name}"
    with changing(framework, actor=actor, note=note):
        for kind, texts in lines.items():
            rows = [each for each in held if each.kind == kind]
            kept = [_taken(rows, text) for text in texts]
            Indicator.objects.filter(pk__in=[each.pk for each in rows]).delete()
            for position, (found, text) in enumerate(zip(kept, texts, strict=True)):
                row = found or Indicator(level=level, heading=heading, kind=kind, text=text)
                if row.pk is None or row.position != position:
                    row.position = position
                    row.save()


def _taken(rows: list[Indicator], text: str) -> Indicator | None:
    """The row of a line, taken out of those that are left."""
    found = next((each for each in rows if each.text == text), None)
    if found is not None:
        rows.remove(found)
    return found


def move_part(framework: Framework, part: Any, siblings: Any, *, up: bool, actor: User) -> bool:
    """Let a part change places with its neighbour; returns whether there was one."""
    about: Any = correcting if isinstance(part, Contact) else changing
    if not (both := swapped(siblings, part, up=up)):
        return False
    with about(framework, actor=actor, note=f"Moved {part}"):
        for each in both:
            each.save(update_fields=["position"])
    return True
