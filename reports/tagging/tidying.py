"""From the boxes of a layout to the structure a reader is told: lists, contents, paragraphs.

Layout needs boxes that mean nothing (wrappers, anonymous blocks, one span for each
line). They go, and what HTML means is said in the terms of PDF: a list item has a
label and a body, a contents list is a table of contents, a block of bare text is a
paragraph, a link over two lines is one link.
"""

import pydyf
from weasyprint.formatting_structure import boxes

from .artifacts import Artifacts
from .structure import Annotation, Kid, Node

# Elements that hold other elements only: bare text in them needs a paragraph.
GROUPS = {"Document", "Part", "Art", "Sect", "BlockQuote"}
WRAPPERS = {"NonStruct", "Div"}
INLINE = {"Span", "Link", "Reference"}
TABLE_PARTS = {"THead", "TBody", "TFoot", "TR", "TH", "TD"}
NUMBERING = {"decimal": "/Decimal", "lower-alpha": "/LowerAlpha", "lower-roman": "/LowerRoman"}


def tidy(root: Node, artifacts: Artifacts, language: str) -> None:
    """Bring the whole tree into the form that PDF readers expect."""
    _drop_decoration(root, artifacts)
    _gather_annotations(root, None)
    _tidy(root, language)


def _drop_decoration(node: Node, artifacts: Artifacts) -> None:
    """Leader dots and generated pictures are seen, not read."""
    kept: list[Kid] = []
    for kid in node.kids:
        if isinstance(kid, Node):
            picture = isinstance(kid.box, boxes.ReplacedBox) and kid.kind != "Figure"
            if kid.box is not None and (kid.box.is_leader or picture):
                artifacts.add(kid)
                continue
            _drop_decoration(kid, artifacts)
        kept.append(kid)
    node.kids = kept


def _gather_annotations(node: Node, link: Node | None) -> None:
    """Every link's annotations belong into its Link.

    WeasyPrint makes one for each box in the link too. Those of boxes in a line only
    double the link's own; a picture or a block may reach further than the line.
    """
    own = [kid for kid in node.kids if isinstance(kid, Annotation)]
    if node.kind == "Link" and link is None:
        link = node
    elif own:
        node.kids = [kid for kid in node.kids if not isinstance(kid, Annotation)]
        if link is None:  # a block in a link that was cut out of it
            node.kids = [Node("Link", node.page, [*own, *node.kids], node.html)]
        elif not isinstance(node.box, boxes.InlineBox):
            link.kids += own
    for kid in node.nodes():
        _gather_annotations(kid, link)


def _tidy(node: Node, language: str) -> None:
    for kid in node.nodes():
        _tidy(kid, language)
    node.kids = [piece for kid in node.kids for piece in _unwrap(kid, node)]
    node.kids = [kid for kid in node.kids if not _is_nothing(kid)]
    if node.kind == "L":
        _tidy_list(node)
    elif node.kind == "LI":
        _tidy_item(node)
    elif node.kind in GROUPS:
        node.kids = _with_paragraphs(node.kids, node)
    if node.html is not None and node.html.get("role") == "doc-toc":
        for kid in node.walk():
            _make_contents(kid)
    _tell_language(node, language)


def _is_nothing(kid: Kid) -> bool:
    """Whether there is nothing to tell: no words, or no rows where an empty cell may be."""
    if not isinstance(kid, Node):
        return False
    if kid.kind in TABLE_PARTS:
        return kid.kind not in ("TH", "TD") and not kid.kids
    return kid.is_empty


