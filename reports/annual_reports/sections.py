"""The parts of an annual report that are written, each with its own form."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Section:
    """What is written or selected together."""

    key: str
    title: str
    """Of its page, as what one does there."""
    fields: tuple[str, ...]


SECTIONS = {
    section.key: section
    for section in (
        Section("introduction", "Title and introduction", ("title", "introduction")),
        Section("vision", "Vision", ("vision",)),
        Section("workforce", "Workforce", ("workforce", "workforce_text")),
        Section("schools", "Schools and pupils", ("schools_text",)),
        Section("returns", "Racist incident returns", ("returns", "returns_text")),
        Section("achievements", "Achievements", ("achievements_text",)),
    )
}
