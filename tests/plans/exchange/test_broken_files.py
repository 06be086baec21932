"""Broken plan files: every fault is told at once, each in its place, and nothing changes."""

import json
from copy import deepcopy

import pytest

from plans.exchange.files import read_plan_file
from plans.exchange.importing import import_plan
from tests.plans.documents import (
    OBJECTIVE,
    as_file,
    bare,
    objective_of,
    whole,
    with_first,
    with_objective,
)
from tests.plans.exchange.refusals import OUTSIDE, faults_in, faults_in_workbook, faults_of
from tests.plans.exchange.workbooks import (
    changed,
    set_cells,
    workbook_of,
)

pytestmark = pytest.mark.django_db


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
