"""The contents of a paper's web page."""

from __future__ import annotations

from dataclasses import dataclass, field

from reports.models import PaperFile, PaperText

LEVELS = (1, 2)


@dataclass(frozen=True)
class Entry:
    """A heading that the contents name, with those below it."""

    heading: str
    anchor: str
    within: list[Entry] = field(default_factory=list)


def contents_of(file: PaperFile) -> list[Entry]:
    """The parts of a document and the sections in each."""
    parts: list[Entry] = []
    texts = PaperText.objects.filter(file=file, level__in=LEVELS)
    for heading, anchor, level in texts.values_list("heading", "anchor", "level"):
        entry = Entry(heading, anchor)
        if level == LEVELS[0] or not parts:
            parts.append(entry)
        else:
            parts[-1].within.append(entry)
    return parts
