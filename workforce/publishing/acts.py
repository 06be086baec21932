"""Publishing a workforce profile: once, for good, and never what fails the audit."""

from __future__ import annotations

from collections.abc import Collection

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from accounts.capabilities import Capability
from accounts.models import User
from core.audit import act
from core.disclosure import Contradiction, NotSafe
from workforce.audit_actions import PROFILE_PUBLISHED
from workforce.models import PublishedProfile, Snapshot
from workforce.publishing.preview import Preview

_LOCK = 7_203_002
"""One publication after the other: each must know what is public already."""


def publish_profile(
    snapshot: Snapshot, keep: Collection[str] = (), *, actor: User, seen: str = ""
) -> PublishedProfile:
    """Publish what a preview shows; `seen` is the mark of the one that was looked at.

    Raises ValidationError where nothing is held, where a figure has changed since it was
    looked at, or where the audit finds that a hidden figure could be worked out.
    """
    if not actor.can(Capability.PUBLISH_WORKFORCE):
        raise PermissionDenied
    with act(PROFILE_PUBLISHED, actor=actor) as entry:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        preview = Preview(snapshot, keep)
        try:
            if not preview.profile.mine.groups:
                raise ValidationError("No figures are held of this organisation and day")
            if seen and seen != preview.seen:
                raise ValidationError(
                    "Something has changed since you looked, so nothing was published. Look again"
                )
            record = preview.record()
        except (NotSafe, Contradiction) as unsafe:
            raise ValidationError(
                f"The audit found a fault, so nothing was published: {unsafe}"
            ) from None
        published = PublishedProfile.objects.create(
            directorate=snapshot.directorate,
            day=snapshot.day,
            record=record,
            published_by=actor,
            published_by_name=str(actor),
        )
        entry.about(published)
    return published
