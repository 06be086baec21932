"""Broken plan files: every fault is told at once, each in its place, and nothing changes."""

import json
from copy import deepcopy

import pytest

from core.text import LINE, TEXT
from plans.exchange.document import NAME
from plans.exchange.files import read_plan_file
from plans.exchange.importing import import_plan
from plans.exchange.xlsx_read import read_xlsx
from tests.plans.documents import as_file, bare, objective_of, whole
from tests.plans.exchange.refusals import faults_in, faults_in_workbook, faults_of
from tests.plans.exchange.workbooks import (
    changed,
    part_of,
    set_cells,
    type_into,
    with_parts,
    workbook_of,
)

pytestmark = pytest.mark.django_db

OBJECTIVE = "appendices[0].outcomes[0].objectives[0]"
OUTSIDE = "is outside the scale (1, 2, 3, 4, 5)"


def with_objective(**values):
    """A whole plan whose one objective has these values."""
    data = whole()
    objective_of(data).update(values)
    return data


def with_first(key, **values):
    """A whole plan whose first action, KPI or risk has these values."""
    data = whole()
    objective_of(data)[key][0].update(values)
    return data


# Everything at once


def test_all_faults_of_a_file_are_told_at_once():
    """Faults of every kind: of shape, of dates, of scores, and a key that stands twice."""
    data = whole(colour="red", title="", start="next April")
    objective = objective_of(data)
    objective["start"], objective["finish"] = "Mar 2013", "Apr 2012"
    objective["actions"][0] |= {"text": True, "start": "2012-05-02", "finish": "2012-05-01"}
    objective["kpis"][0] |= {"polarity": "up", "targets": {"2012-13": "5", "12/13": 7}}
    objective["risks"] += [
        {"ref": "R 1", "text": "Fewer staff", "impact": 6, "probability": 0},
        {"ref": "CSC 0L00 02", "text": "Fewer staff", "impact": 5, "probability": 3},
    ]
    data["appendices"].append({"layout": "table"})
    text = json.dumps(data).replace('"council":', '"council": "Twice", "council":')
    assert sorted(faults_of(text.encode())) == sorted(
        [
            "council: stands twice in one object",
            "colour: is not a part of the plan format",
            "title: is required",
            "start: must be a date such as 2026-04-01",
            f"{OBJECTIVE}.finish: the finish is before the start",
            f"{OBJECTIVE}.actions[0].text: must be text",
            f"{OBJECTIVE}.actions[0].finish: the finish is before the start",
            f"{OBJECTIVE}.kpis[0].polarity: must be one of: higher, lower, range",
            f"{OBJECTIVE}.kpis[0].targets.2012-13: “2012-13” is not a year such as 2026/27",
            f"{OBJECTIVE}.kpis[0].targets.12/13: “12/13” is not a year such as 2026/27",
            f"{OBJECTIVE}.risks[1].impact: 6 {OUTSIDE}",
            f"{OBJECTIVE}.risks[1].probability: 0 {OUTSIDE}",
            f"{OBJECTIVE}.risks[2].impact: the risk CSC 0L00 02 has impact 4 under another "
            "objective and 5 here",
            "appendices[1].layout: must be one of: detailed, summary, checklist",
        ]
    )


def test_all_faults_of_a_workbook_are_told_at_once():
    def break_it(book):
        set_cells("Plan", D2=None, E2="next April", L1="colour", L2="red")(book)
        set_cells("Objectives", E2="Mar 2013", F2="Apr 2012")(book)
        set_cells("KPIs", E2="up", D2="=1+1")(book)
        set_cells("Risks", D2=6)(book)
        set_cells("Actions", A3="B9", C3="Under no objective")(book)
        book.create_sheet("Notes")

    faults = faults_in_workbook(changed(workbook_of(whole()), break_it))
    assert sorted(faults) == sorted(
        [
            "Sheet Notes: is not a sheet of the plan format",
            "Plan, row 1, column L: “colour” is not a column of this sheet",
            "Plan, row 2, column D (title): is required",
            "Plan, row 2, column E (start): must be a date such as 2026-04-01",
            "Objectives, row 2, column F (finish): the finish is before the start",
            "KPIs, row 2, column D (unit): holds a formula; enter its value",
            "KPIs, row 2, column E (polarity): must be one of: higher, lower, range",
            f"Risks, row 2, column D (impact): 6 {OUTSIDE}",
            "Actions, row 3, column A (objective): no row of Objectives has the id “B9”",
        ]
    )


