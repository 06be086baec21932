"""What an officer sees and asks for before figures are published."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from hashlib import sha256

from core.disclosure.publishing import Publication
from core.disclosure.quantities import Key, Quantities
from core.text import counted

DEAR = 25
"""How much dearer it is to hide a figure that an officer prefers to keep."""


def joined(key: Key) -> str:
    """A quantity's name in one string, as forms send it."""
    return " / ".join(key)


def preferred(keys: Iterable[Key], keep: Collection[str]) -> dict[Key, int]:
    """The quantities that an officer prefers to keep, as `publish` is told; asked for by
    `joined` names. What names no quantity is passed over."""
    return {key: DEAR for key in keys if joined(key) in keep}


def mark_of(quantities: Quantities) -> str:
    """A mark of the true figures: another one means that some changed since it was taken."""
    figures = sorted((joined(key), str(figure)) for key, figure in quantities.figures.items())
    return sha256(repr(figures).encode()).hexdigest()[:32]


def hidden_in_words(publication: Publication) -> str:
    """How many figures are hidden as they are, how many besides, and whether fewer would do."""
    pattern = publication.pattern
    hidden = [cell for cell in publication.cells.values() if cell.reason]
    secondary = len(pattern.secondary)
    for_itself = len(hidden) - secondary
    are = "is hidden for what it is" if for_itself == 1 else "are hidden for what they are"
    words = (
        f"{counted(for_itself, 'figure')} {are}, {secondary} more so that none of those can be "
        "worked out"
    )
    if pattern.optimal:
        return f"{words}. No safe choice hides less."
    return f"{words}. There was no time to find whether fewer would do."
