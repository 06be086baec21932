"""Who else has a plan open, told where it is written. It never stops anybody."""

from __future__ import annotations

from django.utils import timezone

from accounts.models import User
from plans.models import Plan, Presence

ByPart = dict[tuple[str, int], list[Presence]]
"""By kind and number of a part: who has it open, each person once."""


def touch(plan: Plan, user: User, *, kind: str, part_pk: int, page: str) -> None:
    """Note that somebody has a part open, and forget whoever went away."""
    Presence.objects.filter(plan=plan).gone().delete()
    Presence.objects.bulk_create(
        [
            Presence(
                user=user,
                plan=plan,
                kind=kind,
                part_pk=part_pk,
                page=page,
                seen_at=timezone.now(),
            )
        ],
        update_conflicts=True,
        unique_fields=["user", "plan", "kind", "part_pk", "page"],
        update_fields=["seen_at"],
    )


def others_by_part(plan: Plan, user: User) -> ByPart:
    """Everybody else who has a part of this plan open, in one query."""
    found: ByPart = {}
    for presence in Presence.objects.others(plan, user):
        there = found.setdefault((presence.kind, presence.part_pk), [])
        if presence.user_id not in {other.user_id for other in there}:
            there.append(presence)
    return found


def close_forms(plan: Plan, user: User) -> None:
    """Forget the forms that somebody had open; one still open elsewhere tells so again."""
    Presence.objects.filter(plan=plan, user=user, page=Presence.Page.FORM).delete()