# What is required


@pytest.mark.parametrize("key", ["format", "directorate", "title", "start", "finish"])
def test_what_is_required_may_not_be_missing(key):
    data = bare()
    del data[key]
    assert faults_in(data) == [f"{key}: is required"]


@pytest.mark.parametrize("nothing", ["", "  \n ", None])
@pytest.mark.parametrize("key", ["directorate", "title"])
def test_what_is_required_may_not_be_empty(key, nothing):
    assert faults_in(bare(**{key: nothing})) == [f"{key}: is required"]


@pytest.mark.parametrize("nothing", ["", None, 20120401])
@pytest.mark.parametrize("key", ["start", "finish"])
def test_the_period_is_given_in_dates(key, nothing):
    [fault] = faults_in(bare(**{key: nothing}))
    assert fault.startswith(f"{key}: ")
    assert "a date such as 2026-04-01" in fault


@pytest.mark.parametrize("day", ["Apr 2012", "2012-04", "2012-13-01", "2012-02-30", "2012/13"])
def test_the_period_is_given_in_days_that_exist(day):
    assert faults_in(bare(start=day)) == ["start: must be a date such as 2026-04-01"]


@pytest.mark.parametrize("given", ["equality-plan/2", "", None, 1, ["equality-plan/1"]])
def test_another_format_is_named(given):
    assert faults_in(bare(format=given)) == ["format: must be “equality-plan/1”"]


# Dates upside down


def test_a_plan_does_not_finish_before_it_starts():
    faults = faults_in(bare(start="2013-03-31", finish="2012-04-01"))
    assert faults == ["finish: the finish is before the start"]


@pytest.mark.parametrize(
    ("start", "finish"),
    [("Mar 2013", "Apr 2012"), ("2012-05-02", "1 May 2012"), ("May 2012", "30/04/2012")],
)
def test_neither_does_an_objective_or_an_action(start, finish):
    dates = {"start": start, "finish": finish}
    assert faults_in(with_objective(**dates)) == [
        f"{OBJECTIVE}.finish: the finish is before the start"
    ]
    assert faults_in(with_first("actions", **dates)) == [
        f"{OBJECTIVE}.actions[0].finish: the finish is before the start"
    ]


@pytest.mark.parametrize(
    ("start", "finish"),
    [("15 May 2012", "May 2012"), ("May 2012", "1 May 2012"), ("Mar 2013", "Apr 2012 or later")],
)
def test_a_month_finishes_with_its_last_day_and_words_never(start, finish):
    data = with_objective(start=start, finish=finish)
    import_plan(read_plan_file("plan.json", as_file(data)), actor=None)


# What is not of the format


