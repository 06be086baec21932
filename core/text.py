"""How long a text may be, which characters it may hold, how it is trimmed and read.

PostgreSQL stores no NUL and no lone surrogate; a workbook stores no other control
character either, and no reader wants one in print.
"""

import re
import unicodedata
from decimal import Decimal

LINE = 500
"""Longest single line: a heading, a ref, a name."""
TEXT = 10_000
"""Longest text of one field. A spreadsheet cell holds 32,767 UTF-16 units."""

_FIGURE = re.compile(r"\d+(\.\d+)?", re.ASCII)


def tidy(text: str) -> str:
    """A text as it is kept: line ends as one character, no white space around it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def plain(words: str) -> str:
    """Words without what differs between two typings of the same."""
    return re.sub(r"[\s\-–—/]+", " ", words.casefold().replace("’", "'")).strip()


def article(noun: str) -> str:
    """ "a" or "an", as the noun after it asks."""
    return "an" if noun[:1].lower() in "aeiou" else "a"


def counted(number: int, noun: str) -> str:
    """ "1 appendix", "12 objectives"."""
    if number == 1:
        return f"1 {noun}"
    plurals = {
        "appendix": "appendices",
        "category": "categories",
        "control or mitigation": "controls and mitigations",
    }
    return f"{number:,} {plurals.get(noun, f'{noun}s')}"


def figure_in(text: str) -> Decimal | None:
    """The figure that a text prints: "1,020", "24.3"; None for a marker, words or nothing."""
    plain = text.replace(",", "")
    return Decimal(plain) if _FIGURE.fullmatch(plain) else None


def unstorable_characters(text: str) -> list[str]:
    """The characters of a text that cannot be kept, each once, as "U+0000"."""
    bad = {c for c in text if c not in "\n\t" and unicodedata.category(c) in ("Cc", "Cs")}
    bad |= {c for c in text if ord(c) & 0xFFFE == 0xFFFE}  # Unicode's non-characters
    return [f"U+{ord(character):04X}" for character in sorted(bad)]
