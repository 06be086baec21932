"""Who holds a role where something happens."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q

from accounts.models import User


def holders_at(
    roles: Collection[str], *, directorate_id: int, committee_id: int | None = None
) -> list[User]:
    """Who holds one of these roles for a directorate or a committee, each once."""
    place = Q(role_assignments__committee=None) & (
        Q(role_assignments__directorate=directorate_id) | Q(role_assignments__directorate=None)
    )
    if committee_id is not None:
        place |= Q(role_assignments__committee=committee_id)
    here = Q(role_assignments__role__in=roles)
    return list(User.objects.filter(here & place, is_active=True).distinct().order_by("pk"))
