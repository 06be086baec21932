"""Published figures as open data: every figure is found by programs and by screen readers."""

import csv
import io
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import load_workbook

from core.statistics_file import StatisticsFile, StatisticsTable, csv_rows, workbook

STAFF = StatisticsTable(
    name="Table_1",
    title="Staff by group, 31 March 2024 to 31 March 2026",
    headings=("Date", "Group", "Headcount", "Women, per cent [note 1]"),
    rows=[
        ("31 March 2026", "Below scale point 34", 1020, Decimal("24.0")),
        ("31 March 2026", "Scale point 34 and above", "12", "[c]"),
        ("31 March 2024", "Below scale point 34", None, "1,024.35"),
    ],
    labels=2,
    notes=["Headcounts are of people on the day."],
)
LEAVERS = StatisticsTable("Table_2", "Leavers", ("=Group", "Leavers"), [("=1+1", 0), ("+2", "[c]")])
FILE = StatisticsFile(
    title="Workforce profile 2026",
    publisher="Ellenshaw Council",
    published_on=date(2026, 6, 1),
    period="31 March 2024 to 31 March 2026",
    contact=["Equality team", "equality@ellenshaw.example"],
    tables=[STAFF, LEAVERS],
    introduction=["Everybody whom the council employs directly."],
    notes=["People whose sex is not held are left out."],
)


@pytest.fixture(scope="module")
def book() -> Any:
    return load_workbook(io.BytesIO(workbook(FILE)))


def texts(sheet: Any) -> list[list[Any]]:
    return [[cell.value for cell in row if cell.value is not None] for row in sheet.rows]


def test_cover_contents_and_notes_come_before_the_tables(book):
    assert book.sheetnames == ["Cover_sheet", "Contents", "Notes", "Table_1", "Table_2"]
    assert texts(book["Cover_sheet"]) == [
        ["Workforce profile 2026"],
        ["Published by Ellenshaw Council on 1 June 2026."],
        ["Period covered: 31 March 2024 to 31 March 2026."],
        ["Everybody whom the council employs directly."],
        ["Contact"],
        ["Equality team"],
        ["equality@ellenshaw.example"],
    ]
    assert book["Cover_sheet"]["A7"].hyperlink.target == "mailto:equality@ellenshaw.example"
    assert (book.properties.title, book.properties.creator) == (FILE.title, FILE.publisher)


def test_the_contents_lead_to_each_sheet(book):
    sheet = book["Contents"]
    assert texts(sheet)[2:] == [
        ["Worksheet", "Title"],
        ["Notes", "Notes and markers"],
        ["Table_1", STAFF.title],
        ["Table_2", "Leavers"],
    ]
    assert [sheet.cell(row, 1).hyperlink.location for row in (4, 5, 6)] == [
        "'Notes'!A1",
        "'Table_1'!A1",
        "'Table_2'!A1",
    ]


def test_each_marker_that_is_used_is_explained_and_no_other(book):
    told = dict(texts(book["Notes"])[3:])
    assert list(told) == ["[c]", "[x]", "[note 1]"]
    assert told["[x]"] == "not available"
    assert told["[note 1]"] == "People whose sex is not held are left out."


def test_a_table_says_what_it_is_above_its_headings(book):
    assert texts(book["Table_1"])[:5] == [
        [STAFF.title],
        ["This worksheet contains one table."],
        ["Notes and markers are explained in the worksheet Notes."],
        ["Headcounts are of people on the day."],
        list(STAFF.headings),
    ]


def test_figures_are_numbers_to_their_decimal_and_what_is_none_is_a_marker(book):
    rows = list(book["Table_1"].iter_rows(min_row=6))
    assert [[cell.value for cell in row[2:]] for row in rows] == [
        [1020, 24],
        [12, "[c]"],
        ["[x]", 1024.35],
    ]
    formats = [rows[0][2].number_format, rows[0][3].number_format, rows[2][3].number_format]
    assert formats == ["#,##0", "#,##0.0", "#,##0.00"]
    sides = {cell.alignment.horizontal for row in rows for cell in row[2:]}
    assert sides == {"right"}


