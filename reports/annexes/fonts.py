"""Fonts that a PDF names and does not hold: each machine then shows another one."""

from typing import Any

import pikepdf

from .dangers import walk

KINDS = {"/Type1", "/MMType1", "/TrueType", "/CIDFontType0", "/CIDFontType2"}
FILES = ("/FontFile", "/FontFile2", "/FontFile3")


def missing_fonts(pdf: pikepdf.Pdf) -> list[str]:
    """The names of all fonts on the pages that are not in the file."""
    used = pikepdf.Array(
        [page.obj.get(key) for page in pdf.pages for key in ("/Resources", "/Annots")]
    )
    fonts = (item for item in walk(used) if item.get("/Subtype") in KINDS and "/BaseFont" in item)
    return sorted({_name(font) for font in fonts if not _is_embedded(font)})


def _is_embedded(font: Any) -> bool:
    descriptor = font.get("/FontDescriptor", {})
    return any(isinstance(descriptor.get(key), pikepdf.Stream) for key in FILES)


def _name(font: Any) -> str:
    name = str(font["/BaseFont"])[1:]
    return name.partition("+")[2] or name
