"""An annex made ready to be copied into a pack.

Pages, tags and links are written anew in the annex itself, in dictionaries that hold
nothing else: what a printed page does not need (thumbnails, output intents, private
data of programs, old tags) stays behind when they are copied.
"""

from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from .contents import without_lone_ends
from .destinations import Bookmark, Destinations, bookmarks_of
from .reading import annotations_of, bytes_of, dictionaries_of, dictionary_at, text_of
from .sheets import Sheet
from .tags import Element, read_tags
from .untagged import figures
from .writing import Place, write_tags

__all__ = ["Place", "Prepared", "prepare"]

KEPT_OF_A_PAGE = ("/Resources", "/Contents", "/Group", "/Rotate", "/UserUnit")


@dataclass(frozen=True)
class Prepared:
    """What is copied, as one dictionary; and what is not copied but made anew."""

    holder: Any
    sheets: list[Sheet]
    bookmarks: list[Bookmark]
    language: str


def prepare(pdf: pikepdf.Pdf, is_tagged: bool, place: Place) -> Prepared:
    """Write the annex's pages and tags as the pack shall have them; changes `pdf`."""
    destinations = Destinations(pdf)
    bookmarks = bookmarks_of(pdf, destinations)
    tags = read_tags(pdf) if is_tagged else None
    top = tags.top if tags else None
    language = text_of(pdf.Root.get("/Lang"))
    layers = _layers(pdf)
    sources = [page.obj for page in pdf.pages]
    _forget_places_in_structure(pdf)
    sheets = [Sheet.of(source) for source in sources]
    pages = [_page(pdf, source, sheet) for source, sheet in zip(sources, sheets, strict=True)]
    for source, page in zip(sources, pages, strict=True):
        _annotations(source, page, pages, destinations)
    if top is None:
        top = Element("Document", None)
        top.kids += figures(pdf, pages, place.name)
    else:
        _mend_contents(pdf, pages)
    holder = write_tags(pdf, top, pages, place)
    holder["/Pages"] = Array(pages)
    holder["/Layers"], holder["/Hidden"] = layers
    return Prepared(
        pdf.make_indirect(holder),
        sheets,
        bookmarks,
        language,
    )


def _page(pdf: pikepdf.Pdf, source: Any, sheet: Sheet) -> Any:
    """A page as it will be, but not named one yet: pages are not copied along with others."""
    page = Dictionary({key: source[key] for key in KEPT_OF_A_PAGE if key in source})
    page["/MediaBox"] = Array([round(corner, 4) for corner in sheet.box])
    page["/Rotate"] = sheet.turn
    page["/Tabs"] = Name.S
    return pdf.make_indirect(page)


def _mend_contents(pdf: pikepdf.Pdf, pages: list[Any]) -> None:
    for page in pages:
        content = bytes_of(page)
        mended = without_lone_ends(content, pdf)
        if mended is not content:
            page["/Contents"] = pdf.make_stream(mended)


def _annotations(source: Any, page: Any, pages: list[Any], destinations: Destinations) -> None:
    annotations = annotations_of(source)
    for annotation in annotations:
        action = annotation.get("/A")
        is_inside = isinstance(action, Dictionary) and action.get("/S") == "/GoTo"
        if "/Dest" in annotation or is_inside:
            found = destinations.find(annotation.get("/Dest", action))
            for key in ("/Dest", "/A"):
                if key in annotation:
                    del annotation[key]
            if found:
                annotation["/Dest"] = Array([pages[found.page], *found.view])
        elif isinstance(action, Dictionary) and "/Next" in action:
            del action["/Next"]
        for key in ("/AA", "/PA"):
            if key in annotation:
                del annotation[key]
        annotation["/P"] = page
    if annotations:
        page["/Annots"] = Array(annotations)


def _forget_places_in_structure(pdf: pikepdf.Pdf) -> None:
    """Numbers of the old ParentTree: where they stay, they lead into other people's tags."""
    for item in pdf.objects:
        if isinstance(item, (pikepdf.Dictionary, pikepdf.Stream)):
            for key in ("/StructParent", "/StructParents"):
                if key in item:
                    del item[key]
    for page in pdf.pages:
        for annotation in annotations_of(page.obj):  # those that are no objects of their own
            if "/StructParent" in annotation:
                del annotation["/StructParent"]


def _layers(pdf: pikepdf.Pdf) -> tuple[Array, Array]:
    """The layers, and those of them that are not shown."""
    layers = _groups(dictionary_at(pdf.Root, "/OCProperties").get("/OCGs"))
    default = dictionary_at(pdf.Root, "/OCProperties", "/D")
    shown = {layer.objgen for layer in _groups(default.get("/ON"))}
    hidden = {layer.objgen for layer in _groups(default.get("/OFF"))}
    if default.get("/BaseState") == "/OFF":
        hidden = {layer.objgen for layer in layers} - shown
    return Array(layers), Array([layer for layer in layers if layer.objgen in hidden])


def _groups(value: Any) -> list[Any]:
    return [item for item in dictionaries_of(value) if item.is_indirect]
