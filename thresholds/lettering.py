"""Room for words in the segments of a half circle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, hypot, sin
from textwrap import wrap

NUMBER, NUMBER_ALONE = 34.0, 46.0
"""How large the number of a level is, with its name below it and without."""
SIZES = [float(size) for size in range(21, 12, -1)]
LEADING = 1.2
MARGIN = 7.0
"""How far words keep from the edge of their segment."""
MOST_LINES, LONGEST = 6, 80
STEPS = 12
"""How many places between the inside and the outside are tried."""


@dataclass(frozen=True)
class Label:
    """A line of words, centred on x, its baseline on y."""

    text: str
    x: float
    y: float
    size: float

    @property
    def width(self) -> float:
        """About how wide it is set; rather more than less."""
        return self.size * sum(_width(character) for character in self.text)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom."""
        half = self.width / 2
        return self.x - half, self.y - 0.78 * self.size, self.x + half, self.y + 0.22 * self.size


@dataclass(frozen=True)
class Wedge:
    """A segment between two circles and two rays; angles run against the clock from the right."""

    centre_x: float
    centre_y: float
    inner: float
    outer: float
    begin: float
    end: float

    def holds(self, label: Label) -> bool:
        """Whether a line stands wholly inside."""
        left, top, right, bottom = label.box
        xs = (left - self.centre_x, right - self.centre_x)
        ys = (self.centre_y - bottom, self.centre_y - top)
        corners = [(x, y) for x in xs for y in ys]
        nearest = hypot(min(max(0.0, xs[0]), xs[1]), min(max(0.0, ys[0]), ys[1]))
        return (
            nearest >= self.inner + MARGIN
            and all(hypot(x, y) <= self.outer - MARGIN for x, y in corners)
            and all(self._between(x, y) for x, y in corners)
        )

    def _between(self, x: float, y: float) -> bool:
        """Whether a point, seen from the centre, keeps its distance from both rays."""
        after = x * sin(self.begin) - y * cos(self.begin)
        before = y * cos(self.end) - x * sin(self.end)
        return after >= MARGIN and before >= MARGIN


def labels(
    wedges: Sequence[Wedge], words: Sequence[tuple[str, str]]
) -> list[tuple[Label, list[Label]]]:
    """The number and the lines of the name in each segment, all names of one size: the largest
    for which every one has room. Where one has none, numbers stand alone."""
    if all(len(name) <= LONGEST for _, name in words):
        for size in SIZES:
            placed = [
                next(_placed(wedge, number, name, size), None)
                for wedge, (number, name) in zip(wedges, words, strict=True)
            ]
            if all(placed):
                return [each for each in placed if each]
    return [
        (_block(wedge, (wedge.inner + wedge.outer) / 2, number, NUMBER_ALONE, [], 0)[0], [])
        for wedge, (number, _) in zip(wedges, words, strict=True)
    ]


def _placed(
    wedge: Wedge, number: str, name: str, size: float
) -> Iterator[tuple[Label, list[Label]]]:
    """Every way in which a name has room at a size: near the middle, on few lines first."""
    reach = (wedge.outer - wedge.inner) / 2
    ways = [
        (abs(away) + size * len(lines), away, lines)
        for lines in _wrapped(name)
        for away in (reach * (2 * step / STEPS - 1) for step in range(STEPS + 1))
    ]
    for _, away, lines in sorted(ways):
        radius = wedge.inner + reach + away
        head, *below = _block(wedge, radius, number, NUMBER, lines, size)
        if all(wedge.holds(label) for label in (head, *below)):
            yield head, below


def _wrapped(name: str) -> list[list[str]]:
    """The ways to set a name on lines without cutting a word."""
    longest = max(len(word) for word in name.split())
    ways = {
        tuple(wrap(name, width, break_long_words=False, break_on_hyphens=False))
        for width in range(longest, len(name) + 1)
    }
    return [list(way) for way in ways if len(way) <= MOST_LINES]


def _block(
    wedge: Wedge, radius: float, number: str, large: float, lines: list[str], size: float
) -> list[Label]:
    """A number with the lines of a name below it, centred at a distance from the centre."""
    angle = (wedge.begin + wedge.end) / 2
    x = round(wedge.centre_x + radius * cos(angle), 1)
    middle = wedge.centre_y - radius * sin(angle)
    top = middle - (large + LEADING * size * len(lines)) / 2
    first = Label(number, x, round(top + 0.78 * large, 1), large)
    below = top + large
    return [
        first,
        *(
            Label(line, x, round(below + LEADING * size * (place + 0.8), 1), size)
            for place, line in enumerate(lines)
        ),
    ]


def _width(character: str) -> float:
    """The width of a character of a bold typeface, by its size."""
    if character in "mwMW@%":
        return 0.92
    if character in "iljtfrI.,'’:;|!()- ":
        return 0.36
    return 0.74 if character.isupper() else 0.61
