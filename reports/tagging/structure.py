"""The structure tree of a PDF as objects one can change: read it, then write it back.

WeasyPrint keeps no link from a structure element to the HTML it came from. It
makes the elements while it walks the boxes of each page, though, so walking the
boxes in the same order pairs each with its element. Every pair is checked:
if another version of WeasyPrint walks otherwise, StructureMismatch says so.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias
from xml.etree.ElementTree import Element

import pydyf
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder


class StructureMismatch(RuntimeError):
    """The boxes and the structure elements do not belong together."""


class Mark(NamedTuple):
    """A piece of painted content: the page's index and the piece's number on it."""

    page: int
    number: int


class Annotation(NamedTuple):
    """A link's annotation and the reference (OBJR) to it that stands in the tree."""

    reference: bytes
    dictionary: Any


@dataclass(eq=False)
class Node:
    """A structure element with the HTML element and the box it was made for."""

    kind: str
    page: int
    kids: list["Kid"] = field(default_factory=list)
    html: Element | None = None
    html_tag: str | None = None  # "a", "a::after", "li::marker" …
    box: Any = None
    dictionary: Any = None  # WeasyPrint's own; none for an element that we add
    attributes: dict[str, Any] = field(default_factory=dict)  # of the table, list or layout
    properties: dict[str, Any] = field(default_factory=dict)  # of the element itself

    def nodes(self) -> list["Node"]:
        """The kids that are structure elements."""
        return [kid for kid in self.kids if isinstance(kid, Node)]

    def walk(self) -> Iterator["Node"]:
        """This node and all below it, in reading order."""
        yield self
        for kid in self.nodes():
            yield from kid.walk()

    def marks(self) -> Iterator[Mark]:
        """All content painted for this node."""
        for kid in self.kids:
            if isinstance(kid, Mark):
                yield kid
            elif isinstance(kid, Node):
                yield from kid.marks()

    def object_in(self, pdf: Any) -> Any:
        """The element's object in the PDF, made when it is first asked for."""
        if self.dictionary is None:
            self.dictionary = pydyf.Dictionary()
            pdf.add_object(self.dictionary)
        return self.dictionary

    @property
    def is_empty(self) -> bool:
        """Whether nothing is painted for it: a link without words is nothing either."""
        return next(self.marks(), None) is None


Kid: TypeAlias = Node | Mark | Annotation


@dataclass
class Tree:
    """The whole structure: the document's node, and what stands in the pages' margins."""

    root: Node
    margins: list[Node]
    struct_root: Any
    parent_tree: Any
    elements: list[Any]  # every structure element that WeasyPrint made


def number_of(reference: bytes) -> int:
    """The object's number in a reference such as b"12 0 R"."""
    return int(reference.split(maxsplit=1)[0])


class Reader:
    """Pairs boxes with structure elements, page by page."""

    def __init__(self, document: Any, pdf: Any) -> None:
        self.document = document
        self.pdf = pdf
        self.struct_root = pdf.objects[number_of(pdf.catalog["StructTreeRoot"])]
        self.elements = [
            item
            for item in pdf.objects[self.struct_root.number + 1 :]
            if isinstance(item, pydyf.Dictionary) and item.get("Type") == "/StructElem"
        ]
        self._rest = iter(self.elements)
        self._margins: list[Node] = []

    def read(self) -> Tree:
        """The tree of the whole document."""
        top = self._next("Document")
        root = Node("Document", 0, dictionary=top)
        for number, page in enumerate(self.document.pages):
            root.kids += self._read(page._page_box, root, number)
        if next(self._rest, None) is not None:
            raise StructureMismatch("there are more structure elements than boxes")
        parent_tree = self.pdf.objects[number_of(self.struct_root["ParentTree"])]
        return Tree(root, self._margins, self.struct_root, parent_tree, self.elements)

    def _next(self, *kinds: str) -> Any:
        element = next(self._rest, None)
        if element is None or element["S"][1:] not in kinds:
            raise StructureMismatch(f"expected {kinds}, found {element and element['S']}")
        return element

    def _read(self, box: Any, parent: Node, page: int) -> list[Node]:
        """The nodes of a box: one, or those of its children where it has none itself."""
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        html = box.element
        tag = None if html is None else box.element_tag
        if isinstance(box, boxes.MarginBox):
            margin = Node("Margin", page, box=box)
            margin.kids += [node for kid in box.children for node in self._read(kid, margin, page)]
            self._margins.append(margin)
            return []
        has_no_element = isinstance(box, boxes.PageBox) or tag in ("html", "body")
        if has_no_element and not isinstance(box, boxes.LineBox):
            return [node for kid in box.children for node in self._read(kid, parent, page)]
        if tag in ("li", "dt", "dd") and parent.kind not in ("LI", "LBody") and _has_no_bullet(box):
            element = self._next("LI")
            item = Node("LI", page, [], html, tag, None, element)
            item.kids += self._read(box, item, page)
            return [item]
        element = next(self._rest, None)
        if element is None:
            raise StructureMismatch("there are more boxes than structure elements")
        node = Node(element["S"][1:], page, [], html, tag, box, element)
        self._read_own_kids(node, box, element, page)
        return [node]

    def _read_own_kids(self, node: Node, box: Any, element: Any, page: int) -> None:
        numbers = (kid for kid in element["K"] if isinstance(kid, int))
        if box.link_annotation:
            reference = next(kid for kid in element["K"] if isinstance(kid, bytes))
            node.kids.append(Annotation(reference, box.link_annotation))
        if box.widget_annotation:
            raise StructureMismatch("printed documents have no form fields")
        if node.kind == "Table" and box.is_table_wrapper and (table := box.get_wrapped_table()):
            children = [k for c in box.children for k in (c.children if c is table else [c])]
        else:
            children = list(getattr(box, "children", ()))
        for child in children:
            for kid in child.children if isinstance(child, boxes.LineBox) else [child]:
                if not isinstance(kid, boxes.TextBox):
                    node.kids += self._read(kid, node, page)
                elif node.kind == "Link":
                    node.kids.append(Mark(page, next(numbers)))
                else:
                    (number,) = self._next("Span")["K"]
                    node.kids.append(Mark(page, number))
        if isinstance(box, boxes.ReplacedBox):
            node.kids.append(Mark(page, next(numbers)))
        if next(numbers, None) is not None:
            raise StructureMismatch(f"content of a {node.kind} has no box")


