"""The tables of a PDF and of a page in one shape: each row by the heads of its columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import tinyhtml5

from tests.pdf_structure import read_structure

Row = dict[str, str]


def rows_of_pdf(content: bytes) -> list[Row]:
    """Every row of every table with one line of heads, as a screen reader tells it."""
    found = []
    for table in read_structure(content).all("Table"):
        heads, *rows = [
            [cell.text for cell in row.elements if cell.kind in ("TH", "TD")]
            for row in table.all("TR")
        ]
        found += _by_head(heads, rows)
    return found


def rows_of_page(page: str) -> list[Row]:
    """Every row of every table of a page, without what only the eye is told twice."""
    found = []
    for table in _parsed(page).iter("table"):
        heads, *rows = [[_words(cell) for cell in row] for row in table.iter("tr")]
        found += _by_head(heads, rows)
    return found


def facts_of_page(page: str) -> Row:
    """The pairs of a page's summary lists."""
    return {
        _words(row.find("dt")): _words(row.find("dd"))
        for row in _parsed(page).iter("div")
        if row.find("dt") is not None
    }


def _by_head(heads: list[str], rows: list[list[str]]) -> Iterator[Row]:
    return (dict(zip(heads, row, strict=True)) for row in rows if len(row) == len(heads))


def _parsed(page: str) -> Any:
    return tinyhtml5.parse(page, namespace_html_elements=False)


def _words(element: Any) -> str:
    return " ".join("".join(_told(element)).split())


def _told(element: Any) -> Iterator[str]:
    if element.get("aria-hidden") != "true":
        yield element.text or ""
        for child in element:
            yield from _told(child)
            yield f" {child.tail or ''}"