def test_each_sheet_but_the_cover_holds_one_marked_table_without_a_blank_cell(book):
    for sheet in book.worksheets[1:]:
        [table] = sheet.tables.values()
        cells = sheet[table.ref]
        assert [cell.value for cell in cells[0]] == [column.name for column in table.tableColumns]
        assert all(cell.value is not None for row in cells for cell in row)
        assert cells[-1][-1].row == sheet.max_row
        assert table.tableStyleInfo.showFirstColumn


def test_nothing_is_merged_hidden_frozen_or_filtered(book):
    for sheet in book.worksheets:
        assert not sheet.merged_cells.ranges
        assert sheet.sheet_state == "visible"
        assert sheet.freeze_panes is None
        assert not any(column.hidden for column in sheet.column_dimensions.values())
        assert all(table.autoFilter is None for table in sheet.tables.values())
        assert all(any(cell.value for cell in row) for row in sheet.rows), "a blank row"


def test_text_is_never_a_formula(book):
    assert [cell.data_type for cell in book["Table_2"]["A"]] == ["s"] * 6
    assert book["Table_2"]["A5"].value == "=1+1"


def test_a_year_among_the_labels_is_a_number_but_no_figure():
    years = replace(LEAVERS, rows=[(2024, 1200)])
    book = load_workbook(io.BytesIO(workbook(replace(FILE, tables=[years]))))
    [year, leavers] = book["Table_2"][5]
    assert (year.value, year.number_format, year.alignment.horizontal) == (2024, "General", "left")
    assert leavers.number_format == "#,##0"


def test_without_markers_and_notes_there_is_no_sheet_of_them():
    plain = replace(LEAVERS, rows=[("Below scale point 34", 9)])
    book = load_workbook(io.BytesIO(workbook(replace(FILE, tables=[plain], notes=[]))))
    assert book.sheetnames == ["Cover_sheet", "Contents", "Table_2"]
    assert len(texts(book["Table_2"])) == 4


def test_the_csv_file_has_a_row_for_each_figure():
    content = csv_rows(FILE)
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert len(rows) == 8
    assert rows[0] == {
        "Table": "Table_1",
        "Title": STAFF.title,
        "Date": "31 March 2026",
        "Group": "Below scale point 34",
        "'=Group": "",
        "Measure": "Headcount",
        "Figure": "1020",
        "Marker": "",
        "Marker means": "",
    }
    figures = [(row["Figure"], row["Marker"]) for row in rows]
    assert figures[1:6] == [("24.0", ""), ("12", ""), ("", "[c]"), ("", "[x]"), ("1024.35", "")]
    assert rows[4]["Marker means"] == "not available"


def test_the_csv_file_holds_no_formula():
    rows = list(csv.reader(io.StringIO(csv_rows(FILE).decode("utf-8-sig"), newline="")))
    assert "'=Group" in rows[0]
    assert [row[4] for row in rows[-2:]] == ["'=1+1", "'+2"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "Table 1"},
        {"name": "A1"},
        {"name": "Cover_sheet"},
        {"headings": ("Group", "group")},
        {"headings": ("Group", "")},
        {"headings": ("Group", "Leavers", "Joiners")},
        {"rows": []},
        {"labels": 0},
        {"labels": 2},
    ],
)
def test_what_would_be_no_table_is_refused(wrong):
    with pytest.raises(ValueError, match=r"Table_|A sheet"):
        replace(LEAVERS, **wrong)


def test_a_file_without_tables_with_two_of_one_name_or_an_unknown_marker_is_refused():
    for tables, words in (
        ([], "There are tables"),
        ([LEAVERS, LEAVERS], "a name of its own"),
        ([replace(LEAVERS, rows=[("All", "[u]")])], r"Not explained: \[u\]"),
    ):
        with pytest.raises(ValueError, match=words):
            replace(FILE, tables=tables)
