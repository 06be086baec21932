"""The fonts of every printed document, and which characters they can show.

Documents use the fonts in the assets folder and no others, so that a plan looks
the same on every machine and no character is printed as an empty box unnoticed.
"""

import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from fontTools.ttLib import TTFont

FAMILY = "Source Sans 3"
FALLBACK = "DejaVu Sans"
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"  # the fallback family has a sign for it

# Categories that must not reach a page: control characters, lone surrogates,
# private characters and those that do not exist.
UNPRINTABLE = {"Cc", "Cs", "Co", "Cn"}
WHITE_SPACE = frozenset("\t\n\f\r")
LINE_ENDS = str.maketrans(dict.fromkeys("\v\x85\u2028\u2029", "\n"))
# Invisible characters that the layout engine acts on and never draws.
INVISIBLE = frozenset(
    [0x00AD, 0x034F, 0x061C, 0x180E, 0xFEFF]
    + [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)]
    + [*range(0xFE00, 0xFE10)]
)


# Marks of an interlinear gloss: a font has signs for them that layout never draws.
GLOSS_MARKS = frozenset(range(0xFFF9, 0xFFFC))


@dataclass(frozen=True)
class Face:
    """One font file and where it stands in its family."""

    file: str
    family: str
    weight: int
    italic: bool = False


FACES = (
    Face("SourceSans3-Regular.ttf", FAMILY, 400),
    Face("SourceSans3-It.ttf", FAMILY, 400, italic=True),
    Face("SourceSans3-Semibold.ttf", FAMILY, 600),
    Face("SourceSans3-SemiboldIt.ttf", FAMILY, 600, italic=True),
    Face("SourceSans3-Bold.ttf", FAMILY, 700),
    Face("SourceSans3-BoldIt.ttf", FAMILY, 700, italic=True),
    Face("DejaVuSans.ttf", FALLBACK, 400),
    Face("DejaVuSans-Oblique.ttf", FALLBACK, 400, italic=True),
    Face("DejaVuSans-Bold.ttf", FALLBACK, 700),
    Face("DejaVuSans-BoldOblique.ttf", FALLBACK, 700, italic=True),
)


def folder() -> Path:
    """Where the set-up puts the font files."""
    return Path(settings.ASSETS_DIR) / "fonts"


def font_face_css() -> str:
    """The @font-face rules of all faces, for the `fonts:` scheme of the resources."""
    return "\n".join(
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; '
        f"font-style: {'italic' if face.italic else 'normal'}; src: url(fonts:{face.file}) }}"
        for face in FACES
    )


@cache
def coverage() -> frozenset[int]:
    """Every code point that at least one face can show.

    A bold or italic text falls back to the upright faces for what its own face
    lacks, so the union is what counts (a test holds WeasyPrint to that).
    """
    points: set[int] = set()
    for face in FACES:
        with TTFont(folder() / face.file, lazy=True) as font:
            points |= font.getBestCmap().keys()
    return frozenset(points - GLOSS_MARKS)


def _printable(character: str) -> bool:
    if unicodedata.category(character) in UNPRINTABLE:
        return False
    return ord(character) in INVISIBLE or ord(character) in coverage()


def replace_missing(text: str) -> tuple[str, Counter[str]]:
    """Put the replacement sign for each character that no font has.

    Also tells which characters those were and how often, so that the person who
    asked for the document can be told what it does not show.
    """
    if text.isascii() and text.isprintable():
        return text, Counter()
    # Letter + accent as one character where there is one: fonts have more of those.
    text = unicodedata.normalize("NFC", text.translate(LINE_ENDS))
    missing = Counter(c for c in text if c not in WHITE_SPACE and not _printable(c))
    if missing:
        text = text.translate({ord(character): REPLACEMENT for character in missing})
    return text, missing


def name_of(character: str) -> str:
    """A character as a person can find it: "漢 (U+6F22)" or "U+0007"."""
    code = f"U+{ord(character):04X}"
    return code if unicodedata.category(character) in UNPRINTABLE else f"{character} ({code})"
