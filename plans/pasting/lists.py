"""A pasted list or run of paragraphs as rows: the ref, if there is one, and the text.

A point is an action. What is indented under it, or marked otherwise ("o" under "•",
"a)" under "1."), is a line of the action above; so is an unmarked line among marked ones.
"""

from __future__ import annotations

from dataclasses import dataclass

from plans.pasting.markers import as_ref, is_bullet, looks_like_ref, rank_of, split_marker, style_of

TAB = 8
"""How far a tab indents, in spaces."""


@dataclass(frozen=True)
class _Line:
    indent: int
    marker: str
    text: str

    @property
    def as_point(self) -> str:
        """The line within an action: every bullet as the same one."""
        marker = "•" if is_bullet(self.marker) else self.marker
        return f"{marker} {self.text}".strip()


def is_list(lines: list[list[str]]) -> bool:
    """Whether tabs only indent, or stand between a marker and its point."""
    return all(_is_point(line) for line in lines)


def _is_point(line: list[str]) -> bool:
    cells = _without_empty_ends(line)[1]
    return len(cells) == 1 or (len(cells) == 2 and _is_marker(cells[0].strip()))


def _is_marker(text: str) -> bool:
    return is_bullet(text) or looks_like_ref(text)


def _without_empty_ends(line: list[str]) -> tuple[int, list[str]]:
    filled = [place for place, cell in enumerate(line) if cell.strip()]
    return filled[0], line[filled[0] : filled[-1] + 1]


def _read_line(line: list[str]) -> _Line:
    tabs, cells = _without_empty_ends(line)
    indent = tabs * TAB + len(cells[0]) - len(cells[0].lstrip())
    if len(cells) == 2:
        return _Line(indent, cells[0].strip(), cells[1].strip())
    return _Line(indent, *split_marker(cells[0]))


def read_list(lines: list[list[str]]) -> tuple[list[list[str]], set[int]]:
    """Rows of ref and text (of text alone where nothing has a ref), and which were joined."""
    points = [_read_line(line) for line in lines]
    first = next((point for point in points if point.marker), points[0] if points else None)
    items: list[list[str]] = []
    joined: set[int] = set()
    begun = False
    for point in points:
        begun = begun or point is first
        if items and begun and point is not first and first and _belongs_above(point, first):
            items[-1][1] += f"\n{point.as_point}"
            joined.add(len(items) - 1)
        else:
            items.append([as_ref(point.marker), point.text])
    if not any(ref for ref, _ in items):
        return [[text] for _, text in items], joined
    return items, joined


def _belongs_above(point: _Line, first: _Line) -> bool:
    if point.indent > first.indent:
        return True
    if not first.marker or not point.marker:
        return bool(first.marker)
    rank, first_rank = rank_of(point.marker), rank_of(first.marker)
    # Numbers go on whatever their shape: 1.9 and 2 are two actions.
    other = rank > 0 and style_of(point.marker) != style_of(first.marker)
    return rank > first_rank or (rank == first_rank and other)
