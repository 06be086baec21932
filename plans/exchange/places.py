"""Where a value stands: in a plan document, and in the file that a person sees."""

from __future__ import annotations

from collections.abc import Callable

Path = tuple[str | int, ...]
"""Where a value stands in the document: ("appendices", 0, "outcomes", 1, "lead")."""

Locate = Callable[[Path], str]
"""Says in words where a path is in the file that a person sees."""


def json_place(path: Path) -> str:
    """A path as people write it: appendices[0].outcomes[1].lead."""
    place = ""
    for step in path:
        place += f"[{step}]" if isinstance(step, int) else f".{step}" if place else step
    return place
