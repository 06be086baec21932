"""Recording incidents in a school's log."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import PermissionDenied

from accounts.capabilities import Capability
from accounts.models import User
from core.audit import act
from incidents.audit_actions import INCIDENT_CHANGED, INCIDENT_LOGGED, INCIDENT_REMOVED
from incidents.models import Incident


def keep_incident(incident: Incident, save: Callable[[], Incident], *, actor: User) -> Incident:
    """Record an incident or change what was recorded; `save` keeps it with those involved."""
    _require_right(incident, actor)
    action = INCIDENT_CHANGED if incident.pk else INCIDENT_LOGGED
    with act(action, actor=actor) as entry:
        kept = save()
        entry.about(kept)
    return kept


def remove_incident(incident: Incident, *, actor: User) -> None:
    """Remove an incident that was recorded by mistake; the trail keeps that it was."""
    _require_right(incident, actor)
    with act(INCIDENT_REMOVED, actor=actor, target=incident):
        incident.delete()


def _require_right(incident: Incident, actor: User) -> None:
    if incident.school_id not in actor.reach(Capability.MAKE_RETURNS).schools:
        raise PermissionDenied
