"""A framework's file: previewed, kept until it is confirmed, imported or let go."""

from __future__ import annotations

from accounts.models import User
from core import importing
from core.importing import Imported, rolled_back
from thresholds.audit_actions import THRESHOLDS_FILE_DISCARDED, THRESHOLDS_FILE_KEPT
from thresholds.exchange.importing import import_file
from thresholds.models import KeptFramework


def preview_file(kept: KeptFramework, *, actor: User) -> Imported:
    """What an import would make. Raises FaultyFile."""
    return rolled_back(lambda: import_file(bytes(kept.content), actor=actor))


def keep_file(kept: KeptFramework, *, actor: User) -> None:
    """Keep a file for its preview, in place of any other that waits for this person."""
    importing.keep_file(kept, actor=actor, action=THRESHOLDS_FILE_KEPT)


def confirm_file(kept: KeptFramework, *, actor: User) -> Imported:
    """Import a previewed file. Raises FaultyFile where it no longer fits."""
    return importing.confirm_file(kept, lambda: import_file(bytes(kept.content), actor=actor))


def discard_file(kept: KeptFramework, *, actor: User) -> None:
    """Let a previewed file go without importing it."""
    importing.discard_file(kept, actor=actor, action=THRESHOLDS_FILE_DISCARDED)
