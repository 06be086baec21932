"""What must stand once in a framework and stands twice in its file.

It is seen in the file as it was parsed, so that it is told together with every other fault.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from core.faults import Path
from core.text import tidy


def repeated(data: Any) -> Iterator[tuple[Path, str]]:
    """Where a level's number, a domain, a heading or a column of the chart stands again."""
    levels = _rows(data, "levels")
    for place, number in _again(levels, "number"):
        yield ("levels", place, "number"), f"there is a level {number} already"
    for at, level in levels:
        domains = _rows(level, "domains")
        for place, name in _again(domains, "domain"):
            path: Path = ("levels", at, "domains", place, "domain")
            yield path, f"“{name}” stands twice at this level"
        for below, domain in domains:
            for place, name in _again(_rows(domain, "headings"), "heading"):
                path = ("levels", at, "domains", below, "headings", place, "heading")
                yield path, f"“{name}” stands twice in this domain"
    chart = data.get("social_care") if isinstance(data, dict) else None
    for place, number in _again(_rows(chart, "levels"), "number"):
        path = ("social_care", "levels", place, "number")
        yield path, f"level {number} is in the chart already"


def _rows(holder: Any, key: str) -> list[tuple[int, dict[str, Any]]]:
    """The objects of a list with their places; whatever is no object is told elsewhere."""
    rows = holder.get(key) if isinstance(holder, dict) else None
    if not isinstance(rows, list):
        return []
    return [(place, row) for place, row in enumerate(rows) if isinstance(row, dict)]


def _again(rows: list[tuple[int, dict[str, Any]]], key: str) -> Iterator[tuple[int, str]]:
    """The rows whose name an earlier one has."""
    seen: set[str] = set()
    for place, row in rows:
        value = row.get(key)
        name = tidy(str(value)) if isinstance(value, str | int) else ""
        if name in seen:
            yield place, name[:60]
        elif name:
            seen.add(name)
