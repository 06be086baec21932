"""Tables as they are read out: one for nine pages of it, and each cell with its headers."""

import io
import re

import pytest
from pypdf import PdfReader

from reports.rendering import Pdf
from tests.judges import assert_accessible_pdf
from tests.pdf_structure import Structure, headers_of, read_structure
from tests.reports.told import HEAD, pdf_of, rows, told, words


class TestTableOverManyPages:
    @pytest.fixture(scope="class")
    @staticmethod
    def pdf() -> Pdf:
        return pdf_of(f"<table><caption>Long</caption>{HEAD}<tbody>{rows(290)}</tbody></table>")

    @pytest.fixture(scope="class")
    @staticmethod
    def structure(pdf) -> Structure:
        return read_structure(pdf.content)

    def test_it_is_one_table_with_one_head_and_one_body(self, pdf, structure):
        assert pdf.pages >= 9
        assert_accessible_pdf(pdf.content)
        table = structure.only("Table")
        assert [kid.kind for kid in table.elements] == ["Caption", "THead", "TBody"]
        assert len(table.all("TR")) == 291

    def test_every_row_is_read_once_and_in_order(self, structure):
        read = re.findall(r"row \d+", structure.only("Table").text)
        assert read == [f"row {n}" for n in range(290)]

    def test_the_repeated_heads_are_seen_and_not_read(self, pdf, structure):
        pages = PdfReader(io.BytesIO(pdf.content)).pages
        assert all("Ref." in page.extract_text() for page in pages)
        assert structure.root.text.count("Ref.") == 1
        assert structure.artifacts.count("Ref.") == pdf.pages - 1

    def test_the_cells_of_the_last_page_name_the_head_of_the_first(self, structure):
        *_, text, note = structure.all("TD")
        assert headers_of(structure, text) == ["row 289", "Text"]
        assert headers_of(structure, note) == ["row 289", "Note"]


def test_a_row_that_a_page_cuts_is_one_row():
    long = f"<p>{words('a', 900)}</p><p>{words('b', 900)}</p>"
    structure = told(
        f"<table>{HEAD}<tbody>{rows(1)}<tr><th scope=row>cut</th><td>{long}</td>"
        f"<td>{words('c', 900)}</td></tr>{rows(1)}</tbody></table>"
    )
    assert len(structure.all("TR")) == 4
    row = structure.all("TR")[2]
    assert [cell.kind for cell in row.elements] == ["TH", "TD", "TD"]
    assert [part.text for part in row.elements[1].elements] == [words("a", 900), words("b", 900)]
    assert row.elements[2].text == words("c", 900)
    assert headers_of(structure, row.elements[2]) == ["cut", "Note"]


def test_a_head_that_comes_late_is_still_the_head():
    """WeasyPrint leaves the head out above a row that must not be cut and fills the page."""
    structure = told(
        f"<table>{HEAD}<tbody><tr><th scope=row>cut</th><td>{words('a', 1500)}</td><td>x</td></tr>"
        f"{rows(2)}</tbody></table>",
        "tr.long { break-inside: avoid }",
    )
    assert structure.only("Table").elements[0].text == "Ref. Text Note"
    assert [kid.kind for kid in structure.only("Table").elements] == ["THead", "TBody"]
    assert headers_of(structure, structure.all("TD")[0]) == ["cut", "Text"]


@pytest.mark.parametrize("tag", ["th scope=row", "td"])
def test_a_cell_over_several_rows_that_a_page_cuts_keeps_its_rows(tag):
    group = "".join(
        f"<tr>{f'<{tag} rowspan=25>group {g}</{tag[:2]}>' if n == 0 else ''}<td>x {g} {n}</td>"
        f"<th scope=row>y {g} {n}</th></tr>"
        for g in range(6)
        for n in range(25)
    )
    structure = told(f"<table>{HEAD}<tbody>{group}</tbody></table>")
    assert len(structure.all("TR")) == 151
    spans = [e for e in structure.root.walk() if e.attributes.get("RowSpan")]
    assert [e.attributes["RowSpan"] for e in spans] == [25] * 6
    last = [cell for cell in structure.all("TD") if cell.text == "x 5 24"]
    expected = ["group 5", "y 5 24", "Text"] if "scope" in tag else ["Text"]
    assert set(headers_of(structure, last[0])) <= set(expected)
    assert "Text" in headers_of(structure, last[0])


def test_spanned_heads_are_told_right_on_every_page():
    body = "".join(
        f"<tr><th scope=row>row {n}</th>" + "".join(f"<td>{n}.{c}</td>" for c in "abcd") + "</tr>"
        for n in range(120)
    )
    structure = told(
        "<table><thead><tr><th rowspan=2>Group</th><th colspan=2 scope=colgroup>2024</th>"
        "<th colspan=2 scope=colgroup>2025</th></tr><tr><th>Female</th><th>Male</th><th>Women</th>"
        f"<th>Men</th></tr></thead><tbody>{body}</tbody></table>"
    )
    found = {cell.text: headers_of(structure, cell) for cell in structure.all("TD")}
    assert found["119.a"] == ["row 119", "2024", "Female"]
    assert found["119.b"] == ["row 119", "2024", "Male"]
    assert found["119.c"] == ["row 119", "2025", "Women"]
    assert found["0.d"] == ["row 0", "2025", "Men"]


def test_every_header_cell_has_its_scope():
    group = "<tr><th scope=rowgroup colspan=3>Group</th></tr>"
    structure = told(f"<table>{HEAD}<tbody>{group}{rows(2)}</tbody></table>")
    scopes = {cell.text: cell.attributes["Scope"] for cell in structure.all("TH")}
    assert scopes == {
        "Ref.": "Column", "Text": "Column", "Note": "Column",
        "Group": "Row", "row 0": "Row", "row 1": "Row",
    }  # fmt: skip
    assert headers_of(structure, structure.all("TD")[0]) == ["Group", "row 0", "Text"]


def test_a_foot_is_read_once_at_the_end():
    foot = "<tfoot><tr><th scope=row>Total</th><td>9</td><td>10</td></tr></tfoot>"
    structure = told(f"<table>{HEAD}{foot}<tbody>{rows(150)}</tbody></table>")
    table = structure.only("Table")
    assert [kid.kind for kid in table.elements] == ["THead", "TBody", "TFoot"]
    assert table.text.endswith("Total 9 10")


def test_only_one_head_is_a_head():
    second = "<thead><tr><th>A</th><th>B</th><th>C</th></tr></thead><tbody>" + rows(1) + "</tbody>"
    structure = told(f"<table>{HEAD}<tbody>{rows(1)}</tbody>{second}</table>")
    assert [kid.kind for kid in structure.only("Table").elements] == ["THead"] + ["TBody"] * 3


def test_rows_that_are_too_short_are_filled():
    short = "<tr><th scope=row>short</th></tr>"
    structure = told(f"<table>{HEAD}<tbody>{rows(1)}{short}</tbody></table>")
    assert [cell.kind for cell in structure.all("TR")[2].elements] == ["TH", "TD", "TD"]


def test_an_empty_corner_is_no_header_and_empty_cells_stay():
    structure = told(
        "<table><thead><tr><th></th><th scope=col>A</th></tr></thead>"
        "<tbody><tr><th scope=row>r</th><td></td></tr><tr><td></td><td></td></tr></tbody></table>"
    )
    kinds = [[cell.kind for cell in row.elements] for row in structure.all("TR")]
    assert kinds == [["TD", "TH"], ["TH", "TD"], ["TD", "TD"]]
