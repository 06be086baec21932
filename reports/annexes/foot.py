"""The pack's own foot under each page of an annex: its page number, in the pack's font.

The placeholder page of the pack is this foot: a strip, painted as it is below the
annex's page. The page grows by it, so that nothing of the annex is covered or moved,
however large it is and whichever way it is turned.
"""

from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from .contents import without_marks
from .reading import bytes_of, items_of
from .sheets import MILLIMETRE, Sheet

HIGHEST = 40 * MILLIMETRE
A4_LENGTH = 297 * MILLIMETRE
SMALLEST = 0.75
"""Of the strip's own size: its smallest letters of 9 points stay legible."""


def foot_of(pdf: pikepdf.Pdf, placeholder: Any) -> Any:
    """What a placeholder page paints, as a form."""
    sheet = Sheet.of(placeholder)
    if sheet.size[1] > HIGHEST:
        raise ValueError(
            "A placeholder page is a strip for the foot of a page, at most 40 mm high."
        )
    return pdf.make_stream(
        without_marks(bytes_of(placeholder), pdf),
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array(list(sheet.box)),
        Resources=placeholder.Resources,
    )


def add_foot(pdf: pikepdf.Pdf, page: Any, sheet: Sheet, foot: Any) -> None:
    """Give a page of an annex its foot; only what it showed before is seen above it."""
    strip_width, strip_height = float(foot.BBox[2]), float(foot.BBox[3])
    width, height = sheet.size
    scale = min(max(1.0, max(width, height) / A4_LENGTH), width / strip_width)
    scale = max(scale, SMALLEST)
    sides = max(0.0, (strip_width * scale - width) / 2)
    larger = sheet.widened(sides, strip_height * scale)
    middle = (larger.size[0] - strip_width * scale) / 2
    name = _add_form(page, foot)
    a, b, c, d, e, f = larger.upright()
    matrix = (a * scale, b * scale, c * scale, d * scale, e + a * middle, f + b * middle)
    left, bottom, right, top = sheet.box
    # It comes first: whatever the annex's own content leaves open cannot reach it.
    start = (
        f"/Artifact <</Type /Pagination /Subtype /Footer>> BDC\n"
        f"q {_numbers(matrix)} cm {name} Do Q\n"
        f"{_numbers((left, bottom, right - left, top - bottom))} re W n\n"
        "EMC\n"
    )
    page.Contents = Array([pdf.make_stream(start.encode()), *items_of(page.get("/Contents"))])
    page.MediaBox = Array([round(corner, 4) for corner in larger.box])


def _add_form(page: Any, foot: Any) -> str:
    """Name the foot among what the page paints; other pages may share its resources."""
    shared = page.get("/Resources")
    resources = Dictionary(dict(shared.items())) if isinstance(shared, Dictionary) else Dictionary()
    forms = resources.get("/XObject")
    forms = Dictionary(dict(forms.items())) if isinstance(forms, Dictionary) else Dictionary()
    name = "/PackFoot"
    while name in forms:
        name += "x"
    forms[name] = foot
    resources["/XObject"] = forms
    page.Resources = resources
    return name


def _numbers(values: tuple[float, ...]) -> str:
    return " ".join(f"{value:.4f}" for value in values)
