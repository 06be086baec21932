"""The order of rows among their neighbours."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max, QuerySet


def next_position(siblings: QuerySet[Any], *, first: int = 0) -> int:
    """The place after the last of them; `first` where there is none."""
    last = siblings.aggregate(last=Max("position"))["last"]
    return first if last is None else last + 1


def swapped(siblings: QuerySet[Any], row: Any, *, up: bool) -> list[Any]:
    """The row and the neighbour with which it changes places, each at its new place; nothing
    where it stands at that end."""
    if up:
        found = siblings.filter(position__lt=row.position).order_by("-position").first()
    else:
        found = siblings.filter(position__gt=row.position).order_by("position").first()
    if found is None:
        return []
    found.position, row.position = row.position, found.position
    return [row, found]


def move(siblings: QuerySet[Any], row: Any, *, up: bool) -> tuple[int, int]:
    """Let a row change places with its neighbour, as they stand now: the place it has then,
    from 1, and how many there are. Raises ValidationError at the end, and where it is gone."""
    rows = list(siblings.select_for_update())
    here = next((place for place, each in enumerate(rows) if each.pk == row.pk), None)
    if here is None:
        raise ValidationError("Somebody removed or moved this meanwhile")
    there = here - 1 if up else here + 1
    if not 0 <= there < len(rows):
        raise ValidationError(f"This is the {'first' if up else 'last'} one already")
    one, other = rows[here], rows[there]
    one.position, other.position = other.position, one.position
    for each in (one, other):
        each.save(update_fields=["position"])
    return there + 1, len(rows)
