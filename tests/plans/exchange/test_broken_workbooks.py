"""Workbooks that are not opened, and faults told with their sheet, row and column."""

import pytest

from core.text import LINE, TEXT
from plans.exchange.xlsx_read import read_xlsx
from tests.plans.documents import bare, whole
from tests.plans.exchange.refusals import OUTSIDE, faults_in_workbook
from tests.plans.exchange.workbooks import (
    changed,
    part_of,
    set_cells,
    type_into,
    with_parts,
    workbook_of,
)

pytestmark = pytest.mark.django_db


# Workbooks that are not opened


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"xl/vbaProject.bin": b"macros"}, "macros"),
        ({"xl/externalLinks/externalLink1.xml": b"<externalLink/>"}, "outside itself"),
        ({"xl/worksheets/sheet8.xml": bytes(101 * 1024 * 1024)}, "too large when unpacked"),
    ],
    ids=["macros", "external links", "a zip bomb"],
)
def test_macros_external_links_and_zip_bombs_are_refused(parts, words):
    [fault] = faults_in_workbook(with_parts(workbook_of(whole()), parts))
    assert words in fault


def test_a_workbook_that_is_called_macro_enabled_inside_is_refused():
    content = workbook_of(whole())
    types = part_of(content, "[Content_Types].xml").replace(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    [fault] = faults_in_workbook(with_parts(content, {"[Content_Types].xml": types}))
    assert "macros" in fault


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/worksheets/sheet1.xml", "<v>1</v>", "<v>99999</v>"),
        ("xl/worksheets/sheet1.xml", 't="s"', 't="n"'),
        ("xl/worksheets/sheet1.xml", 's="1" t="s"', 's="999"'),
        ("xl/worksheets/sheet1.xml", "</sheetData>", ""),
        ("xl/sharedStrings.xml", "</sst>", ""),
        ("xl/workbook.xml", 'r:id="rId1"', 'r:id="rId99"'),
        ("xl/workbook.xml", "<workbook", "<!DOCTYPE a [<!ENTITY b 'c'>]><workbook"),
        ("xl/styles.xml", "<fonts", "<fonts><font><sz val='big'/></font>"),
        ("[Content_Types].xml", "</Types>", ""),
    ],
)
def test_a_damaged_workbook_is_refused_and_never_an_error(part, old, new):
    content = workbook_of(whole())
    damaged = part_of(content, part).replace(old, new)
    assert damaged != part_of(content, part)
    faults = faults_in_workbook(with_parts(content, {part: damaged}))
    assert faults


def test_a_workbook_without_a_part_is_refused():
    content = workbook_of(whole())
    [fault] = faults_in_workbook(with_parts(content, {"xl/worksheets/sheet2.xml": b""}))
    assert fault == "The workbook cannot be read"


# Cells


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (
            type_into("Actions", "text", "=A1"),
            "Actions, row 2, column C (text): holds a formula; enter its value",
        ),
        (
            type_into("KPIs", "target 2012/13", "=SUM(1,2)"),
            "KPIs, row 2, column H (target 2012/13): holds a formula; enter its value",
        ),
        (
            type_into("Risks", "probability", "#N/A"),
            "Risks, row 2, column E (probability): holds the error #N/A",
        ),
        (
            type_into("Objectives", "text", "x" * (TEXT + 1)),
            "Objectives, row 2, column D (text): has 10,001 characters; the limit is 10,000",
        ),
        (
            type_into("Outcomes", "layout", "table"),
            "Outcomes, row 2, column F (layout): must be one of: detailed, summary, checklist",
        ),
        (
            type_into("Sections", "text", "x" * (TEXT + 1), row=4),
            "Sections, row 4, column D (text): has 10,001 characters; the limit is 10,000",
        ),
        (
            type_into("Plan", "contact telephone", "x" * (LINE + 1)),
            "Plan, row 2, column J (contact telephone): has 501 characters; the limit is 500",
        ),
        (
            type_into("Plan", "format", "equality-plan/2"),
            "Plan, row 2, column A (format): must be “equality-plan/1”",
        ),
        (
            type_into("Risks", "impact", 0),
            f"Risks, row 2, column D (impact): 0 {OUTSIDE}",
        ),
    ],
)
def test_a_fault_in_a_cell_is_told_with_sheet_row_and_column(change, fault):
    assert faults_in_workbook(changed(workbook_of(whole()), change)) == [fault]


def test_an_escaped_control_character_in_a_cell_is_named():
    content = workbook_of(bare(title="PLACE"))
    strings = part_of(content, "xl/sharedStrings.xml").replace("PLACE", "a_x0000_b")
    assert faults_in_workbook(with_parts(content, {"xl/sharedStrings.xml": strings})) == [
        "Plan, row 2, column D (title): holds characters that cannot be kept: U+0000"
    ]


# Rows and columns


