"""The plan format as a workbook: as a person fills it in, and as other programs save it."""

import io
from datetime import date, datetime, time

import openpyxl
import pytest

from core.faults import FaultyFile
from plans.exchange.xlsx_layout import EMPTY_ROWS, SHEETS
from plans.exchange.xlsx_read import read_xlsx
from plans.exchange.xlsx_write import write_template, write_xlsx
from tests.plans.documents import bare, canonical, document, objective_of, whole
from tests.plans.exchange.workbooks import (
    changed,
    column,
    part_of,
    set_cells,
    type_into,
    with_parts,
    workbook_of,
)


def opened(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def first_objective(content):
    return read_xlsx(content).appendices[0].outcomes[0].objectives[0]


# What is written


def test_a_workbook_has_the_sheets_and_columns_of_the_format():
    book = opened(workbook_of(whole()))
    assert book.sheetnames == [
        "Plan", "Sections", "Outcomes", "Objectives", "Actions", "KPIs", "Risks",
    ]  # fmt: skip
    for name, columns in SHEETS.items():
        headings = [cell.value for cell in book[name][1]]
        assert [
            heading for heading in headings if not heading.startswith(("target", "actual"))
        ] == [column.name for column in columns]


def test_the_years_of_all_kpis_are_columns_in_order():
    data = whole()
    kpi = objective_of(data)["kpis"][0]
    kpi["targets"] = {"2013/14": "860", "2012/13": "869"}
    objective_of(data)["kpis"].append({"targets": {"2011/12": "1"}, "actuals": {"2010": "2"}})
    headings = [cell.value for cell in opened(workbook_of(data))["KPIs"][1]]
    assert [h for h in headings if " " in h] == [
        "actual 2010",
        "actual 2011/12",
        "target 2011/12",
        "target 2012/13",
        "target 2013/14",
    ]


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "+1", "-1%", "http://example.org", "{=A1}"])
def test_text_that_excel_could_run_is_written_as_text(text):
    content = write_xlsx(document(bare(title=text)))
    cell = opened(content)["Plan"]["D2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)
    assert "<f>" not in part_of(content, "xl/worksheets/sheet1.xml")


def test_html_stays_text():
    content = write_xlsx(document(bare(title="<script>alert(1)</script>")))
    assert "&lt;script&gt;" in part_of(content, "xl/sharedStrings.xml")


# The blank template


@pytest.fixture
def template():
    return write_template(2026)


def test_the_template_has_guidance_notes_and_drop_downs(template):
    book = opened(template)
    assert book.sheetnames == ["Guidance", *SHEETS]
    assert book["Guidance"]["A1"].value == "How to fill in this workbook"
    assert "Required" in book["Plan"]["C1"].comment.text
    lists = {
        (name, str(rule.sqref)): rule.formula1
        for name in SHEETS
        for rule in book[name].data_validations.dataValidation
    }
    assert lists["KPIs", f"E2:E{EMPTY_ROWS + 1}"] == '"higher,lower,range"'
    assert lists["Outcomes", f"F2:F{EMPTY_ROWS + 1}"] == '"detailed,summary,checklist"'
    assert [cell.value for cell in book["KPIs"][1]][6:9] == [
        "target 2026/27",
        "target 2027/28",
        "target 2028/29",
    ]


def test_the_template_as_it_comes_only_lacks_what_is_required(template):
    with pytest.raises(FaultyFile) as faulty:
        read_xlsx(template)
    assert [str(fault) for fault in faulty.value.faults] == [
        "Plan, row 2, column C (directorate): is required",
        "Plan, row 2, column D (title): is required",
        "Plan, row 2, column E (start): is required",
        "Plan, row 2, column F (finish): is required",
    ]


def test_a_template_filled_in_by_hand_is_a_plan(template):
    """In Excel dates, figures and percentages become values of their own kinds."""

    def fill_in(book):
        set_cells("Plan", C2="Adults", D2="Our plan", E2=date(2026, 4, 1), F2=date(2027, 3, 31))(
            book
        )
        book["Outcomes"].append(["appendix", None, 1, "Actions", None, "detailed"])
        book["Outcomes"].append(["outcome", "O1", None, None, None, None, None, "Live well"])
        book["Objectives"].append(["O1", "B1", "Ob 1", "Live at home", "Apr 2026"])
        book["KPIs"].append(["B1", "NI 111\nT_F 001", "At home", "%", "higher", 0.5])
        book["KPIs"]["F2"].number_format = "0%"
        book["KPIs"]["G2"] = 0.515
        book["KPIs"]["G2"].number_format = "0.0%"
        book["KPIs"]["H2"] = "To follow"
        book["Risks"].append(["B1", "R 1", "Fewer staff", 4, 3])

    # openpyxl appends below the rows that the template has formatted
    plan = canonical(read_xlsx(changed(template, fill_in)))
    assert plan == bare(
        directorate="Adults",
        title="Our plan",
        start="2026-04-01",
        finish="2027-03-31",
        appendices=[
            {
                "number": "1",
                "title": "Actions",
                "layout": "detailed",
                "outcomes": [
                    {
                        "outcome": "Live well",
                        "objectives": [
                            {
                                "ref": "Ob 1",
                                "text": "Live at home",
                                "start": "Apr 2026",
                                "kpis": [
                                    {
                                        "refs": ["NI 111", "T_F 001"],
                                        "measure": "At home",
                                        "unit": "%",
                                        "polarity": "higher",
                                        "baseline": "50%",
                                        "targets": {"2026/27": "51.5%", "2027/28": "To follow"},
                                    }
                                ],
                                "risks": [
                                    {
                                        "ref": "R 1",
                                        "text": "Fewer staff",
                                        "impact": "4",
                                        "probability": "3",
                                    }
                                ],
                            }
                        ],
                    }
                ],
            }
        ],
    )


# Values typed in Excel read as a person sees them


@pytest.mark.parametrize(
    ("value", "number_format", "seen"),
    [
        (869, "General", "869"),
        (0, "General", "0"),
        (0, "0%", "0%"),
        (0.51, "0%", "51%"),
        (1, "0%", "100%"),
        (0.515, "0.0%", "51.5%"),
        (0.5, "0.00%", "50.00%"),
        (0.515, "0%", "52%"),
        (2.675, "0.00", "2.68"),
        (0.28, "0%", "28%"),  # 0.28 × 100 is 28.000000000000004
        (1240, "#,##0", "1,240"),
        (84000, '"£"#,##0', "£84,000"),
        (84000, "[$£-809]#,##0", "£84,000"),
        (84000.5, "£#,##0.00", "£84,000.50"),
        (-84000, '"£"#,##0;[Red]-"£"#,##0', "-£84,000"),
        (1240.5, "_-* #,##0.00_-;-* #,##0.00_-", "1,240.50"),
        (22, '0" ppts"', "22 ppts"),
        (35, "0000", "0035"),
        (84000, '#,##0,"k"', "84k"),
        (12.5, "General", "12.5"),
        (12.0, "General", "12"),
        (0.1 + 0.2, "General", "0.3"),
        (-3, "0", "-3"),
        (2.5, "0.0#", "2.5"),
        (1e20, "#,##0", "100000000000000000000"),
        (84000, "0.00E+00", "84000"),
        (0.5, "# ?/?", "0.5"),
        (True, "General", "TRUE"),
        ("51%", "General", "51%"),
        ("0051", "@", "0051"),
        (51, "@", "51"),
    ],
)
def test_a_figure_reads_as_it_is_shown(value, number_format, seen):
    content = changed(
        workbook_of(whole()), type_into("KPIs", "baseline", value, number_format=number_format)
    )
    assert first_objective(content).kpis[0].baseline == seen


@pytest.mark.parametrize(
    ("value", "number_format", "seen"),
    [
        (date(2012, 4, 1), "mmm-yy", "Apr 2012"),
        (date(2012, 4, 1), "mmmm yyyy", "Apr 2012"),
        (date(2012, 4, 1), "[$-809]mmm yyyy;@", "Apr 2012"),
        (date(2012, 4, 1), '"Month:" mmm yy', "Apr 2012"),
        (date(2012, 4, 15), "dd/mm/yyyy", "2012-04-15"),
        (date(2012, 4, 15), "d mmmm yyyy", "2012-04-15"),
        (datetime(2012, 4, 15, 9, 30), "dd/mm/yyyy hh:mm", "2012-04-15"),  # noqa: DTZ001
        (time(9, 30), "hh:mm", "09:30:00"),
    ],
)
def test_a_date_reads_as_a_month_or_a_day(value, number_format, seen):
    content = changed(
        workbook_of(whole()), type_into("Objectives", "start", value, number_format=number_format)
    )
    assert first_objective(content).start == seen


def test_a_score_typed_as_a_figure_is_a_step_of_the_scale():
    content = changed(workbook_of(whole()), type_into("Risks", "impact", 5, number_format="0"))
    assert first_objective(content).risks[0].impact == "5"


def test_the_first_day_typed_as_a_date_is_that_day():
    content = changed(
        workbook_of(bare()),
        type_into("Plan", "start", date(2012, 4, 1), number_format="dd/mm/yyyy"),
    )
    assert canonical(read_xlsx(content)) == bare()


def test_lines_in_a_cell_are_lines_of_the_address_and_several_refs():
    data = whole()
    content = changed(
        workbook_of(data), type_into("Plan", "contact address", "Civic Hall\n\n Ellenshaw \n")
    )
    assert read_xlsx(content).contact.address == ["Civic Hall", "Ellenshaw"]


# As other programs save it


def test_text_inside_the_sheet_and_text_with_runs_of_its_own_look_are_read():
    content = workbook_of(bare(title="PLACE"))
    strings = part_of(content, "xl/sharedStrings.xml").replace(
        "<t>PLACE</t>",
        '<r><t>The </t></r><r><rPr><b/></rPr><t>plan</t></r><rPh sb="0" eb="1"><t>no</t></rPh>',
    )
    bold = with_parts(content, {"xl/sharedStrings.xml": strings})
    assert read_xlsx(bold).title == "The plan"

    sheet = part_of(content, "xl/worksheets/sheet1.xml")
    start = sheet.index('<c r="D2"')
    cell = sheet[start : sheet.index("</c>", start) + 4]
    inline = sheet.replace(
        cell, '<c r="D2" t="inlineStr"><is><t>In_x000D_&#10;line _x005F_x0041_</t></is></c>'
    )
    within = with_parts(content, {"xl/worksheets/sheet1.xml": inline})
    assert read_xlsx(within).title == "In\nline _x0041_"


def test_line_ends_of_windows_are_line_ends():
    content = workbook_of(bare(title="PLACE"))
    strings = part_of(content, "xl/sharedStrings.xml").replace("PLACE", "one_x000D_&#10;two")
    assert read_xlsx(with_parts(content, {"xl/sharedStrings.xml": strings})).title == "one\ntwo"


def test_empty_rows_and_formatted_empty_cells_say_nothing():
    def scatter(book):
        sheet = book["Actions"]
        sheet.insert_rows(2, 3)
        sheet["C900"].number_format = "0%"
        sheet["ZZ3"].number_format = "0%"
        sheet["C950"] = "   "

    content = changed(workbook_of(whole()), scatter)
    assert canonical(read_xlsx(content)) == whole()


def test_a_sheet_may_say_that_it_is_larger_than_it_is():
    """A stray format in the last cell makes Excel state a million rows of 16,384 columns."""
    content = workbook_of(whole())
    sheet = part_of(content, "xl/worksheets/sheet5.xml")
    start = sheet.index("<dimension")
    dimension = sheet[start : sheet.index("/>", start) + 2]
    far = sheet.replace(dimension, '<dimension ref="A1:XFD1048576"/>').replace(
        "</sheetData>", '<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>'
    )
    assert canonical(read_xlsx(with_parts(content, {"xl/worksheets/sheet5.xml": far}))) == whole()


def test_columns_may_stand_in_another_order_and_be_left_out():
    def turn(book):
        sheet = book["Actions"]
        kept = {cell.value: sheet.cell(2, cell.column).value for cell in sheet[1]}
        sheet.delete_cols(1, 20)
        names = ["text", "objective", "ref"]
        sheet.append(names)
        sheet.append([kept[name] for name in names])
        sheet.delete_rows(1, 2)

    content = changed(workbook_of(whole()), turn)
    [action] = first_objective(content).actions
    assert (action.ref, action.text) == ("1.5", "Develop early intervention")


def test_sheets_that_are_not_needed_may_be_left_out():
    def cut(book):
        for name in ("Sections", "Actions", "KPIs", "Risks"):
            del book[name]

    objective = first_objective(changed(workbook_of(whole()), cut))
    assert (objective.ref, objective.actions) == ("Ob 1", [])


def test_rows_belong_where_their_column_says_and_keep_their_order():
    data = whole()
    first = objective_of(data)
    block = data["appendices"][0]["outcomes"][0]
    block["objectives"].append({"ref": "Ob 2", "actions": [{"ref": "2.1"}, {"ref": "2.2"}]})
    first["actions"].append({"ref": "1.6"})

    def shuffle(book):
        sheet = book["Actions"]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        for place, row in enumerate([rows[2], rows[0], rows[3], rows[1]], start=2):
            for number, value in enumerate(row, start=1):
                sheet.cell(place, number).value = value

    plan = read_xlsx(changed(workbook_of(data), shuffle))
    assert [
        [action.ref for action in objective.actions]
        for objective in plan.appendices[0].outcomes[0].objectives
    ] == [["1.5", "1.6"], ["2.1", "2.2"]]


def test_another_year_is_another_column():
    def add_years(book):
        sheet = book["KPIs"]
        sheet.cell(1, 20).value = "target 2029/30"
        sheet.cell(2, 20).value = 860
        sheet.cell(1, 21).value = "actual 2010"
        sheet.cell(2, 21).value = "912"

    kpi = first_objective(changed(workbook_of(whole()), add_years)).kpis[0]
    assert kpi.targets["2029/30"] == "860"
    assert kpi.actuals["2010"] == "912"


def test_the_kind_of_a_row_is_known_whatever_its_capitals():
    content = changed(workbook_of(whole()), type_into("Sections", "kind", " Section "))
    assert canonical(read_xlsx(content)) == whole()


def test_columns_are_found_by_their_heading():
    assert column(opened(workbook_of(whole()))["Plan"], "title") == "D"
