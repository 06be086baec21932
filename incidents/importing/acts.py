"""A file of returns or totals: previewed, kept until it is confirmed, imported or let go."""

from __future__ import annotations

from accounts.models import User
from core import importing
from core.importing import Imported, rolled_back
from incidents.audit_actions import FILE_DISCARDED, FILE_KEPT
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


def preview_file(kept: KeptFile, *, actor: User) -> Imported:
    """What an import would make. Raises FaultyFile."""
    return rolled_back(lambda: import_file(kept, actor=actor))


def keep_file(kept: KeptFile, *, actor: User) -> None:
    """Keep a file for its preview, in place of any other that waits for this person."""
    importing.keep_file(kept, actor=actor, action=FILE_KEPT)


def confirm_file(kept: KeptFile, *, actor: User) -> Imported:
    """Import a previewed file. Raises FaultyFile where it no longer fits."""
    return importing.confirm_file(kept, lambda: import_file(kept, actor=actor))


def discard_file(kept: KeptFile, *, actor: User) -> None:
    """Let a previewed file go without importing it."""
    importing.discard_file(kept, actor=actor, action=FILE_DISCARDED)
