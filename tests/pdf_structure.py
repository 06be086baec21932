"""Reads a PDF as a screen reader does: elements, their words in order, and nothing else."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import pikepdf
from outloud.model import Document


@dataclass
class Element:
    """A structure element with the words of its content in reading order."""

    kind: str
    kids: list["Element | str"] = field(default_factory=list)
    attributes: dict[str, Any] = field(default_factory=dict)
    id: str = ""
    alt: str = ""
    language: str = ""
    links: list[str] = field(default_factory=list)

    @property
    def elements(self) -> list["Element"]:
        return [kid for kid in self.kids if isinstance(kid, Element)]

    @property
    def text(self) -> str:
        words = (kid.text if isinstance(kid, Element) else kid for kid in self.kids)
        return " ".join(" ".join(words).split())

    def walk(self) -> Iterator["Element"]:
        yield self
        for kid in self.elements:
            yield from kid.walk()

    def all(self, kind: str) -> list["Element"]:
        return [element for element in self.walk() if element.kind == kind]

    def shape(self) -> Any:
        """Kinds only: "P", or {"L": [{"LI": ["Lbl", "LBody"]}]}."""
        kids = [kid.shape() for kid in self.elements]
        return {self.kind: kids} if kids else self.kind


@dataclass
class Structure:
    """The tree, and the words that no element has: running titles, repeated heads."""

    root: Element
    artifacts: str
    outline: list[tuple[int, str]]

    def all(self, kind: str) -> list[Element]:
        return self.root.all(kind)

    def only(self, kind: str) -> Element:
        (element,) = self.all(kind)
        return element


def headers_of(structure: Structure, cell: Element) -> list[str]:
    """The words of a cell's headers, as a reader hears them before the cell."""
    by_id = {element.id: element for element in structure.root.walk() if element.id}
    return [by_id[name].text for name in cell.attributes.get("Headers", [])]


@lru_cache(maxsize=20)
def read_structure(content: bytes) -> Structure:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "document.pdf"
        path.write_bytes(content)
        document = Document(str(path))
        try:
            words = {
                (page.index, number): text
                for page in document.pages
                for (_, number), text in document.content(page.index).mcid_text.items()
            }
            pages = {page.obj.objgen: page.index for page in document.pages}
            artifacts = " ".join(
                line.text
                for page in document.pages
                for line in document.content(page.index).lines
                if line.tagged_share == 0
            )
            with document.pdf.open_outline() as outline:
                items = list(_outline(outline.root, 1))
            root = _element(document.pdf.Root.StructTreeRoot.K[0], words, pages)
        finally:
            document.close()
    return Structure(root, artifacts, items)


def _outline(items: Any, depth: int) -> Iterator[tuple[int, str]]:
    for item in items:
        yield depth, item.title
        yield from _outline(item.children, depth + 1)


def _element(source: Any, words: dict[tuple[int, int], str], pages: dict[Any, int]) -> Element:
    element = Element(
        kind=str(source.S)[1:],
        attributes={key[1:]: _value(value) for key, value in source.get("/A", {}).items()},
        id=str(source.get("/ID", "")),
        alt=str(source.get("/Alt", "")),
        language=str(source.get("/Lang", "")),
    )
    page = pages[source.Pg.objgen] if "/Pg" in source else 0
    for kid in source.get("/K", []):
        if not isinstance(kid, pikepdf.Dictionary):
            element.kids.append(words.get((page, int(kid)), ""))
        elif kid.get("/Type") == "/MCR":
            element.kids.append(words.get((pages[kid.Pg.objgen], int(kid.MCID)), ""))
        elif kid.get("/Type") == "/OBJR":
            element.links.append(str(kid.Obj.Contents))
        else:
            element.kids.append(_element(kid, words, pages))
    return element


def _value(value: Any) -> Any:
    if isinstance(value, pikepdf.Array):
        return [_value(item) for item in value]
    if isinstance(value, pikepdf.Name):
        return str(value)[1:]
    return value if isinstance(value, (int, float)) else str(value)
