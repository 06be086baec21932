"""The order of parts among their neighbours."""

from __future__ import annotations

from typing import Any

from django.db.models import Max, QuerySet


def next_position(siblings: QuerySet[Any]) -> int:
    """The place after the last of them."""
    last = siblings.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def swapped(siblings: QuerySet[Any], part: Any, *, up: bool) -> list[Any]:
    """The part and the neighbour with which it changes places, each at its new place; nothing
    where it stands at that end."""
    if up:
        found = siblings.filter(position__lt=part.position).order_by("-position").first()
    else:
        found = siblings.filter(position__gt=part.position).order_by("position").first()
    if found is None:
        return []
    found.position, part.position = part.position, found.position
    return [part, found]
