"""One calculation serves screen, PDF, CSV and workbook: of a publication they all say the same."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import tinyhtml5
from openpyxl import load_workbook

from core.text import figure_in
from reports.documents import KINDS
from reports.documents.workforce import Told
from tests.accounts.people import browser_of, somebody_who_is
from tests.factories.workforce import UPPER, SnapshotFactory, print_shares
from tests.pdf_structure import read_structure
from tests.workforce.publishing.small import small_council
from workforce.models import PublishedProfile
from workforce.publishing.acts import publish_profile

pytestmark = pytest.mark.django_db
Table = list[list[str]]


@pytest.fixture
def published() -> PublishedProfile:
    mine, _ = small_council()
    old = SnapshotFactory(
        directorate=mine.directorate, way="percentages", is_public=True, day=date(2011, 3, 31)
    )
    print_shares(old, UPPER, 41, female="71", male="29.0", bme="24.30")
    return publish_profile(mine, actor=somebody_who_is("workforce_officer"))


def test_all_of_them_say_the_same(published):
    browser = browser_of(somebody_who_is("school_respondent"))
    page = browser.get(published.get_absolute_url()).content.decode()
    pdf = KINDS["published-workforce"].compose(Told(published, ""), "public").content
    on_screen, on_paper = list(of_page(page)), list(of_pdf(pdf))
    assert on_screen == on_paper
    files = {
        kind: browser.get(f"{published.get_absolute_url()}file/", {"_export": kind}).content
        for kind in ("csv", "xlsx")
    }
    figures = [as_figures(table) for table in on_screen]
    assert figures == list(of_csv(files["csv"]))
    assert figures == list(of_xlsx(files["xlsx"]))
    assert {"24.30", "71", "29.0", "[c]"} <= {text for row in on_screen[0] for text in row}


def of_page(page: str) -> Iterator[Table]:
    """The cells of figures of each table, line by line."""
    for table in tinyhtml5.parse(page, namespace_html_elements=False).iter("table"):
        rows = (
            [" ".join("".join(td.itertext()).split()) for td in row.iter("td")]
            for row in table.iter("tr")
        )
        yield [row for row in rows if row]


def of_pdf(content: bytes) -> Iterator[Table]:
    for table in read_structure(content).all("Table"):
        rows = (
            [cell.text for cell in row.elements if cell.kind == "TD"] for row in table.all("TR")
        )
        yield [row for row in rows if row]


def as_figures(table: Table) -> list[list[Any]]:
    """Figures as numbers and markers as signs; what is blank is told by another test."""
    return [
        [figure_in(text) if figure_in(text) is not None else text for text in row if text]
        for row in table
    ]


def of_csv(content: bytes) -> Iterator[list[list[Any]]]:
    """The files have a marker where a table leaves a cell blank."""
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    for name in dict.fromkeys(row["Table"] for row in rows):
        lines: dict[tuple[str, ...], list[Any]] = {}
        for row in rows:
            if row["Table"] == name:
                labels = tuple(row[each] for each in list(row)[2:-4])
                line = lines.setdefault(labels, [])
                if row["Marker"] not in ("[x]", "[z]"):
                    line.append(figure_in(row["Figure"]) if row["Figure"] else row["Marker"])
        yield list(lines.values())


def of_xlsx(content: bytes) -> Iterator[list[list[Any]]]:
    for sheet in load_workbook(io.BytesIO(content)).worksheets[3:]:
        [table] = sheet.tables.values()
        labels = sum(":" not in column.name for column in table.tableColumns)
        yield [
            [
                cell.value if isinstance(cell.value, str) else figure_in(shown(cell))
                for cell in row[labels:]
                if cell.value not in ("[x]", "[z]")
            ]
            for row in sheet[table.ref][1:]
        ]


def shown(cell: Any) -> str:
    """As a spreadsheet shows it, to the decimals of its format."""
    decimals = len(cell.number_format.partition(".")[2])
    return f"{cell.value:.{decimals}f}"
