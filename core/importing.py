"""A file that is previewed before it is imported: what it made, and the file that waits.

The preview is the real import, rolled back (ADR 5).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.conf import settings
from django.db import models, transaction

from core.audit import act
from core.text import LINE

Made = TypeVar("Made")


@dataclass(frozen=True)
class Imported:
    """The facts of an import, what looks wrong in it, and the number of its last record."""

    words: str
    """ "57 returns imported"."""
    record: int
    facts: list[tuple[str, str]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


class WaitingFile(models.Model):
    """A file that was read without a fault and waits for its person to confirm the preview."""

    name = models.CharField(max_length=255)
    source = models.CharField(max_length=LINE, blank=True)
    content = models.BinaryField()
    kept_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    kept_at = models.DateTimeField(auto_now_add=True)

    audit_omits = ("content",)

    class Meta:
        abstract = True
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name


def rolled_back(import_: Callable[[], Made]) -> Made:
    """What an import would make, changing nothing."""
    with transaction.atomic():
        made = import_()
        transaction.set_rollback(True)
    return made


def keep_file(kept: WaitingFile, *, actor: Any, action: str) -> None:
    """Keep a file for its preview, in place of any other that waits for this person."""
    with act(action, actor=actor, note=kept.name[:300]) as entry:
        type(kept)._default_manager.filter(kept_for=actor).delete()
        kept.kept_for = actor
        kept.save()
        entry.about(kept)


def confirm_file(kept: WaitingFile, import_: Callable[[], Made]) -> Made:
    """Import a previewed file, which then waits no more."""
    with transaction.atomic():
        made = import_()
        kept.delete()
    return made


def discard_file(kept: WaitingFile, *, actor: Any, action: str) -> None:
    """Let a previewed file go without importing it."""
    with act(action, actor=actor, target=kept):
        kept.delete()
