"""Tables as a reader hears them: every cell with its spans and its headers.

WeasyPrint writes no scope, takes each head but `scope=row` for a column head and
loses count under spanned heads; so all of it is made anew from the HTML's grid.
"""

from typing import Any

import pydyf

from .grid import Cell, lay_out
from .structure import Node, Tree

SCOPES = {"column": "/Column", "row": "/Row"}


def describe_tables(tree: Tree, pdf: Any) -> None:
    """Give all cells of all tables their attributes, and the tree the list of their names."""
    names: list[tuple[str, Node]] = []
    for number, table in enumerate(node for node in tree.root.walk() if node.kind == "Table"):
        names += _describe(table, f"table{number + 1}")
    if names:
        entries = pydyf.Array()
        for name, node in sorted(names, key=lambda entry: entry[0]):
            entries += [pydyf.String(name), node.object_in(pdf).reference]
        tree.struct_root["IDTree"] = pydyf.Dictionary({"Names": entries})


def _describe(table: Node, prefix: str) -> list[tuple[str, Node]]:
    """Describe one table; gives the names of its header cells."""
    nodes: dict[Cell, Node] = {}
    rows: list[Node] = []
    groups = []
    for kind, group in _row_groups(table):
        cells = [[(_cell(node, kind), node) for node in row.nodes()] for row in group]
        groups.append([[cell for cell, _ in row] for row in cells])
        rows += group
        nodes |= {cell: node for row in cells for cell, node in row}
    grid = lay_out(groups)
    names: dict[Cell, str] = {}
    for cell in grid.cells:
        for head in cell.headers:
            names.setdefault(head, f"{prefix}-row{head.y + 1}-column{head.x + 1}")
    for cell in grid.cells:
        nodes[cell].attributes = _attributes(cell, names)
        if cell in names:
            nodes[cell].properties["ID"] = pydyf.String(names[cell])
    for row, gap in zip(rows, grid.gaps, strict=True):
        # Every row must be as wide as the table.
        row.kids += [Node("TD", row.page, attributes={"O": "/Table"}) for _ in range(gap)]
    return [(name, nodes[cell]) for cell, name in names.items()]


def _attributes(cell: Cell, names: dict[Cell, str]) -> dict[str, Any]:
    attributes: dict[str, Any] = {"O": "/Table"}
    if cell.axis:
        attributes["Scope"] = SCOPES[cell.axis]
    if cell.colspan > 1:
        attributes["ColSpan"] = cell.colspan
    if cell.rowspan > 1:
        attributes["RowSpan"] = cell.rowspan
    if cell.headers:
        attributes["Headers"] = pydyf.Array(pydyf.String(names[head]) for head in cell.headers)
    return attributes


def _row_groups(table: Node) -> list[tuple[str, list[Node]]]:
    """The rows of the table by row group; rows outside of groups are a group too."""
    if not any(kid.kind in ("TBody", "TR") for kid in table.nodes()):
        for kid in table.nodes():
            if kid.kind == "THead":
                kid.kind = "TBody"  # a head with nothing below it heads nothing
    groups: list[tuple[str, list[Node]]] = []
    for kid in table.nodes():
        if kid.kind in ("THead", "TBody", "TFoot"):
            groups.append((kid.kind, kid.nodes()))
        elif kid.kind == "TR" and groups and groups[-1][0] == "TR":
            groups[-1][1].append(kid)
        elif kid.kind == "TR":
            groups.append(("TR", [kid]))
    return groups


def _cell(node: Node, group: str) -> Cell:
    if node.kind == "TH" and node.is_empty:
        node.kind = "TD"  # an empty corner heads nothing
    return Cell(
        is_header=node.kind == "TH",
        colspan=_span(node, "colspan", 1),
        rowspan=_span(node, "rowspan", 0),
        scope="" if node.html is None else node.html.get("scope", "").lower(),
        in_head=group == "THead",
    )


def _span(node: Node, name: str, least: int) -> int:
    """A span as HTML reads it: 1 unless it is a whole number."""
    text = "" if node.html is None else node.html.get(name, "").strip()
    return max(least, int(text)) if text.isdecimal() else 1