def test_an_unknown_key_is_told_wherever_it_stands():
    data = whole(notes="x")
    data["contact"]["fax"] = "x"
    data["sections"][0]["paragraphs"][0]["note"] = "x"
    objective_of(data)["risks"][0]["score"] = 12
    objective_of(data)["actions"][0]["Text"] = "x"
    assert sorted(faults_in(data)) == [
        f"{OBJECTIVE}.actions[0].Text: is not a part of the plan format",
        f"{OBJECTIVE}.risks[0].score: is not a part of the plan format",
        "contact.fax: is not a part of the plan format",
        "notes: is not a part of the plan format",
        "sections[0].paragraphs[0].note: is not a part of the plan format",
    ]


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (bare(title=["x"]), "title: must be text"),
        (bare(title={"x": 1}), "title: must be text"),
        (bare(title=True), "title: must be text"),
        (bare(council=False), "council: must be text"),
        (bare(directorate=["x"]), "directorate: must be text"),
        (bare(sections="x"), "sections: must be a list"),
        (bare(sections={}), "sections: must be a list"),
        (bare(sections=["x"]), "sections[0]: must be an object with named parts"),
        (bare(sections=[None]), "sections[0]: must be an object with named parts"),
        (bare(contact="x"), "contact: must be an object with named parts"),
        (bare(contact=[]), "contact: must be an object with named parts"),
        (bare(contact={"address": "Civic Hall"}), "contact.address: must be a list"),
        (bare(contact={"address": ["", ["x"]]}), "contact.address[1]: must be text"),
        (bare(contact={"address": ["a", "b\nc"]}), "contact.address[1]: must be a single line"),
        (bare(appendices=5), "appendices: must be a list"),
        (
            with_objective(actions=[["x"]]),
            f"{OBJECTIVE}.actions[0]: must be an object with named parts",
        ),
        (with_first("kpis", refs="NI 111"), f"{OBJECTIVE}.kpis[0].refs: must be a list"),
        (
            with_first("kpis", refs=["a", "b\nc"]),
            f"{OBJECTIVE}.kpis[0].refs[1]: must be a single line",
        ),
        (
            with_first("kpis", targets=[]),
            f"{OBJECTIVE}.kpis[0].targets: must be an object of years, such as (“2026/27”: “51%”)",
        ),
        (
            with_first("kpis", targets={"2012/13": ["x"]}),
            f"{OBJECTIVE}.kpis[0].targets.2012/13: must be text",
        ),
        (
            with_first("kpis", actuals={"2012/13": True}),
            f"{OBJECTIVE}.kpis[0].actuals.2012/13: must be text",
        ),
        (with_first("risks", impact=True), f"{OBJECTIVE}.risks[0].impact: must be text"),
        ([bare()], "must be an object with named parts"),
        ("equality-plan/1", "must be an object with named parts"),
        (None, "must be an object with named parts"),
        (5, "must be an object with named parts"),
    ],
)
def test_a_value_of_the_wrong_kind_is_told_in_its_place(data, fault):
    assert faults_in(data) == [fault]


def test_a_fault_in_a_list_is_counted_as_the_file_counts():
    """Empty lines before it are dropped later, and do not move its place."""
    data = bare(sections=[{"paragraphs": [{"bullets": [None, "", "One", True]}]}])
    assert faults_in(data) == ["sections[0].paragraphs[0].bullets[3]: must be text"]


def test_a_faulty_item_does_not_move_the_places_of_those_after_it():
    data = whole(sections=[{"paragraphs": ["x", {"bullets": [True, "One", False]}]}])
    block = data["appendices"][0]["outcomes"][0]
    block["objectives"] = [
        "x",
        {"start": "Mar 2013", "finish": "Apr 2012", "risks": [[], {"impact": 9}]},
    ]
    second = "appendices[0].outcomes[0].objectives[1]"
    assert faults_in(data) == [
        "sections[0].paragraphs[0]: must be an object with named parts",
        "sections[0].paragraphs[1].bullets[0]: must be text",
        "sections[0].paragraphs[1].bullets[2]: must be text",
        f"{OBJECTIVE}: must be an object with named parts",
        f"{second}.risks[0]: must be an object with named parts",
        f"{second}.finish: the finish is before the start",
        f"{second}.risks[1].impact: 9 {OUTSIDE}",
    ]


@pytest.mark.parametrize("layout", ["table", "detailled", "1"])
def test_an_unknown_layout_is_told_with_those_there_are(layout):
    assert faults_in(bare(appendices=[{"layout": layout}])) == [
        "appendices[0].layout: must be one of: detailed, summary, checklist"
    ]


@pytest.mark.parametrize("polarity", ["up", "+", "high"])
def test_an_unknown_polarity_is_told_with_those_there_are(polarity):
    assert faults_in(with_first("kpis", polarity=polarity)) == [
        f"{OBJECTIVE}.kpis[0].polarity: must be one of: higher, lower, range"
    ]


@pytest.mark.parametrize("year", ["2012-13", "2012/14", "12/13", "next year", "", "2012/2013"])
@pytest.mark.parametrize("part", ["targets", "actuals"])
def test_a_key_that_is_no_year_is_told_in_its_place(part, year):
    place = f"{OBJECTIVE}.kpis[0].{part}.{year}"
    assert faults_in(with_first("kpis", **{part: {"2011/12": "1", year: "2"}})) == [
        f"{place}: “{year}” is not a year such as 2026/27"
    ]


def test_the_same_year_twice_is_told():
    faults = faults_in(with_first("kpis", targets={"2012/13": "1", " 2012/13": "2"}))
    assert faults == [f"{OBJECTIVE}.kpis[0].targets: the year 2012/13 stands twice"]


# Scores


