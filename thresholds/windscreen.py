"""The windscreen: a half circle in which need grows from the first level to the last.

Where everything stands, in the units of the drawing, measured from its upper left corner:
the template only places it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import cos, pi, sin

from thresholds.lettering import Label, Wedge, labels
from thresholds.models import Level
from thresholds.places import Places
from thresholds.tones import Tone, tones

WIDTH, HEIGHT = 640, 354
CENTRE_X, CENTRE_Y = 320.0, 340.0
OUTER, INNER = 280.0, 104.0
UP, DOWN = 296.0, 88.0
"""How far from the centre the arrows run: outside the levels, and inside."""
SHORT_OF = pi / 12
"""How far an arrow keeps from the ground line."""
HEAD = 9.0


@dataclass(frozen=True)
class Arrow:
    """A curved arrow: its line, its head, and where its words stand."""

    words: str
    line: str
    head: str
    x: float
    y: float


@dataclass(frozen=True)
class Segment:
    """The part of a level, with its number, and its name where every name has room."""

    level: Level
    tone: Tone
    path: str
    number: Label
    name: list[Label]
    url: str

    @property
    def full_name(self) -> str:
        """How a link to it is told: "Level 2: Early intervention"."""
        return str(self.level)


@dataclass(frozen=True)
class Windscreen:
    """The whole drawing. Without addresses its segments are no links."""

    segments: list[Segment]
    arrows: list[Arrow]
    width: int = WIDTH
    height: int = HEIGHT
    title: str = "Windscreen of need"

    @property
    def description(self) -> str:
        """What the eye sees, in words."""
        if not self.segments:
            return "No level has been added yet."
        if len(self.segments) == 1:
            return f"A half circle with {self.segments[0].full_name}."
        first, last = self.segments[0].full_name, self.segments[-1].full_name
        between = [segment.full_name for segment in self.segments[1:-1]]
        return (
            f"A half circle in which need grows from {first} on the left"
            f"{''.join(f', over {name}' for name in between)}, to {last} on the right. "
            "One arrow leads up from level to level, the other back down."
        )

    @property
    def is_linked(self) -> bool:
        """Whether its segments lead to the levels."""
        return any(segment.url for segment in self.segments)


def windscreen(levels: Sequence[Level], places: Places | None) -> Windscreen:
    """The windscreen of a framework's levels; with links to them where their places are given."""
    drawn = _drawn(tuple((level.number, level.name) for level in levels))
    segments = [
        Segment(level, tone, path, number, name, places.level(level) if places else "")
        for level, tone, (path, number, name) in zip(levels, tones(len(levels)), drawn, strict=True)
    ]
    return Windscreen(segments, [_up(), _down()])


@lru_cache(maxsize=32)
def _drawn(levels: tuple[tuple[int, str], ...]) -> list[tuple[str, Label, list[Label]]]:
    """Path, number and lines of the name of each level: the same levels are drawn on page
    after page, and finding room for names takes a while."""
    each = pi / max(len(levels), 1)
    wedges = [
        Wedge(CENTRE_X, CENTRE_Y, INNER, OUTER, pi - place * each, pi - (place + 1) * each)
        for place in range(len(levels))
    ]
    placed = labels(wedges, [(str(number), name) for number, name in levels])
    return [
        (_sector(wedge), number, name) for wedge, (number, name) in zip(wedges, placed, strict=True)
    ]


def _sector(wedge: Wedge) -> str:
    """The outline of a segment: along the outside, and back along the inside."""
    return (
        f"M{_at(OUTER, wedge.begin)}A{OUTER:g} {OUTER:g} 0 0 1 {_at(OUTER, wedge.end)}"
        f"L{_at(INNER, wedge.end)}A{INNER:g} {INNER:g} 0 0 0 {_at(INNER, wedge.begin)}Z"
    )


def _up() -> Arrow:
    begin, end = pi - SHORT_OF, SHORT_OF
    line = f"M{_at(UP, begin)}A{UP:g} {UP:g} 0 0 1 {_at(UP, end)}"
    return Arrow("Step up", line, _head(UP, end, -1), CENTRE_X, CENTRE_Y - UP - 12)


def _down() -> Arrow:
    begin, end = SHORT_OF, pi - SHORT_OF
    line = f"M{_at(DOWN, begin)}A{DOWN:g} {DOWN:g} 0 0 0 {_at(DOWN, end)}"
    return Arrow("Step down", line, _head(DOWN, end, 1), CENTRE_X, CENTRE_Y - 28)


def _head(radius: float, angle: float, turn: int) -> str:
    """The head of an arrow that arrives at an angle, turning against the clock (1) or with it."""
    tip = angle + turn * 1.6 * HEAD / radius
    return f"M{_at(radius - HEAD, angle)}L{_at(radius + HEAD, angle)}L{_at(radius, tip)}Z"


def _at(radius: float, angle: float) -> str:
    """A point by its distance from the centre and its angle, as a path names it."""
    return f"{CENTRE_X + radius * cos(angle):.1f} {CENTRE_Y - radius * sin(angle):.1f}"
