"""A file of returns or totals: previewed, kept until it is confirmed, imported or let go.

The preview is the real import, rolled back (ADR 5).
"""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from core.audit import act
from incidents.audit_actions import FILE_DISCARDED, FILE_KEPT
from incidents.importing.result import Imported
from incidents.importing.returns import import_returns
from incidents.importing.totals import import_totals
from incidents.models import KeptFile


def import_file(kept: KeptFile, *, actor: User | None) -> Imported:
    """Import what a file holds. Raises FaultyFile with every fault."""
    content = bytes(kept.content)
    if kept.holds == KeptFile.Holds.RETURNS:
        return import_returns(content, kept.name, actor=actor, incident_type=kept.type)
    return import_totals(
        content, kept.name, actor=actor, source=kept.source, incident_type=kept.type
    )


def preview_file(kept: KeptFile, *, actor: User | None) -> Imported:
    """What an import would make. Raises FaultyFile."""
    with transaction.atomic():
        result = import_file(kept, actor=actor)
        transaction.set_rollback(True)
    return result


def keep_file(kept: KeptFile, *, actor: User) -> KeptFile:
    """Keep a file for its preview, in place of any other that waits for this person."""
    with act(FILE_KEPT, actor=actor, note=kept.name[:300]) as entry:
        KeptFile.objects.filter(kept_for=actor).delete()
        kept.kept_for = actor
        kept.save()
        entry.about(kept)
    return kept


def confirm_file(kept: KeptFile, *, actor: User) -> Imported:
    """Import a previewed file. Raises FaultyFile where it no longer fits."""
    with transaction.atomic():
        result = import_file(kept, actor=actor)
        kept.delete()
    return result


def discard_file(kept: KeptFile, *, actor: User) -> None:
    """Let a previewed file go without importing it."""
    with act(FILE_DISCARDED, actor=actor, target=kept):
        kept.delete()
