"""Beginning a version of the framework, putting it in force, taking it out of use."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, models
from django.utils import timezone

from accounts.capabilities import Capability
from accounts.models import User
from core.audit import act
from thresholds.audit_actions import (
    FRAMEWORK_BEGUN,
    FRAMEWORK_CHANGED,
    FRAMEWORK_COPIED,
    FRAMEWORK_IN_FORCE,
    FRAMEWORK_OUT_OF_USE,
    FRAMEWORK_REMOVED,
    FRAMEWORK_SHOWN,
)
from thresholds.copying import copy_parts
from thresholds.models import Contact, Framework
from thresholds.ready_made import add_ready_made

Part = TypeVar("Part", bound=models.Model)
_LOCK = 9_203_001
"""One version after the other is put in force."""
NOT_YET = "This day has not come yet. Put the version in force on the day; until then it is a draft"
STAYS = "This version is no draft any more, so it stays as it is. Begin a new version"


def require_editor(actor: User | None) -> None:
    """Raises PermissionDenied for who may not edit; None is the command line."""
    if actor is not None and not actor.can(Capability.EDIT_THRESHOLDS):
        raise PermissionDenied


@contextmanager
def changing(framework: Framework, *, actor: User | None, note: str = "") -> Iterator[Framework]:
    """A change to a version, locked. Raises ValidationError where it is no draft; contacts may
    be corrected in any version (`correcting`)."""
    require_editor(actor)
    with act(FRAMEWORK_CHANGED, actor=actor, target=framework, note=note[:300]):
        locked = Framework.objects.select_for_update().get(pk=framework.pk)
        if not locked.is_draft:
            raise ValidationError(STAYS)
        yield locked


@contextmanager
def correcting(framework: Framework, *, actor: User, note: str = "") -> Iterator[None]:
    """A correction of what may change in any version: whom to call."""
    require_editor(actor)
    with act(FRAMEWORK_CHANGED, actor=actor, target=framework, note=note[:300]):
        Framework.objects.select_for_update().get(pk=framework.pk)
        yield


def begin_framework(framework: Framework, *, actor: User | None) -> Framework:
    """Begin a draft with the four levels, three domains and fourteen headings."""
    require_editor(actor)
    with act(FRAMEWORK_BEGUN, actor=actor) as entry:
        framework.save()
        add_ready_made(framework)
        entry.about(framework)
    return framework


def begin_new_version(framework: Framework, *, actor: User) -> Framework:
    """Begin a draft with everything that a version has."""
    require_editor(actor)
    with act(FRAMEWORK_COPIED, actor=actor) as entry:
        draft = copy_parts(framework)
        entry.about(draft)
    return draft


def remove_draft(framework: Framework, *, actor: User) -> None:
    """Remove a draft. Raises ValidationError for a version that was in force."""
    require_editor(actor)
    with act(FRAMEWORK_REMOVED, actor=actor, target=framework):
        if not Framework.objects.select_for_update().get(pk=framework.pk).is_draft:
            raise ValidationError("This version was in force, so it stays")
        framework.delete()


def what_is_missing(framework: Framework) -> list[str]:
    """Why a version cannot be put in force yet, each reason a sentence."""
    missing = []
    if not framework.contacts.exists():
        missing.append("Enter at least one office to call where a child may be at risk")
    if not framework.emergency.strip():
        missing.append("Enter the number for emergencies")
    if not framework.levels.exists():
        missing.append("Add at least one level")
    return missing


def put_in_force(
    framework: Framework, day: date, *, still_used: bool, actor: User | None
) -> Framework:
    """Put a draft in force from a day, in place of the one before, which is replaced or, for
    those who began with it, stays in use.

    Raises ValidationError where something is missing, the day has not come yet (everybody would
    work by it already), or another version is from that day.
    """
    require_editor(actor)
    with act(FRAMEWORK_IN_FORCE, actor=actor, note=day.isoformat()) as entry:
        _take_turns()
        locked = Framework.objects.select_for_update().get(pk=framework.pk)
        if not locked.is_draft:
            raise ValidationError(STAYS)
        if missing := what_is_missing(locked):
            raise ValidationError(missing)
        if day > timezone.localdate():
            raise ValidationError({"in_force_from": NOT_YET})
        if Framework.objects.exclude(state="draft").filter(in_force_from=day).exists():
            raise ValidationError({"in_force_from": "Another version is in force from that day"})
        before = Framework.objects.in_force()
        if before is not None:
            before.state = Framework.State.STILL_USED if still_used else Framework.State.REPLACED
            before.save()
        locked.state, locked.in_force_from = Framework.State.IN_FORCE, day
        locked.save()
        entry.about(locked)
    return locked


def take_out_of_use(framework: Framework, *, actor: User) -> None:
    """A replaced version that was still in use is no longer."""
    require_editor(actor)
    with act(FRAMEWORK_OUT_OF_USE, actor=actor, target=framework):
        locked = Framework.objects.select_for_update().get(pk=framework.pk)
        if locked.state != Framework.State.STILL_USED:
            raise ValidationError(
                "Only a version that was replaced but is still in use is taken out"
            )
        locked.state = Framework.State.REPLACED
        locked.save()


def show_to(framework: Framework, *, everybody: bool, actor: User) -> None:
    """Say whether a version is read without signing in."""
    require_editor(actor)
    with act(FRAMEWORK_SHOWN, actor=actor, target=framework):
        locked = Framework.objects.select_for_update().get(pk=framework.pk)
        locked.is_public = everybody
        locked.save()


def save_part(framework: Framework, part: Part, *, actor: User) -> Part:
    """Save a part of a draft as it was changed; a contact also of a version in force."""
    about = correcting if isinstance(part, Contact) else changing
    with about(framework, actor=actor, note=str(part)):
        part.save()
    return part


def remove_part(framework: Framework, part: models.Model, *, actor: User) -> None:
    """Remove a part of a draft, or a contact. Raises ValidationError for the last contact of a
    version that is read."""
    about: Any = correcting if isinstance(part, Contact) else changing
    with about(framework, actor=actor, note=str(part)):
        last = isinstance(part, Contact) and framework.contacts.count() == 1
        if last and not framework.is_draft:
            raise ValidationError("At least one office stays: it is in the box on every page")
        part.delete()


def _take_turns() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
