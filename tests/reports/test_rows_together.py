"""Where tables are cut: no page begins or ends with a single row."""

import io

import pytest
from pypdf import PdfReader

from tests.reports.told import pdf_of


def pages_of_rows(before: int, count: int) -> list[list[int]]:
    """The numbers of the rows of a table on each page, after so many lines of text."""
    text = "<p>Line</p>" * before
    rows = "".join(f"<tr><th scope='row'>Row{n}x</th><td>Cell</td></tr>" for n in range(count))
    head = "<thead><tr><th scope='col'>Name</th><th scope='col'>What</th></tr></thead>"
    pdf = pdf_of(f"<section>{text}<table>{head}<tbody>{rows}</tbody></table></section>")
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf.content)).pages]
    found = [[n for n in range(count) if f"Row{n}x" in page] for page in pages]
    return [numbers for numbers in found if numbers]


@pytest.mark.parametrize("before", range(23, 27))
def test_a_table_of_three_rows_is_never_cut(before):
    assert pages_of_rows(before, 3) == [[0, 1, 2]]


@pytest.mark.parametrize("before", range(23, 27))
def test_a_longer_table_leaves_two_rows_or_more_on_each_page(before):
    assert all(len(numbers) >= 2 for numbers in pages_of_rows(before, 5))