@pytest.mark.parametrize("axis", ["impact", "probability"])
@pytest.mark.parametrize("score", [0, 6, -1, "4.5", "4.0", "high", "٤", "1" * 10])
def test_a_score_outside_the_scale_is_told_with_the_scale(axis, score):
    assert faults_in(with_first("risks", **{axis: score})) == [
        f"{OBJECTIVE}.risks[0].{axis}: {score} {OUTSIDE}"
    ]


def test_two_scores_of_one_risk_are_told_where_the_second_stands():
    data = whole()
    again = deepcopy(objective_of(data))
    again["risks"][0] |= {"impact": 5, "probability": 4}
    data["appendices"][0]["outcomes"].append({"objectives": [again]})
    place = "appendices[0].outcomes[1].objectives[0].risks[0]"
    told = "the risk CSC 0L00 02 has"
    assert faults_in(data) == [
        f"{place}.impact: {told} impact 4 under another objective and 5 here",
        f"{place}.probability: {told} probability 3 under another objective and 4 here",
    ]


# Length and characters


@pytest.mark.parametrize(
    ("data", "place", "limit"),
    [
        (bare(title="x" * (LINE + 1)), "title", LINE),
        (bare(directorate="x" * (NAME + 1)), "directorate", NAME),
        (bare(contact={"name": "x" * (LINE + 1)}), "contact.name", LINE),
        (with_objective(ref="x" * (LINE + 1)), f"{OBJECTIVE}.ref", LINE),
        (with_objective(text="x" * (TEXT + 1)), f"{OBJECTIVE}.text", TEXT),
        (
            with_first("actions", progress="é" * (TEXT + 1)),
            f"{OBJECTIVE}.actions[0].progress",
            TEXT,
        ),
        (
            with_first("risks", responsible="x" * (LINE + 1)),
            f"{OBJECTIVE}.risks[0].responsible",
            LINE,
        ),
        (with_first("risks", impact="1" * 11), f"{OBJECTIVE}.risks[0].impact", 10),
        (
            with_first("kpis", targets={"2012/13": "1" * (LINE + 1)}),
            f"{OBJECTIVE}.kpis[0].targets.2012/13",
            LINE,
        ),
    ],
)
def test_a_text_over_the_limit_is_told_with_the_limit(data, place, limit):
    assert faults_in(data) == [f"{place}: has {limit + 1:,} characters; the limit is {limit:,}"]


def test_a_text_of_a_hundred_thousand_characters_is_refused_with_the_limit():
    assert faults_in(with_objective(text="x" * 100_000)) == [
        f"{OBJECTIVE}.text: has 100,000 characters; the limit is 10,000"
    ]


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (bare(contact={"address": ["x" * 400] * 26}), "contact.address"),
        (with_first("kpis", refs=["x" * 400] * 26), f"{OBJECTIVE}.kpis[0].refs"),
    ],
)
def test_many_short_lines_have_a_limit_too(data, place):
    assert faults_in(data) == [f"{place}: has 10,425 characters in all; the limit is 10,000"]


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\0", "U+0000"),
        ("\x0b", "U+000B"),
        ("\x1b", "U+001B"),
        ("\x7f", "U+007F"),
        ("\ud83d", "U+D83D"),
        ("\ufffe", "U+FFFE"),
    ],
)
@pytest.mark.parametrize(
    ("make", "place"),
    [
        (lambda text: bare(title=text), "title"),
        (lambda text: bare(directorate=text), "directorate"),
        (lambda text: with_objective(text=text), f"{OBJECTIVE}.text"),
        (lambda text: with_first("kpis", refs=["NI 1", text]), f"{OBJECTIVE}.kpis[0].refs[1]"),
        (lambda text: with_first("kpis", baseline=text), f"{OBJECTIVE}.kpis[0].baseline"),
    ],
)
def test_a_character_that_cannot_be_kept_is_named(make, place, character, name):
    assert faults_in(make(f"a{character}b")) == [
        f"{place}: holds characters that cannot be kept: {name}"
    ]


def test_a_year_with_an_impossible_character_is_no_year():
    [fault] = faults_in(with_first("kpis", targets={"2012\0": "1"}))
    assert "is not a year" in fault


# Files that are no JSON


