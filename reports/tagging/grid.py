"""Which header cells belong to each cell of a table: HTML's own rules, on a plain grid.

The rules are those of the HTML standard ("forming a table" and "header cells"):
a `scope` counts first, a header without one is judged by its place, and a header
further away is hidden by a nearer one of the same extent (a table may start anew
with a second row of heads half-way down).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

Axis = Literal["column", "row"]


@dataclass(eq=False)
class Cell:
    """A cell where it stands: `x` and `y` are its first column and row."""

    is_header: bool
    colspan: int = 1
    rowspan: int = 1  # 0 is "to the end of the group"
    scope: str = ""  # as in HTML; empty where it is not said
    in_head: bool = False
    x: int = 0
    y: int = 0
    group: int = 0
    axis: Axis | None = None  # of a header cell
    headers: list["Cell"] = field(default_factory=list)


@dataclass
class Grid:
    """All cells of a table row by row, and which of them covers each slot."""

    slots: dict[tuple[int, int], Cell]
    cells: list[Cell]
    width: int
    gaps: list[int]  # for each row, how many of its slots no cell covers


def lay_out(groups: Sequence[Sequence[Sequence[Cell]]]) -> Grid:
    """Put the cells of row groups into their slots, and give each its headers."""
    slots: dict[tuple[int, int], Cell] = {}
    y = 0
    for number, rows in enumerate(groups):
        end = y + len(rows)
        for row in rows:
            x = 0
            for cell in row:
                while (x, y) in slots:
                    x += 1
                cell.x, cell.y, cell.group = x, y, number
                cell.rowspan = min(cell.rowspan or end - y, end - y)
                cell.colspan = max(1, cell.colspan)
                for row_number in range(y, y + cell.rowspan):
                    for column in range(x, x + cell.colspan):
                        slots.setdefault((column, row_number), cell)
                x += cell.colspan
            y += 1
    width = max((x + 1 for x, _ in slots), default=0)
    gaps = [sum((x, row) not in slots for x in range(width)) for row in range(y)]
    cells = list(dict.fromkeys(slots[slot] for slot in sorted(slots, key=lambda s: (s[1], s[0]))))
    grid = Grid(slots, cells, width, gaps)
    _give_axes(grid)
    _give_headers(grid)
    return grid


def _give_axes(grid: Grid) -> None:
    """Tell of each header cell whether it heads columns or a row."""
    data_rows = {y for (_, y), cell in grid.slots.items() if not cell.is_header}
    for cell in grid.cells:
        if not cell.is_header:
            continue
        if cell.scope in ("col", "colgroup"):
            cell.axis = "column"
        elif cell.scope in ("row", "rowgroup"):
            cell.axis = "row"
        elif cell.in_head or not data_rows & set(range(cell.y, cell.y + cell.rowspan)):
            cell.axis = "column"
        else:
            cell.axis = "row"


def _give_headers(grid: Grid) -> None:
    above: dict[tuple[int, int], list[Cell]] = {}  # what a walk upwards from a slot finds
    group_heads = [cell for cell in grid.cells if cell.scope == "rowgroup"]
    for cell in grid.cells:
        found: dict[Cell, None] = {}
        for x in range(cell.x, cell.x + cell.colspan):
            heads = _heads_above(cell, x, grid, above)
            for y in range(cell.y, cell.y + cell.rowspan):
                above[x, y] = heads
            found |= dict.fromkeys(heads)
        for y in range(cell.y, cell.y + cell.rowspan):
            found |= dict.fromkeys(_walk(cell, grid, cell.x, y, "row"))
        for head in group_heads:
            before = head.y < cell.y + cell.rowspan and head.x < cell.x + cell.colspan
            if head.group == cell.group and before:
                found[head] = None
        cell.headers = sorted(
            (head for head in found if head is not cell),
            key=lambda head: (head.axis == "column", head.y, head.x),
        )


def _heads_above(
    cell: Cell, x: int, grid: Grid, above: dict[tuple[int, int], list[Cell]]
) -> list[Cell]:
    """The column headers of a slot. Below a cell that heads no column they are that
    cell's own: a table of thousands of rows is not walked again for each of them."""
    neighbour = grid.slots.get((x, cell.y - 1))
    if neighbour and neighbour.axis != "column" and cell.axis != "column":
        return above[x, cell.y - 1]
    return _walk(cell, grid, x, cell.y, "column")


def _walk(cell: Cell, grid: Grid, x: int, y: int, axis: Axis) -> list[Cell]:
    """Go from the cell to the edge, and take the headers that no nearer one hides."""
    found: list[Cell] = []
    hiding: list[Cell] = []
    block: list[Cell] = [cell] if cell.is_header else []  # headers with no data between
    step_x, step_y = (-1, 0) if axis == "row" else (0, -1)
    while True:
        x, y = x + step_x, y + step_y
        if x < 0 or y < 0:
            return found
        other = grid.slots.get((x, y))
        if other is None or other is cell or other in found:
            continue
        if not other.is_header:
            hiding += block
            block = []
            continue
        block.append(other)
        if other.axis == axis and not any(_same_extent(other, near, axis) for near in hiding):
            found.append(other)


def _same_extent(a: Cell, b: Cell, axis: Axis) -> bool:
    """Whether the nearer header stands for the same columns (or rows) as the other."""
    if a.axis != b.axis:
        return False
    if axis == "column":
        return (a.x, a.colspan) == (b.x, b.colspan)
    return (a.y, a.rowspan) == (b.y, b.rowspan)
