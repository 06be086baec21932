"""What people do to the parts of a pack: add, change, order, remove."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError

from accounts.models import User
from core.positions import move, next_position
from reports.models import Annex, Pack, PackPart
from reports.packs.acts import writing
from reports.packs.audit_actions import PART_ADDED, PART_CHANGED, PART_MOVED, PART_REMOVED

if TYPE_CHECKING:
    from reports.annexes import Annex as Inspected

IN_IT_ALREADY = "This is in the pack already"


def add_part(part: PackPart, *, actor: User) -> PackPart:
    """Add a part at the end of its pack. Raises ValidationError if it is in the pack already."""
    with writing(part.pack, PART_ADDED, actor=actor, note=str(part)) as pack:
        same = pack.parts.filter(kind=part.kind, target_id=part.target_id)
        if part.annex_id is None and same.exists():
            raise ValidationError(IN_IT_ALREADY)
        return _store(part, pack)


def add_annex(
    part: PackPart, content: bytes, file_name: str, found: Inspected, *, actor: User
) -> PackPart:
    """Keep an uploaded PDF that was examined, and add it as a part.

    Raises ValidationError for a file that the pack holds already.
    """
    with writing(part.pack, PART_ADDED, actor=actor, note=f"Annex {file_name}") as pack:
        digest = hashlib.sha256(content).hexdigest()
        if pack.annexes.filter(sha256=digest).exists():
            raise ValidationError("This file is in the pack already")
        part.annex = Annex.objects.create(
            pack=pack,
            file_name=file_name,
            content=content,
            sha256=digest,
            pages=found.pages,
            is_tagged=found.is_tagged,
            notices=list(found.notices),
            uploaded_by=actor,
        )
        return _store(part, pack)


def _store(part: PackPart, pack: Pack) -> PackPart:
    part.position = next_position(pack.parts.all(), first=1)
    part.save()
    return part


def change_part(part: PackPart, *, actor: User) -> None:
    """Store another title of a part, or make it exempt or open."""
    with writing(part.pack, PART_CHANGED, actor=actor, note=str(part)):
        part.save()


def move_part(part: PackPart, *, up: bool, actor: User) -> str:
    """Change places with the neighbour on the same side; how it stands now comes back in words.

    Raises ValidationError at the end, and for a part that was removed meanwhile.
    """
    with writing(part.pack, PART_MOVED, actor=actor, note=str(part)) as pack:
        place, number = move(pack.parts.filter(is_exempt=part.is_exempt), part, up=up)
    return f"“{part}” is now {place} of {number}"


def remove_part(part: PackPart, *, actor: User) -> None:
    """Take a part out of its pack; an annex goes with its file, all else stays where it is."""
    with writing(part.pack, PART_REMOVED, actor=actor, note=str(part)):
        annex = part.annex
        part.delete()
        if annex is not None:
            annex.delete()