def test_every_key_that_stands_twice_is_told_in_its_place():
    """One of the two values would be lost."""
    text = (
        as_file(whole())
        .replace(b'"Stay safe"', b'"Stay safe", "lead": "Ada", "outcome": "Be healthy"')
        .replace(b'"ref": "1.5"', b'"ref": "1.5", "ref": "1.6"')
    )
    outcome = "appendices[0].outcomes[0]"
    assert sorted(faults_of(text)) == [
        f"{outcome}.lead: stands twice in one object",
        f"{OBJECTIVE}.actions[0].ref: stands twice in one object",
        f"{outcome}.outcome: stands twice in one object",
    ]


@pytest.mark.parametrize("word", [b"NaN", b"Infinity", b"-Infinity"])
def test_what_is_no_number_is_told_in_its_place(word):
    data = as_file(with_first("kpis", baseline="HERE")).replace(b'"HERE"', word)
    assert faults_of(data) == [f"{OBJECTIVE}.kpis[0].baseline: must be text"]


def test_a_file_that_is_cut_short_is_told_with_line_and_column():
    text = json.dumps(bare(), indent=1).encode()
    [fault] = faults_of(text[:-20])
    assert fault.startswith("line 6, column ")
    assert "not JSON" in fault


@pytest.mark.parametrize("text", [b"", b" ", b"{", b"{'format': 1}", b"{}{}", b"plan", b"\x00"])
def test_what_is_not_json_is_refused(text):
    [fault] = faults_of(text)
    assert "not JSON" in fault or fault == "The file is empty"


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (as_file(bare(title="HERE")).replace(b"HERE", b"caf\xe9"), "byte "),
        (json.dumps(bare()).encode("utf-16"), "byte 1"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "byte 1"),
    ],
    ids=["latin-1", "utf-16", "a picture"],
)
def test_what_is_not_utf_8_is_told_with_its_place(content, place):
    [fault] = faults_of(content)
    assert fault.startswith(place)
    assert fault.endswith("the file is not UTF-8 text")


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 100_000,
        b'{"a":' * 100_000,
        as_file(bare(title="HERE")).replace(b'"HERE"', b"[" * 100_000 + b"]" * 100_000),
    ],
    ids=["lists", "objects", "in a field"],
)
def test_very_deep_nesting_is_refused(content):
    assert faults_of(content) == ["The file is nested too deeply to be a plan"]


def test_nesting_that_can_be_read_is_told_as_what_it_is():
    deep = as_file(bare(title="HERE")).replace(b'"HERE"', b"[" * 500 + b"]" * 500)
    assert faults_of(deep) == ["title: must be text"]


# Files that are not what their name says


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("plan.xlsx", as_file(bare()), "The file is named .xlsx but is not a workbook"),
        ("plan.xlsx", b"\x89PNG\r\n\x1a\n", "The file is named .xlsx but is not a workbook"),
        ("plan.json", b"PK\x03\x04", "The file is named .json but is not a JSON file"),
        ("plan.csv", as_file(bare()), "The file must be a plan as .xlsx or .json"),
        ("plan", as_file(bare()), "The file must be a plan as .xlsx or .json"),
        ("plan.xlsm", b"PK\x03\x04", "The file must be a plan as .xlsx or .json"),
        ("plan.json.exe", as_file(bare()), "The file must be a plan as .xlsx or .json"),
        ("plan.json", b"", "The file is empty"),
        ("plan.xlsx", b"", "The file is empty"),
        ("plan.json", b" " * (10 * 1024 * 1024 + 1), "The file must be smaller than 10 MB"),
        (
            "plan.xlsx",
            b"PK\x03\x04" + bytes(10 * 1024 * 1024),
            "The file must be smaller than 10 MB",
        ),
        ("plan.xlsx", b"PK\x03\x04" + bytes(100), "The file is damaged, or not an XLSX workbook"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(name, content, fault):
    assert faults_of(content, name=name) == [fault]


@pytest.mark.parametrize("name", ["PLAN.JSON", "C:\\plans\\plan.Json", "plan.2012.json"])
def test_a_name_in_capitals_or_with_a_folder_is_a_name(name):
    assert faults_of(as_file([]), name=name) == ["must be an object with named parts"]


def test_a_workbook_with_a_password_is_refused_with_what_to_do():
    """Excel stores it as an OLE container, whatever its name says."""
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096)
    [fault] = faults_in_workbook(content)
    assert "password" in fault


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
