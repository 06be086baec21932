"""Which character each glyph stands for: what copying, searching and reading aloud rely on.

A letter with an accent that has no character of its own is drawn as two glyphs.
WeasyPrint then says that the accent stands for both and the letter for nothing, and
keeps that for the letter in the whole document: it would be silent everywhere. Here
each glyph gets back what the font itself says it stands for.
"""

import io
import unicodedata
from functools import lru_cache
from typing import Any

import pydyf
from fontTools import agl
from fontTools.ttLib import TTFont
from weasyprint.text.fonts import get_hb_object_data

NOTHING = "\N{ZERO WIDTH SPACE}"  # a map may not leave a glyph out


def mend_unicode_maps(document: Any, pdf: Any) -> None:
    """Correct the ToUnicode map of every font of the PDF."""
    fonts = {font.name: font for font in document.fonts.values()}
    for item in list(pdf.objects):
        if isinstance(item, pydyf.Dictionary) and item.get("BaseFont") in fonts:
            if "ToUnicode" not in item:
                continue
            stream = pdf.objects[int(item["ToUnicode"].split(maxsplit=1)[0])]
            _mend(stream.stream, fonts[item["BaseFont"]])


def _mend(lines: list[bytes], font: Any) -> None:
    for index, line in enumerate(lines):
        glyph, is_entry, text = line.partition(b"> <")
        if not is_entry or not glyph.startswith(b"<") or not text.endswith(b">"):
            continue
        if line == b"<0000> <ffff>":  # the range of all glyphs, no entry
            continue
        told = bytes.fromhex(text[:-1].decode()).decode("utf-16-be")
        mended = meaning(told, own_meaning(get_hb_object_data(font.hb_face), int(glyph[1:], 16)))
        if mended != told:
            lines[index] = glyph + b"> <" + mended.encode("utf-16-be").hex().encode() + b">"


def meaning(told: str, own: str) -> str:
    """What a glyph stands for, from what WeasyPrint tells and what the font knows itself."""
    if not told:
        return own or NOTHING
    is_accent = bool(own) and all(map(unicodedata.combining, own))
    if is_accent and not all(map(unicodedata.combining, told)):
        return own  # told to be the letter with the accent
    if not own and unicodedata.combining(told[-1]):
        return told[-1]  # a nameless form of an accent
    has_more = len(told) > 1 and any(map(unicodedata.combining, told))
    same = unicodedata.normalize("NFKD", own) == unicodedata.normalize("NFKD", told)
    return own if own and has_more and not same else told


def own_meaning(content: bytes, glyph: int) -> str:
    """What a font says of a glyph, by its character table or else by the glyph's name."""
    characters, names = _tables(content)
    name = names[glyph] if glyph < len(names) else ".notdef"
    text = characters.get(name) or agl.toUnicode(name)
    is_private = any(unicodedata.category(character) == "Co" for character in text)
    return "" if is_private else text


@lru_cache(maxsize=16)
def _tables(content: bytes) -> tuple[dict[str, str], list[str]]:
    with TTFont(io.BytesIO(content), lazy=True) as font:
        characters = {name: chr(point) for point, name in reversed(font.getBestCmap().items())}
        return characters, list(font.getGlyphOrder())
