"""A file of percentages: previewed, kept until it is confirmed, imported or let go."""

from __future__ import annotations

from accounts.models import User
from core import importing
from core.importing import Imported, rolled_back
from workforce.audit_actions import PERCENTAGES_DISCARDED, PERCENTAGES_KEPT
from workforce.importing.percentages import import_percentages
from workforce.models import KeptPercentages


def import_file(kept: KeptPercentages, *, actor: User | None) -> Imported:
    """Import what a file holds. Raises FaultyFile with every fault."""
    return import_percentages(bytes(kept.content), kept.name, actor=actor, source=kept.source)


def preview_file(kept: KeptPercentages, *, actor: User) -> Imported:
    """What an import would make. Raises FaultyFile."""
    return rolled_back(lambda: import_file(kept, actor=actor))


def keep_file(kept: KeptPercentages, *, actor: User) -> None:
    """Keep a file for its preview, in place of any other that waits for this person."""
    importing.keep_file(kept, actor=actor, action=PERCENTAGES_KEPT)


def confirm_file(kept: KeptPercentages, *, actor: User) -> Imported:
    """Import a previewed file. Raises FaultyFile where it no longer fits."""
    return importing.confirm_file(kept, lambda: import_file(kept, actor=actor))


def discard_file(kept: KeptPercentages, *, actor: User) -> None:
    """Let a previewed file go without importing it."""
    importing.discard_file(kept, actor=actor, action=PERCENTAGES_DISCARDED)
