"""A page as it is shown: what of it is seen, which way up, and how large."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

import pikepdf

MILLIMETRE = 72 / 25.4
LETTER = (0.0, 0.0, 612.0, 792.0)  # what readers take a page for that has no size
QUARTERS = (0, 90, 180, 270)


class Box(NamedTuple):
    """A rectangle in the page's own units."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True)
class Sheet:
    """The part of a page that is shown, and how it is turned."""

    box: Box
    turn: int
    """Clockwise, in degrees."""
    unit: float
    """Points to one of its units."""

    @classmethod
    def of(cls, page: Any) -> "Sheet":
        """Read it from a page that has its inherited values itself."""
        media = _box(page.get("/MediaBox")) or Box(*LETTER)
        crop = _box(page.get("/CropBox"))
        turn = page.get("/Rotate", 0)
        unit = page.get("/UserUnit", 1)
        return cls(
            box=(_common(media, crop) if crop else None) or media,
            turn=int(turn) % 360 if _is_number(turn) and int(turn) % 360 in QUARTERS else 0,
            unit=float(unit) if _is_number(unit) and unit > 0 else 1.0,
        )

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points, as it is shown."""
        width, height = self.box.right - self.box.left, self.box.top - self.box.bottom
        sides = (height, width) if self.turn in (90, 270) else (width, height)
        return sides[0] * self.unit, sides[1] * self.unit

    @property
    def millimetres(self) -> tuple[int, int]:
        """Width and height in whole millimetres."""
        width, height = self.size
        return round(width / MILLIMETRE), round(height / MILLIMETRE)

    def widened(self, sides: float, foot: float) -> "Sheet":
        """The same with more room, in points: equally at both sides, and at its foot."""
        left, bottom, right, top = self.box
        side, foot = sides / self.unit, foot / self.unit
        match self.turn:
            case 90:
                box = Box(left, bottom - side, right + foot, top + side)
            case 180:
                box = Box(left - side, bottom, right + side, top + foot)
            case 270:
                box = Box(left - foot, bottom - side, right, top + side)
            case _:
                box = Box(left - side, bottom - foot, right + side, top)
        return Sheet(box, self.turn, self.unit)

    def upright(self) -> tuple[float, ...]:
        """The matrix from points as they are shown, counted from the lower left corner."""
        left, bottom, right, top = self.box
        scale = 1 / self.unit
        match self.turn:
            case 90:
                return (0, scale, -scale, 0, right, bottom)
            case 180:
                return (-scale, 0, 0, -scale, right, top)
            case 270:
                return (0, -scale, scale, 0, left, top)
            case _:
                return (scale, 0, 0, scale, left, bottom)


def _box(value: Any) -> Box | None:
    """A rectangle with its corners in order; None if it is none, or has no inside."""
    if not isinstance(value, pikepdf.Array) or len(value) != 4:
        return None
    numbers = list(value)
    if not all(_is_number(number) for number in numbers):
        return None
    x1, y1, x2, y2 = (float(number) for number in numbers)
    box = Box(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
    return box if _has_inside(box) else None


def _common(one: Box, other: Box) -> Box | None:
    box = Box(
        max(one.left, other.left),
        max(one.bottom, other.bottom),
        min(one.right, other.right),
        min(one.top, other.top),
    )
    return box if _has_inside(box) else None


def _has_inside(box: Box) -> bool:
    return box.right - box.left > 1 and box.top - box.bottom > 1


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float, Decimal)) and not isinstance(value, bool)