def _has_no_bullet(box: Any) -> bool:
    """Whether WeasyPrint puts a list item of its own around this box."""
    return box.element_tag in ("dt", "dd") or (
        box.element_tag == "li"
        and ("list-item" not in box.style["display"] or box.style["list_style_type"] == "none")
    )


def write(tree: Tree, pdf: Any) -> None:
    """Write the changed tree into the PDF in place of the one it was read from."""
    owners: dict[Mark, bytes] = {}
    links: dict[int, bytes] = {}
    used = set()
    stack: list[tuple[Node, bytes]] = [(tree.root, tree.struct_root.reference)]
    while stack:
        node, parent = stack.pop()
        element = node.object_in(pdf)
        reference = element.reference
        used.add(element.number)
        first = next(node.marks(), None)
        page = first.page if first else node.page
        stack += [(kid, reference) for kid in node.nodes()]
        kids = pydyf.Array()
        for kid in node.kids:
            match kid:
                case Node():
                    kids.append(kid.object_in(pdf).reference)
                case Mark():
                    owners[kid] = reference
                    kids.append(kid.number if kid.page == page else _far_mark(kid, pdf))
                case Annotation():
                    links[kid.dictionary["StructParent"]] = reference
                    kids.append(kid.reference)
        alternative = element.get("Alt")
        element.clear()
        element.update({"Type": "/StructElem", "S": f"/{node.kind}", "P": parent, "K": kids})
        if node.kind != "Document":
            element["Pg"] = pdf.page_references[page]
        if alternative is not None:
            element["Alt"] = alternative
        if node.attributes:
            element["A"] = pydyf.Dictionary(node.attributes)
        element.update(node.properties)
    for element in tree.elements:
        if element.number not in used:
            element.clear()
    _write_parents(tree, owners, links)
    _drop_dead_links(pdf, links)


def _far_mark(mark: Mark, pdf: Any) -> Any:
    """Content on another page than the element's own names its page."""
    return pydyf.Dictionary(
        {"Type": "/MCR", "Pg": pdf.page_references[mark.page], "MCID": mark.number}
    )


def _write_parents(tree: Tree, owners: dict[Mark, bytes], links: dict[int, bytes]) -> None:
    """The way back: from each piece of content and each link to its element."""
    nums = tree.parent_tree["Nums"]
    numbers = pydyf.Array()
    for key, value in zip(nums[::2], nums[1::2], strict=True):
        if isinstance(value, pydyf.Array):
            content = [owners.get(Mark(key, number), b"null") for number in range(len(value))]
            numbers += [key, pydyf.Array(content)]
        elif key in links:
            numbers += [key, links[key]]
    tree.parent_tree["Nums"] = numbers


def _drop_dead_links(pdf: Any, links: dict[int, bytes]) -> None:
    """Links that no element holds: in margins, and doubles for generated text."""
    for number in pdf.pages["Kids"][::3]:
        page = pdf.objects[number]
        page["Annots"] = pydyf.Array(
            reference
            for reference in page.get("Annots", ())
            if pdf.objects[number_of(reference)].get("StructParent") in links
        )
        if not page["Annots"]:
            del page["Annots"]
