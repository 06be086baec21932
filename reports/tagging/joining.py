"""What the pages cut apart becomes one again: each table, section, row and paragraph.

WeasyPrint starts every element anew on each page, so a table over nine pages is
read out as nine tables with nine heads. Here the pieces of one HTML element that
follow each other become one structure element, and only the first head of a table
(and the last foot) stays; the repeated ones are page furniture.
"""

from collections.abc import Hashable

from .artifacts import Artifacts
from .structure import Kid, Node


def join(node: Node, artifacts: Artifacts) -> None:
    """Join the pieces of every element below this node."""
    kids: list[Kid] = []
    row_cells: dict[Hashable, Node] = {}
    for kid in node.kids:
        if not isinstance(kid, Node):
            kids.append(kid)
            continue
        key = _key(kid)
        # The cells of a row that a page cuts stand side by side: each goes on by itself.
        earlier = row_cells.get(key) if node.kind == "TR" else (kids[-1] if kids else None)
        if key is not None and isinstance(earlier, Node) and _key(earlier) == key:
            earlier.kids += kid.kids
            continue
        kids.append(kid)
        row_cells[key] = kid
    node.kids = kids
    if node.kind == "Table":
        _order_groups(node, artifacts)
    for kid in node.nodes():
        join(kid, artifacts)


def _key(node: Node) -> Hashable:
    """Equal for the pieces of one element; None for what never goes on elsewhere."""
    return None if node.html is None else (id(node.html), node.html_tag, node.kind)


def _order_groups(table: Node, artifacts: Artifacts) -> None:
    """Keep the first head and the last foot, in their places, and join the bodies.

    A head may come late: where a row fills a page, WeasyPrint leaves the head out.
    """
    heads = [kid for kid in table.nodes() if kid.kind == "THead"]
    feet = [kid for kid in table.nodes() if kid.kind == "TFoot"]
    repeated = [kid for kid in heads[1:] if kid.html is heads[0].html]
    repeated += [kid for kid in feet[:-1] if kid.html is feet[-1].html]
    for kid in repeated:
        artifacts.add(kid)
    first, last = heads[:1], feet[-1:]
    captions = [kid for kid in table.nodes() if kid.kind == "Caption"]
    bodies: list[Kid] = []
    for kid in table.nodes():
        if kid in captions or kid in first or kid in last or kid in repeated:
            continue
        earlier = bodies[-1] if bodies else None
        if isinstance(earlier, Node) and _key(earlier) == _key(kid):
            earlier.kids += kid.kids
            continue
        if kid.kind in ("THead", "TFoot"):
            kid.kind = "TBody"  # HTML allows several, PDF one: these are rows like any other
        bodies.append(kid)
    table.kids = [*captions, *first, *bodies, *last]
