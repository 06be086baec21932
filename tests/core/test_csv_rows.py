"""The rows of a CSV file, as Excel and other programs write it, and what is no such file."""

import io

import pytest
from openpyxl import Workbook

from core.csv_rows import MOST_CELLS, WIDEST, read_csv
from core.exports import csv_text
from core.uploads import RefusedFile

COLUMNS = frozenset({"ref", "figure", "note"})
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00"
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


def rows(content: bytes | str) -> list[dict[str, str]]:
    content = content.encode() if isinstance(content, str) else content
    found, faults = read_csv(content, "figures.csv", COLUMNS)
    assert faults == []
    return [row.cells for row in found]


def faults(content: str) -> list[str]:
    return [str(fault) for fault in read_csv(content.encode(), "figures.csv", COLUMNS)[1]]


def xlsx() -> bytes:
    file = io.BytesIO()
    Workbook().save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        "ref,figure\nNI 1,48\n",
        "ref,figure\r\nNI 1,48\r\n",
        "ref,figure\rNI 1,48",
        "ref;figure\nNI 1;48\n",
        "ref\tfigure\nNI 1\t48\n",
        '"ref","figure"\n"NI 1","48"\n',
        " Ref ,FIGURE\n NI 1 , 48 \n",
        "ref,figure\n\n,\nNI 1,48\n\n",
        "figure,ref\n48,NI 1\n",
        "ref,figure,\nNI 1,48,\n",
        b"\xef\xbb\xbfref,figure\nNI 1,48\n",
    ],
)
def test_a_file_is_read_as_excel_and_other_programs_write_it(content):
    assert rows(content) == [{"ref": "NI 1", "figure": "48"}]


def test_a_comma_within_a_cell_does_not_end_it():
    assert rows('ref,figure\nNI 1,"1,200"\n') == [{"ref": "NI 1", "figure": "1,200"}]
    assert rows("ref;figure\nNI 1;1,200\n") == [{"ref": "NI 1", "figure": "1,200"}]
    assert rows('ref,note\nNI 1,"He said ""no""\nand left"\n') == [
        {"ref": "NI 1", "note": 'He said "no"\nand left'}
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252"])
def test_excels_two_encodings_are_both_read(encoding):
    text = "ref,figure,note\nNI 1,£84,Café – “open”\n"
    assert rows(text.encode(encoding)) == [
        {"ref": "NI 1", "figure": "£84", "note": "Café – “open”"}
    ]


def test_each_row_knows_where_it_stands():
    found, _ = read_csv(b"ref,figure\n\nNI 1,48\n", "figures.csv", COLUMNS)
    assert found[0].place("figure") == "figures.csv, row 3, column B (figure)"
    assert found[0].place("note") == "figures.csv, row 3"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("ref,colour\n", "figures.csv, row 1, column B: “colour” is not a column of this sheet"),
        ("ref,Ref\n", "figures.csv, row 1, column B: the column “ref” stands twice"),
        ("ref\nNI 1,48\n", "figures.csv, row 2, column B: the column has no heading"),
    ],
)
def test_what_is_wrong_with_a_heading_is_told_with_its_place(content, told):
    assert faults(content) == [told]


def test_a_file_without_rows_has_none():
    assert rows("ref,figure\n") == []
    assert rows("\n") == []
    assert rows("\ufeff") == []


# What is no CSV file


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "The file is empty"),
        (PNG, "The file is not a CSV file"),
        ("ref,figure\nNI 1,48\n".encode("utf-16"), "The file is not a CSV file"),
        (b"ref,figure\nNI 1,4\0008\n", "The file is not a CSV file"),
        (OLD_WORKBOOK, "The file is a workbook. Save it as CSV"),
        (b"ref,figure\n" + b"x" * (10 * 1024 * 1024), "The file must be smaller than 10 MB"),
    ],
    ids=["empty", "png", "utf-16", "nul", "xls", "large"],
)
def test_what_is_no_csv_file_is_refused(content, why):
    with pytest.raises(RefusedFile, match=why):
        rows(content)


def test_a_workbook_is_refused_with_what_to_do():
    with pytest.raises(RefusedFile, match="Save it as CSV"):
        rows(xlsx())


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("ref," + "," * MOST_CELLS + "\nNI 1\n", f"Row 1 has more than {MOST_CELLS} cells"),
        ("ref\nNI 1" + ",x" * 20_000 + "\n", f"Row 2 has more than {MOST_CELLS} cells"),
        (f"ref\n{'x' * (WIDEST + 1)}\n", "has a cell that is too long"),
        ('ref\n"' + "never closed\n" * 100_000, "has a cell that is too long"),
    ],
    ids=["headings", "row", "cell", "quote"],
)
def test_a_row_that_nobody_can_have_meant_is_refused(content, why):
    with pytest.raises(RefusedFile, match=why):
        rows(content)


# What a spreadsheet would take for a formula

ODD = ["=1+1", "+44 1632 960001", "-3", "@SUM(A1)", "＝1+1", "'=1+1", "''-3", "'tis", "'", "it's ="]


@pytest.mark.parametrize("text", ODD)
def test_what_our_own_files_guard_comes_back_as_it_was_typed(text):
    assert rows(f"note\n{csv_text(text)}\n") == [{"note": text}]


@pytest.mark.parametrize("text", ODD)
def test_no_cell_of_our_own_files_is_a_formula(text):
    assert csv_text(text)[0] not in "=+-@＝"
