"""The pages of an annex without tags: each is one picture that says what it is."""

from typing import Any

import pikepdf
from pikepdf import Dictionary, Name

from .contents import without_marks
from .reading import bytes_of
from .tags import Element, Mark

PICTURE = b"/Figure <</MCID 0>> BDC\n/Fm0 Do\nEMC\n"


def figures(pdf: pikepdf.Pdf, pages: list[Any], name: str) -> list[Element]:
    """Make each page's content a form, painted as a picture: whatever it leaves open, the
    form's end closes.
    """
    elements: list[Element] = []
    for number, page in enumerate(pages):
        content = without_marks(bytes_of(page), pdf)
        form = pdf.make_stream(
            content,
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=page["/MediaBox"],
            Resources=page.get("/Resources", Dictionary()),
        )
        if "/Group" in page:
            form["/Group"] = page["/Group"]
        page["/Resources"] = Dictionary(XObject=Dictionary(Fm0=form))
        page["/Contents"] = pdf.make_stream(PICTURE)
        source = Dictionary(
            Alt=pikepdf.String(
                f"Page {number + 1} of {len(pages)} of the annex {name}. "
                "It has no tags, so it cannot be read out."
            ),
            A=Dictionary(O=Name.Layout, BBox=page["/MediaBox"]),
        )
        elements.append(Element("Figure", source, number, [Mark(number, 0)]))
    return elements