@pytest.mark.parametrize(
    ("cells", "sheet", "fault"),
    [
        ({"L1": "colour"}, "Plan", "row 1, column L: “colour” is not a column of this sheet"),
        ({"L1": "title"}, "Plan", "row 1, column L: the column “title” stands twice"),
        ({"L2": "x"}, "Plan", "row 2, column L: the column has no heading"),
        ({"D1": "Title"}, "Plan", None),
        (
            {"J1": "target 2012-13"},
            "KPIs",
            "row 1, column J: “target 2012-13” is not a column of this sheet",
        ),
        (
            {"L1": "target 2012/13"},
            "Actions",
            "row 1, column L: “target 2012/13” is not a column of this sheet",
        ),
        ({"D3": "Another plan"}, "Plan", "row 3: the sheet Plan holds one row only"),
        (
            {"A2": "chapter"},
            "Sections",
            "row 2, column A (kind): must be one of: section, paragraph, bullet",
        ),
        ({"A2": None}, "Outcomes", "row 2, column A (kind): must be one of: appendix, outcome"),
        (
            {"A2": "paragraph"},
            "Sections",
            "row 2, column A (kind): a paragraph before the first section",
        ),
        (
            {"A3": "bullet", "B3": None},
            "Sections",
            "row 3, column A (kind): a bullet before the section's first paragraph",
        ),
        (
            {"A2": "outcome"},
            "Outcomes",
            "row 2, column A (kind): an outcome before the first appendix",
        ),
        ({"D2": "x"}, "Sections", "row 2, column D (text): a section has none; leave it empty"),
        ({"B4": "1"}, "Sections", "row 4, column B (number): a bullet has none; leave it empty"),
        ({"J2": "x"}, "Outcomes", "row 2, column J (lead): an appendix has none; leave it empty"),
        (
            {"F3": "summary"},
            "Outcomes",
            "row 3, column F (layout): an outcome has none; leave it empty",
        ),
        (
            {"A2": "O9"},
            "Objectives",
            "row 2, column A (outcome): no row of Outcomes has the id “O9”",
        ),
        ({"A2": None}, "Objectives", "row 2, column A (outcome): is required"),
        (
            {"A2": "B9"},
            "Risks",
            "row 2, column A (objective): no row of Objectives has the id “B9”",
        ),
        ({"A2": None}, "KPIs", "row 2, column A (objective): is required"),
        (
            {"A3": "outcome", "A4": "outcome", "B4": "O1"},
            "Outcomes",
            "row 4, column B (id): the id “O1” stands twice",
        ),
        ({"A3": "O1", "B3": "B1"}, "Objectives", "row 3, column B (id): the id “B1” stands twice"),
    ],
)
def test_a_row_or_column_that_does_not_fit_is_told_in_its_place(cells, sheet, fault):
    faults = faults_in_workbook(changed(workbook_of(whole()), set_cells(sheet, **cells)))
    expected = fault or "row 1, column D: “Title” is not a column of this sheet"
    assert f"{sheet}, {expected}" in faults


def test_an_unknown_column_is_told_once_and_not_for_each_of_its_cells():
    def add_notes(book):
        for row in range(2, 10):
            book["Sections"].cell(row, 5).value = "note"
        book["Sections"]["E1"] = "notes"

    assert faults_in_workbook(changed(workbook_of(whole()), add_notes)) == [
        "Sections, row 1, column E: “notes” is not a column of this sheet"
    ]


def test_a_sheet_that_the_format_does_not_know_is_told():
    def add_sheet(book):
        book.create_sheet("Summary")
        book["Risks"].title = "Risk list"

    assert faults_in_workbook(changed(workbook_of(whole()), add_sheet)) == [
        "Sheet Risk list: is not a sheet of the plan format",
        "Sheet Summary: is not a sheet of the plan format",
    ]


def test_a_workbook_without_the_sheet_plan_says_what_is_missing():
    def cut(book):
        del book["Plan"]

    faults = faults_in_workbook(changed(workbook_of(bare()), cut))
    assert faults[0] == "Plan, row 2: the plan's title and period are missing"


def test_a_sheet_of_very_many_rows_is_refused():
    content = workbook_of(bare())
    sheet = part_of(content, "xl/worksheets/sheet2.xml")
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>section</t></is></c></row>'
        for n in range(2, 20_003)
    )
    many = sheet.replace("</sheetData>", f"{rows}</sheetData>")
    assert faults_in_workbook(with_parts(content, {"xl/worksheets/sheet2.xml": many})) == [
        "Sections, row 20002: the sheet has too many rows"
    ]


def test_an_e_mail_address_that_excel_made_a_link_is_no_fault():
    def add_link(book):
        cell = book["Plan"]["K2"]
        cell.hyperlink = "mailto:ian.mcguff@ellenshaw.example"
        cell.value = "ian.mcguff@ellenshaw.example"

    plan = read_xlsx(changed(workbook_of(whole()), add_link))
    assert plan.contact.email == "ian.mcguff@ellenshaw.example"
