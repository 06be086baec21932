"""The colours of the levels, from light to dark as need grows: the order is seen in black and
white too, and by those who cannot tell hues apart. A number or name always stands with them."""

from __future__ import annotations

from dataclasses import dataclass

INK = "#0b0c0c"
PAPER = "#ffffff"


@dataclass(frozen=True)
class Tone:
    """The colours of a level, each as #rrggbb."""

    ground: str
    """What it is drawn in."""
    ink: str
    """Text on its ground."""
    deep: str
    """Headings and lines of the level on white paper."""
    tint: str
    """A ground so light that text of any colour here is read on it."""


TONES = [
    Tone("#cfe6b8", INK, "#3f6212", "#f3f9ec"),
    Tone("#8fd3b6", INK, "#14624a", "#ebf7f2"),
    Tone("#45a7ab", INK, "#135e66", "#e8f5f5"),
    Tone("#24689c", PAPER, "#1d5580", "#eaf2f8"),
    Tone("#3f4a94", PAPER, "#363f80", "#eeeff8"),
    Tone("#4b1d5e", PAPER, "#4b1d5e", "#f5eef8"),
]


def tones(count: int) -> list[Tone]:
    """A tone for each of so many levels, the first always the lightest, the last the darkest."""
    if count == 1:
        return TONES[:1]
    return [TONES[round(place * (len(TONES) - 1) / (count - 1))] for place in range(count)]
