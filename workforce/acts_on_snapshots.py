"""Beginning a snapshot, entering its figures, removing it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import ProtectedError

from accounts.capabilities import Capability
from accounts.models import User
from core.audit import act
from workforce.audit_actions import (
    COUNTS_SAVED,
    PERCENTAGES_SAVED,
    SNAPSHOT_BEGUN,
    SNAPSHOT_CHANGED,
    SNAPSHOT_REMOVED,
)
from workforce.models import GroupCount, PrintedShare, Snapshot, StaffGroup
from workforce.writing import GroupEntry, write_group


@contextmanager
def _keeping(
    snapshot: Snapshot, action: str, *, actor: User | None, note: str = ""
) -> Iterator[None]:
    require_keeper(actor)
    with act(action, actor=actor, note=note[:300]) as entry:
        yield
        entry.about(snapshot)


def require_keeper(actor: User | None) -> None:
    """Raises PermissionDenied for who may not keep workforce figures; None is the command line."""
    if actor is not None and not actor.can(Capability.KEEP_WORKFORCE):
        raise PermissionDenied


def begin_snapshot(snapshot: Snapshot, *, actor: User | None) -> Snapshot:
    """Begin a snapshot of counts or of percentages, without figures yet."""
    with _keeping(snapshot, SNAPSHOT_BEGUN, actor=actor):
        snapshot.save()
    return snapshot


def change_snapshot(snapshot: Snapshot, *, actor: User) -> Snapshot:
    """Save where the figures are from and what is noted of them."""
    with _keeping(snapshot, SNAPSHOT_CHANGED, actor=actor):
        snapshot.save()
    return snapshot


def remove_snapshot(snapshot: Snapshot, *, actor: User) -> None:
    """Remove a snapshot with its figures; what was published of it stays as it was.

    Raises ValidationError while something else prints these figures.
    """
    require_keeper(actor)
    with act(SNAPSHOT_REMOVED, actor=actor, target=snapshot):
        try:
            snapshot.delete()
        except ProtectedError:
            raise ValidationError("An annual report prints these figures, so they stay") from None


def save_counts(
    snapshot: Snapshot, group: StaffGroup, entry: GroupEntry, *, actor: User
) -> GroupCount:
    """Enter the counts of a group. Raises ValidationError for a total, or more answers than
    people."""
    if group.is_total:
        raise ValidationError("A total is worked out of its parts")
    if not snapshot.has_counts:
        raise ValidationError("Of these figures only percentages are held")
    with _keeping(snapshot, COUNTS_SAVED, actor=actor, note=str(group)):
        try:
            return write_group(snapshot, group, entry)
        except ValueError as error:
            raise ValidationError(str(error)) from None


def save_percentages(
    snapshot: Snapshot,
    rows: Mapping[StaffGroup, tuple[int | None, Mapping[str, str]]],
    *,
    actor: User | None,
    action: str = PERCENTAGES_SAVED,
) -> None:
    """Enter percentages as published: of each group the headcount, if it was printed, and the
    text of each column. Groups that are not told of are removed from the snapshot."""
    if snapshot.has_counts:
        raise ValidationError("Of these figures counts are held")
    with _keeping(snapshot, action, actor=actor):
        snapshot.save()  # who has them open in a form is told that they changed
        snapshot.groups.exclude(group__in=list(rows)).delete()
        for group, (headcount, shares) in rows.items():
            row, _ = GroupCount.objects.get_or_create(snapshot=snapshot, group=group)
            row.headcount = headcount
            row.save()
            row.shares.exclude(headline__in=list(shares)).delete()
            for headline, text in shares.items():
                PrintedShare.objects.update_or_create(
                    group_count=row, headline=headline, defaults={"text": text}
                )
