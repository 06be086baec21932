"""Headers of cells, by the HTML standard's rules: the cases that councils' tables have."""

import re

import pytest

from reports.tagging.grid import Cell, lay_out

SCOPES = {"c": "col", "r": "row", "g": "rowgroup"}
CELL = re.compile(
    r"(?P<header>#)?(?:(?P<scope>[crg]):)?(?P<word>\w+)"
    r"(?: >(?P<wide>\d))?(?: v(?P<tall>\d))?"
)


def table(drawing: str) -> tuple[list[Cell], dict[Cell, str]]:
    """A table from a drawing: rows are lines, cells parted by "|", row groups by "--".

    "#A" is a header; "#c:", "#r:" and "#g:" give it a scope of col, row or rowgroup; ">2"
    and "v2" are spans. The first group is the head if the drawing begins with "head".
    """
    words: dict[Cell, str] = {}
    has_head = drawing.strip().startswith("head")
    groups = []
    for number, group in enumerate(drawing.strip().removeprefix("head").split("--")):
        rows = []
        for line in group.strip().splitlines():
            row = []
            for text in line.split("|"):
                parts = CELL.fullmatch(text.strip())
                cell = Cell(
                    is_header=bool(parts["header"]),
                    colspan=int(parts["wide"] or 1),
                    rowspan=int(parts["tall"] or 1),
                    scope=SCOPES.get(parts["scope"], ""),
                    in_head=has_head and number == 0,
                )
                words[cell] = parts["word"]
                row.append(cell)
            rows.append(row)
        groups.append(rows)
    return lay_out(groups).cells, words


def headers(drawing: str) -> dict[str, list[str]]:
    """The headers of each cell."""
    cells, words = table(drawing)
    return {words[cell]: [words[head] for head in cell.headers] for cell in cells}


def axes(drawing: str) -> dict[str, str | None]:
    cells, words = table(drawing)
    return {words[cell]: cell.axis for cell in cells if cell.is_header}


def test_a_plain_table():
    assert headers("""head
        #Ref | #Text
        --
        #r:R1 | t1
        #r:R2 | t2
    """) == {
        "Ref": [],
        "Text": [],
        "R1": ["Ref"],
        "t1": ["R1", "Text"],
        "R2": ["Ref"],
        "t2": ["R2", "Text"],
    }


def test_spanned_heads_head_their_own_columns_only():
    found = headers("""head
        #Group v2 | #Y24 >2 | #Y25 >2
        #F24 | #M24 | #F25 | #M25
        --
        #r:Row | a | b | c | d
    """)
    assert found["a"] == ["Row", "Y24", "F24"]
    assert found["b"] == ["Row", "Y24", "M24"]
    assert found["c"] == ["Row", "Y25", "F25"]
    assert found["d"] == ["Row", "Y25", "M25"]
    assert found["M25"] == ["Y25"]
    assert found["Row"] == ["Group"]


def test_a_row_group_head_belongs_to_the_rows_of_its_group():
    found = headers("""head
        #Objective | #Action
        --
        #g:Priority1 >2
        #r:O1 | a1
        --
        #g:Priority2 >2
        #r:O2 | a2
    """)
    assert found["a1"] == ["Priority1", "O1", "Action"]
    assert found["a2"] == ["Priority2", "O2", "Action"]
    assert found["O2"] == ["Priority2", "Objective"]


def test_a_row_head_over_several_rows_heads_all_of_them():
    found = headers("""head
        #Objective | #Action
        --
        #r:O1 v2 | a1
        a2
        #r:O2 | a3
    """)
    assert found["a2"] == ["O1", "Action"]
    assert found["a3"] == ["O2", "Action"]


def test_new_heads_half_way_down_replace_those_above():
    found = headers("""
        #Ref | #Objective
        #r:O1 | o1
        #Nr | #Action
        #r:A1 | a1
        #r:A2 | a2
    """)
    assert found["o1"] == ["O1", "Objective"]
    assert found["a1"] == ["A1", "Action"]
    assert found["a2"] == ["A2", "Action"]


def test_a_wide_cell_has_the_heads_of_all_its_columns():
    assert headers("""head
        #A | #B | #C
        --
        x >2 | y
    """)["x"] == ["A", "B"]


@pytest.mark.parametrize(
    ("drawing", "axis"),
    [
        ("head\n #H | #I \n-- \n x | y", "column"),
        ("#H | #I \n x | y", "column"),
        ("#H | x \n #I | y", "row"),
        ("head\n #r:H | #I \n--\n x | y", "row"),
        ("#c:H | x \n y | z", "column"),
        ("head\n x | #H \n-- \n y | z", "column"),
    ],
)
def test_a_header_heads_a_column_or_a_row(drawing, axis):
    assert axes(drawing)["H"] == axis


def test_spans_end_with_their_group():
    cells, words = table("""head
        #A | #B
        --
        #r:R v9 | x
        y
        --
        #r:S v0 | z
        u
    """)
    spans = {words[cell]: cell.rowspan for cell in cells}
    assert (spans["R"], spans["S"]) == (2, 2)


def test_rows_that_are_too_short_are_known():
    row = [Cell(is_header=True), Cell(is_header=True), Cell(is_header=True)]
    assert lay_out([[row], [[Cell(is_header=False)]]]).gaps == [0, 2]