def _unwrap(kid: Kid, parent: Node) -> list[Kid]:
    """What stands for a kid in its parent: itself, its own kids, or a paragraph of them."""
    if not isinstance(kid, Node):
        return [kid]
    if kid.kind == "Link" and not any(isinstance(piece, Annotation) for piece in kid.kids):
        return kid.kids  # generated text of a link (a page number), or a link to nowhere
    is_part_of_parent = kid.html is not None and kid.html is parent.html  # an anonymous block
    if is_part_of_parent and kid.kind == parent.kind:
        return kid.kids
    if kid.kind not in WRAPPERS:
        return [kid]
    if "Lang" in kid.properties and _is_inline_box(kid):
        kid.kind = "Span"
        return [kid]
    if _is_inline_box(kid) or is_part_of_parent or not any(map(_is_inline, kid.kids)):
        return kid.kids
    paragraphs = _with_paragraphs(kid.kids, kid)
    for paragraph in paragraphs:
        if isinstance(paragraph, Node):
            paragraph.properties = {**kid.properties, **paragraph.properties}
    return paragraphs


def _is_inline_box(node: Node) -> bool:
    return isinstance(node.box, boxes.InlineLevelBox)


def _is_inline(kid: Kid) -> bool:
    return not isinstance(kid, Node) or kid.kind in INLINE


def _with_paragraphs(kids: list[Kid], source: Node) -> list[Kid]:
    """The same kids, with each run of bare text in a paragraph of its own."""
    result: list[Kid] = []
    run: Node | None = None
    for kid in kids:
        if _is_inline(kid):
            if run is None:
                run = Node("P", source.page, [], source.html)
                result.append(run)
            run.kids.append(kid)
        else:
            run = None
            result.append(kid)
    return result


def _tidy_list(node: Node) -> None:
    """A list holds items only; each item of a description list is a term with its text."""
    items: list[Kid] = []
    for kid in node.nodes():
        item = kid if kid.kind == "LI" else Node("LI", kid.page, [Node("LBody", kid.page, [kid])])
        last = items[-1] if items else None
        if item.html_tag == "dd" and isinstance(last, Node) and last.html_tag in ("dt", "dd"):
            _add_to_body(last, item)
            last.html_tag = "dd"
        elif item.html_tag == "dt" and isinstance(last, Node) and last.html_tag == "dt":
            last.nodes()[0].kids += item.nodes()[0].kids
        else:
            if item.html_tag == "dt":
                item.nodes()[0].kind = "Lbl"
            items.append(item)
    node.kids = items
    if any(kid.kind == "Lbl" for item in node.nodes() for kid in item.nodes()):
        style = "" if node.box is None else node.box.style["list_style_type"]
        numbering = NUMBERING.get(str(style), "/Disc" if node.html_tag == "ul" else "/None")
        node.attributes = {"O": "/List", "ListNumbering": numbering}


def _add_to_body(item: Node, addition: Node) -> None:
    bodies = [kid for kid in item.nodes() if kid.kind == "LBody"]
    for body in addition.nodes():
        if bodies:
            bodies[0].kids.append(Node("P", body.page, body.kids))
        else:
            item.kids.append(body)


def _tidy_item(item: Node) -> None:
    """A label, if there is one, and one body with all the rest."""
    labels = [kid for kid in item.nodes() if kid.kind == "Lbl"]
    rest: list[Kid] = []
    for kid in item.kids:
        if isinstance(kid, Node) and kid.kind == "LBody":
            rest += kid.kids
        elif not (isinstance(kid, Node) and kid.kind == "Lbl"):
            rest.append(kid)
    item.kids = [*labels, Node("LBody", item.page, rest, item.html)]


def _make_contents(node: Node) -> None:
    """In the contents, a list is a TOC, and what an item says is a reference."""
    node.kind = {"L": "TOC", "LI": "TOCI", "LBody": "Reference"}.get(node.kind, node.kind)
    if node.kind == "TOC":
        node.attributes = {}
    if node.kind == "TOCI":
        for reference in node.nodes():
            nested = [kid for kid in reference.nodes() if kid.kind == "L"]
            reference.kids = [kid for kid in reference.kids if kid not in nested]
            node.kids += nested


def _tell_language(node: Node, language: str) -> None:
    """Words in another language say so (a title in Welsh)."""
    own = node.html.get("lang") if node.html is not None else None
    if own and own != language and node.kind != "Document":
        node.properties["Lang"] = pydyf.String(own)
