"""The structure tree of an annex, read with caution: others wrote it.

Each element gets the standard kind that the file's role map leads to, and content that
is claimed twice, that is on no page or that goes round in a circle is left out.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

import pikepdf

from .contents import painted_on
from .reading import annotations_of, dictionary_at, items_of

STANDARD = frozenset(
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 "
    "H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry "
    "Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form".split()
)
MAXIMUM_DEPTH = 200
MAXIMUM_ELEMENTS = 300_000
MAXIMUM_MARKS = 2**16
LONGEST_ROLE = 20


class Mark(NamedTuple):
    """A piece of painted content: its page, its number there, and the form it is in, if any."""

    page: int
    number: int
    form: Any = None


class Object(NamedTuple):
    """Something that is an element's content as a whole: a link's annotation, a picture."""

    page: int
    target: Any


@dataclass(eq=False)
class Element:
    """A structure element, and what of it is read in which order."""

    kind: str
    source: Any
    page: int | None = None
    kids: list["Kid"] = field(default_factory=list)

    def walk(self) -> Iterator["Element"]:
        """This element and all below it, in reading order."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack += [kid for kid in reversed(element.kids) if isinstance(kid, Element)]


Kid: TypeAlias = Element | Mark | Object


@dataclass(frozen=True)
class Tags:
    """The structure of an annex."""

    top: Element
    is_complete: bool
    """Whether all that its pages paint is in it."""


def read_tags(pdf: pikepdf.Pdf) -> Tags | None:
    """The tags of an annex; None if the file counts as untagged.

    It is tagged if it says so and if its tree leads to content on each page that has
    any. A tree of PDF 2.0, with namespaces, is not read.
    """
    root = pdf.Root.get("/StructTreeRoot")
    is_marked = dictionary_at(pdf.Root, "/MarkInfo").get("/Marked") is True
    if not isinstance(root, pikepdf.Dictionary) or not is_marked or "/Namespaces" in root:
        return None
    top = _Reader(pdf, root).read()
    if top is None:
        return None
    marks = [kid for element in top.walk() for kid in element.kids if isinstance(kid, Mark)]
    numbers: dict[int, set[int]] = defaultdict(set)
    for mark in marks:
        if mark.form is None:
            numbers[mark.page].add(mark.number)
    forms = {mark.form.objgen for mark in marks if mark.form is not None}
    heard, unheard = set(), set()
    for number, page in enumerate(pdf.pages):
        painted = painted_on(page.obj, pdf)
        if painted.marks & numbers[number] or painted.forms & forms:
            heard.add(number)
            if "/StructParents" not in page.obj:
                return None
        if painted.is_loose or painted.marks - numbers[number] or painted.forms - forms:
            unheard.add(number)
    if not heard or not unheard <= heard:
        return None
    return Tags(top, not unheard and not _has_loose_links(pdf, top))


def _has_loose_links(pdf: pikepdf.Pdf, top: Element) -> bool:
    """Whether there is a link or a comment on a page that the tree does not lead to."""
    kids = (kid for element in top.walk() for kid in element.kids)
    tagged = {kid.target.objgen for kid in kids if isinstance(kid, Object)}
    return any(
        annotation.objgen not in tagged
        for page in pdf.pages
        for annotation in annotations_of(page.obj)
        if annotation.get("/Subtype") not in ("/Popup", "/PrinterMark")
    )


class _Reader:
    """Reads a tree, once."""

    def __init__(self, pdf: pikepdf.Pdf, root: Any) -> None:
        self._root = root
        self._roles = dictionary_at(root, "/RoleMap")
        self._pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        self._annotations = {
            annotation.objgen: number
            for number, page in enumerate(pdf.pages)
            for annotation in annotations_of(page.obj)
            if annotation.is_indirect
        }
        self._claimed: set[Any] = set()

    def read(self) -> Element | None:
        top = Element("Document", None)
        stack = [(top, self._root, 0)]
        count = 0
        while stack:
            element, source, depth = stack.pop()
            for item in items_of(source.get("/K")):
                kid = self._read(item, element)
                if kid is None:
                    continue
                element.kids.append(kid)
                if isinstance(kid, Element):
                    stack.append((kid, item, depth + 1))
                    count += 1
            if depth > MAXIMUM_DEPTH or count > MAXIMUM_ELEMENTS:
                return None
            if "/NS" in source:
                return None
        return top

    def _read(self, item: Any, parent: Element) -> Kid | None:
        """A kid of an element, or None for what is none."""
        if isinstance(item, int) and not isinstance(item, bool):
            return self._mark(parent.page, item, None)
        if not isinstance(item, pikepdf.Dictionary):
            return None
        page = self._page(item, parent)
        if item.get("/Type") == "/MCR":
            return self._mark(page, item.get("/MCID"), item.get("/Stm"))
        if item.get("/Type") == "/OBJR":
            return self._object(page, item.get("/Obj"))
        if not isinstance(item.get("/S"), pikepdf.Name) or not self._is_new(item):
            return None
        return Element(self._role(str(item["/S"])[1:]), item, page)

    def _page(self, item: Any, parent: Element) -> int | None:
        page = item.get("/Pg")
        return self._pages.get(page.objgen) if isinstance(page, pikepdf.Dictionary) else parent.page

    def _mark(self, page: int | None, number: Any, form: Any) -> Mark | None:
        if page is None or not isinstance(number, int) or not 0 <= number < MAXIMUM_MARKS:
            return None
        if form is not None and not (isinstance(form, pikepdf.Stream) and form.is_indirect):
            return None
        mark = Mark(page, number, form)
        key = ("mark", page if form is None else form.objgen, number)
        return mark if self._claim(key) else None

    def _object(self, page: int | None, target: Any) -> Object | None:
        """A picture of a page, or an annotation that is really on a page."""
        if not isinstance(target, (pikepdf.Dictionary, pikepdf.Stream)) or not target.is_indirect:
            return None
        if isinstance(target, pikepdf.Dictionary):
            page = self._annotations.get(target.objgen)
        if page is None or not self._claim(("object", target.objgen)):
            return None
        return Object(page, target)

    def _is_new(self, item: Any) -> bool:
        return not item.is_indirect or self._claim(("element", item.objgen))

    def _claim(self, key: Any) -> bool:
        is_free = key not in self._claimed
        self._claimed.add(key)
        return is_free

    def _role(self, kind: str) -> str:
        """The standard kind that the role map leads to; else none that says anything."""
        for _ in range(LONGEST_ROLE):
            if kind in STANDARD:
                return kind
            role = self._roles.get(f"/{kind}")
            if not isinstance(role, pikepdf.Name):
                break
            kind = str(role)[1:]
        return "NonStruct"
