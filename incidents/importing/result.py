"""What an import made, or would make: shown before it is confirmed, and printed by a command."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Imported:
    """The facts of an import, what looks wrong in it, and the number of its last record."""

    words: str
    """ "57 returns imported"."""
    record: int
    facts: list[tuple[str, str]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
