"""Preparing, opening, closing and reopening a collection, and asking schools."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.capabilities import Capability
from accounts.models import User
from core.audit import act
from council.models import School
from incidents.audit_actions import (
    COLLECTION_BEGUN,
    COLLECTION_CHANGED,
    COLLECTION_CLOSED,
    COLLECTION_OPENED,
    COLLECTION_REMOVED,
    COLLECTION_REOPENED,
    SCHOOL_NOT_ASKED,
    SCHOOLS_ASKED,
)
from incidents.breakdowns import Dimension
from incidents.models import (
    CategoryList,
    Collection,
    CollectionCategories,
    IncidentType,
    SchoolReturn,
)


def begin_collection(
    collection: Collection, types: Iterable[IncidentType], *, actor: User
) -> Collection:
    """Prepare a collection. Its form asks by the category lists that hold on its first day."""
    _require_right(actor)
    with act(COLLECTION_BEGUN, actor=actor) as entry:
        collection.save()
        _fit_form(collection, types)
        entry.about(collection)
    return collection


def change_collection(
    collection: Collection, types: Iterable[IncidentType], *, actor: User
) -> Collection:
    """Save a collection as changed; once it is open only its due date and note change."""
    with _collecting(collection, COLLECTION_CHANGED, actor=actor):
        collection.save()
        if collection.opened_at is None:
            _fit_form(collection, types)
    return collection


def _fit_form(collection: Collection, types: Iterable[IncidentType]) -> None:
    racist = IncidentType.objects.get(key=IncidentType.RACIST)
    collection.types.set({racist, *types})
    collection.category_lists.all().delete()
    for each in CategoryList.objects.on(collection.start):
        CollectionCategories.objects.create(
            collection=collection, dimension=each.dimension, list=each
        )


def remove_collection(collection: Collection, *, actor: User) -> None:
    """Remove a collection. Raises ValidationError once it was opened."""
    with _collecting(collection, COLLECTION_REMOVED, actor=actor) as locked:
        if locked.opened_at is not None:
            raise ValidationError("This collection was opened, so it stays")
        collection.delete()


def open_collection(collection: Collection, schools: Iterable[School], *, actor: User) -> int:
    """Ask these schools; returns how many returns are expected.

    Raises ValidationError where it was opened already, no school is asked, or a dimension of
    the form has no category list on the first day.
    """
    asked = list(schools)
    with _collecting(
        collection, COLLECTION_OPENED, actor=actor, note=f"{len(asked)} schools asked"
    ) as locked:
        if locked.opened_at is not None:
            raise ValidationError("This collection was opened already")
        if not asked:
            raise ValidationError("Select at least one school")
        held = set(collection.category_lists.values_list("dimension", flat=True))
        missing = [each.label for each in Dimension if each not in held]
        if missing:
            raise ValidationError(
                f"No category list holds on the first day for: {', '.join(missing)}"
            )
        collection.opened_at = timezone.now()
        collection.save()
        return _ask(collection, asked)


def ask_more_schools(collection: Collection, schools: Iterable[School], *, actor: User) -> int:
    """Ask schools that were not asked at first. Raises ValidationError unless it is open."""
    asked = list(schools)
    names = ", ".join(school.name for school in asked)
    with _collecting(collection, SCHOOLS_ASKED, actor=actor, note=names[:300]) as locked:
        if not locked.is_open:
            raise ValidationError("This collection is not open")
        if not asked:
            raise ValidationError("Select at least one school")
        return _ask(collection, asked)


def _ask(collection: Collection, schools: list[School]) -> int:
    returns = [
        SchoolReturn(collection=collection, school=school, type=incident_type)
        for incident_type in collection.types.all()
        for school in schools
    ]
    SchoolReturn.objects.bulk_create(returns)
    return len(returns)


def no_longer_ask(school_return: SchoolReturn, *, actor: User) -> None:
    """Take back that a school was asked. Raises ValidationError once it has begun to answer."""
    collection = school_return.collection
    with _collecting(
        collection, SCHOOL_NOT_ASKED, actor=actor, note=str(school_return.school)
    ) as locked:
        if not locked.is_open:
            raise ValidationError("This collection is not open")
        found = SchoolReturn.objects.select_for_update().get(pk=school_return.pk)
        if found.was_begun:
            raise ValidationError(f"{found.school} has begun its return, so it stays")
        found.delete()


def close_collection(collection: Collection, *, actor: User) -> int:
    """Take no more returns; returns how many were not made and stay missing."""
    with _collecting(collection, COLLECTION_CLOSED, actor=actor) as locked:
        if not locked.is_open:
            raise ValidationError("This collection is not open")
        collection.closed_at = timezone.now()
        collection.save()
        return collection.returns.missing().count()


def reopen_collection(collection: Collection, *, reason: str, actor: User) -> None:
    """Take returns again, for a reason that stays in the trail."""
    if not reason.strip():
        raise ValidationError({"reason": "Enter why the collection is reopened"})
    with _collecting(
        collection, COLLECTION_REOPENED, actor=actor, note=reason.strip()[:300]
    ) as locked:
        if not locked.is_closed:
            raise ValidationError("This collection is not closed")
        collection.closed_at = None
        collection.save()


@contextmanager
def _collecting(
    collection: Collection, action: str, *, actor: User, note: str = ""
) -> Iterator[Collection]:
    """An act of who collects; gives the collection as it is now, locked."""
    _require_right(actor)
    with act(action, actor=actor, target=collection, note=note):
        yield Collection.objects.select_for_update().get(pk=collection.pk)


def _require_right(actor: User) -> None:
    if not actor.can(Capability.COLLECT_RETURNS):
        raise PermissionDenied
