"""The tags of an annex written as a part of another tree.

Names get a prefix, places in the ParentTree are counted on from the pack's, and the
headings come under the heading of the annex's divider page.
"""

from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from .reading import dictionaries_of, dictionary_at, items_of
from .tags import Element, Kid, Object

KEPT = ("/T", "/Lang", "/Alt", "/ActualText", "/E")
SECTIONS = ("Part", "Art", "Sect")
DEEPEST_HEADING = 6


@dataclass(frozen=True)
class Place:
    """What an annex must know of the pack that it comes into."""

    name: str
    key: int
    """The first free number of the pack's ParentTree."""
    level: int
    """The level of the heading that the annex's own headings come under."""
    prefix: str
    """Of the names of its elements."""


@dataclass
class _Written:
    """What the pack's tree must be told."""

    names: list[tuple[bytes, Any]] = field(default_factory=list)
    owners: dict[Any, dict[int, Any]] = field(default_factory=dict)  # page or form → its marks
    keepers: dict[Any, Any] = field(default_factory=dict)  # annotation or picture → its element
    targets: dict[Any, Any] = field(default_factory=dict)


def write_tags(pdf: pikepdf.Pdf, top: Element, pages: list[Any], place: Place) -> Dictionary:
    """A dictionary of what the pack takes over.

    Kids are the elements for the annex's Part; Owners the entries for the ParentTree, from
    the first free number on; Names the entries for the IDTree.
    """
    _unwrap_document(top)
    _set_heading_levels(top, place.level)
    written = _Written()
    classes = dictionary_at(pdf.Root, "/StructTreeRoot", "/ClassMap")
    elements = [element for element in top.walk() if element is not top]
    made = {
        id(element): pdf.make_indirect(Dictionary(Type=Name.StructElem)) for element in elements
    }
    for element in elements:
        item = made[id(element)]
        item["/S"] = Name(f"/{element.kind}")
        if element.page is not None:
            item["/Pg"] = pages[element.page]
        for key in KEPT:
            if isinstance(element.source.get(key), pikepdf.String):
                item[key] = element.source[key]
        if isinstance(element.source.get("/ID"), pikepdf.String):
            name = place.prefix.encode() + bytes(element.source["/ID"])
            item["/ID"] = pikepdf.String(name)
            written.names.append((name, item))
        _write_attributes(element.source, item, classes, place.prefix)
        kids = [_write_kid(kid, element, item, made, pages, written) for kid in element.kids]
        item["/K"] = Array(kids)
        for kid in element.kids:
            if isinstance(kid, Element):
                made[id(kid)]["/P"] = item
    return Dictionary(
        Kids=Array([made[id(kid)] for kid in top.kids if isinstance(kid, Element)]),
        Owners=Array(_number(pages, written, place.key)),
        Names=Array(
            [part for name, item in written.names for part in (pikepdf.String(name), item)]
        ),
    )


def _unwrap_document(top: Element) -> None:
    """A Document stands at the top of a tree only: in the pack it is the annex's Part."""
    top.kids = [kid for kid in top.kids if isinstance(kid, Element)]
    only = top.kids[0] if len(top.kids) == 1 else None
    if (
        isinstance(only, Element)
        and only.kind == "Document"
        and all(isinstance(kid, Element) for kid in only.kids)
    ):
        top.kids = only.kids
    for element in top.walk():
        if element.kind == "Document" and element is not top:
            element.kind = "Sect"


def _set_heading_levels(top: Element, level: int) -> None:
    """Headings stand below the divider's; those without a level get one from their depth."""
    depths = {id(top): 0}
    for element in top.walk():
        depth = depths[id(element)]
        for kid in element.kids:
            if isinstance(kid, Element):
                depths[id(kid)] = depth + (kid.kind in SECTIONS)
        kind = element.kind
        if kind == "H":
            element.kind = f"H{min(level + max(depth, 1), DEEPEST_HEADING)}"
        elif kind[0] == "H" and kind[1:].isdigit():
            element.kind = f"H{min(level + int(kind[1:]), DEEPEST_HEADING)}"


def _write_attributes(source: Any, item: Any, classes: Any, prefix: str) -> None:
    """Its attributes and those of its classes, with the names of other cells as they are now."""
    found: list[Any] = []
    for name in items_of(source.get("/C")):
        if isinstance(name, Name):
            found += dictionaries_of(classes.get(str(name)))
    found += dictionaries_of(source.get("/A"))
    attributes = [_renamed(attribute, prefix) for attribute in found]
    if attributes:
        item["/A"] = attributes[0] if len(attributes) == 1 else Array(attributes)


def _renamed(attribute: Any, prefix: str) -> Dictionary:
    copy = Dictionary(dict(attribute.items()))
    if isinstance(copy.get("/Headers"), Array):
        copy["/Headers"] = Array(
            pikepdf.String(prefix.encode() + bytes(name))
            for name in copy["/Headers"]
            if isinstance(name, pikepdf.String)
        )
    return copy


def _write_kid(
    kid: Kid, element: Element, item: Any, made: dict[int, Any], pages: list[Any], written: _Written
) -> Any:
    if isinstance(kid, Element):
        return made[id(kid)]
    page = pages[kid.page]
    if isinstance(kid, Object):
        written.keepers[kid.target.objgen] = item
        written.targets[kid.target.objgen] = kid.target
        return Dictionary(Type=Name.OBJR, Pg=page, Obj=kid.target)
    painted = page if kid.form is None else kid.form
    written.owners.setdefault(painted.objgen, {})[kid.number] = item
    written.targets[painted.objgen] = painted
    if kid.form is None and kid.page == element.page:
        return kid.number
    reference = Dictionary(Type=Name.MCR, Pg=page, MCID=kid.number)
    if kid.form is not None:
        reference["/Stm"] = kid.form
    return reference


def _number(pages: list[Any], written: _Written, key: int) -> list[Any]:
    """Number pages, forms and annotations from `key` on; tells what each number leads to."""
    own = {page.objgen for page in pages}
    forms = [written.targets[painted] for painted in written.owners if painted not in own]
    entries: list[Any] = []
    for painted in pages + forms:
        marks = written.owners.get(painted.objgen, {})
        painted["/StructParents"] = key + len(entries)
        entries.append(Array([marks.get(number) for number in range(max(marks, default=-1) + 1)]))
    for target, element in written.keepers.items():
        written.targets[target]["/StructParent"] = key + len(entries)
        entries.append(element)
    return entries
