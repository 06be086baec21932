"""Asking that an approved pack be frozen; a worker does it, as it makes any document."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.capabilities import Capability
from accounts.models import User
from reports.making import request_document
from reports.models import Document, Pack
from reports.packs.page import FREEZING
from reports.packs.steps import approval_of, locked, refuse_obstacles


def ask_to_freeze(pack: Pack, *, actor: User) -> Document:
    """Ask for the freezing of a pack; what was asked already, and is under way, comes back.

    Raises PermissionDenied, and ValidationError where it is not approved or something stops it.
    """
    from reports.documents import KINDS

    if not pack.allows(actor, Capability.FREEZE_PAPERS):
        raise PermissionDenied
    with transaction.atomic():
        current = locked(pack)
        approval = approval_of(current)
        if approval is None or current.state != Pack.State.APPROVED:
            raise ValidationError(
                f"This pack is now “{current.get_state_display()}”. Only what is approved is frozen"
            )
        refuse_obstacles(current)
        parameters = {"approval": str(approval.pk)}
        asked = Document.objects.filter(
            kind=FREEZING, target_id=pack.pk, parameters=parameters
        ).defer("content")
        for document in asked:
            if document.is_under_way:
                return document
        return request_document(KINDS[FREEZING], current, actor=actor, parameters=parameters)
