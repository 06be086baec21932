"""Figures in CSV: all of a file or nothing, every fault with its row and column."""

import csv
import io
from decimal import Decimal

import pytest
from django.db import transaction
from openpyxl import Workbook

from core.exports import csv_text
from core.faults import FaultyFile
from core.models import AuditAct
from plans.kpis.acts import NothingChanged
from plans.kpis.csv_files import COLUMNS, file_to_fill, import_figures
from plans.kpis.matching import kpis_of
from plans.kpis.quarters import Quarter
from plans.models import Plan, QuarterActual
from tests.factories import (
    IndicatorActualFactory,
    IndicatorFactory,
    ObjectiveFactory,
    PersonFactory,
    PlanFactory,
    QuarterActualFactory,
    UserFactory,
)
from tests.plans.pages.people import holder

pytestmark = pytest.mark.django_db
FIRST = Quarter("2026/27", 1)
HEAD = "ref,measure,year,quarter,figure,numerator,denominator,status,note,source\n"


@pytest.fixture(scope="module")
def held(django_db_setup, django_db_blocker):
    """A plan of four KPIs, two of which share a ref; its rows go again after the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        objective = ObjectiveFactory(block__appendix__plan=PlanFactory())
        for refs, measure, unit in (
            (["NI 1"], "On time", "%"),
            (["NI 2"], "Calls", "number"),
            (["NI 5"], "Boys", "number"),
            (["NI 5"], "Girls", "number"),
        ):
            IndicatorFactory(objective=objective, refs=refs, measure=measure, unit=unit)
        plan = objective.block.appendix.plan
        yield plan, holder("officer", plan.directorate)
        transaction.set_rollback(True)


@pytest.fixture
def plan(held) -> Plan:
    return held[0]


@pytest.fixture
def load(held):
    """Import a file as an officer of the plan, or as somebody else."""

    def load(content: str | bytes, actor=None) -> int:
        content = content.encode() if isinstance(content, str) else content
        return import_figures(content, "q1.csv", plan=held[0], actor=actor or held[1])

    return load


@pytest.fixture
def faults(load):
    """What is wrong with a file; nothing of it was saved, and nobody is told that it was."""

    def faults(content: str | bytes, actor=None) -> list[str]:
        with pytest.raises(FaultyFile) as faulty:
            load(content, actor)
        assert not QuarterActual.objects.exists()
        assert not AuditAct.objects.filter(action="figures.reported").exists()
        return [str(fault) for fault in faulty.value.faults]

    return faults


def told() -> list[tuple[str, str, int, str]]:
    rows = QuarterActual.objects.select_related("indicator").order_by("indicator", "quarter")
    return [(row.indicator.measure, row.year, row.quarter, row.printed) for row in rows]


def kpi_of(plan: Plan, measure: str):
    return next(kpi for kpi in kpis_of(plan) if kpi.measure == measure)


# What is understood


def test_every_column_is_taken(load, plan):
    row = "NI 1,On time,2026/27,2,50%,45,90,Final,Without June,School census\n"
    assert load(HEAD + row) == 1
    figure = QuarterActual.objects.get()
    assert (figure.printed, figure.share) == ("50%", "45 of 90")
    assert (figure.note, figure.source) == ("Without June", "School census")
    assert figure.recorded_by_name


@pytest.mark.parametrize("quarter", ["1", "Q1", "q 1", "Quarter 1"])
def test_a_quarter_may_be_written_in_several_ways(load, quarter):
    load(f"ref,year,quarter,figure\nNI 2,2026/27,{quarter},48\n")
    assert told() == [("Calls", "2026/27", 1, "48 (provisional)")]


def test_without_a_quarter_it_is_the_outturn_of_the_year(load, plan):
    load("ref,year,figure\nNI 2,2026/27,48\n")
    assert kpi_of(plan, "Calls").actual_for("2026/27").printed == "48 (provisional)"
    assert not QuarterActual.objects.exists()


def test_a_percentage_is_worked_out_from_its_counts(load):
    load("ref,year,quarter,numerator,denominator\nNI 1,2026/27,1,45,90\n")
    assert told() == [("On time", "2026/27", 1, "50% (provisional)")]


def test_a_ref_of_two_kpis_is_made_clear_by_the_measure(load):
    load("ref,measure,year,quarter,figure\nNI 5,Girls,2026/27,1,7\n")
    assert told() == [("Girls", "2026/27", 1, "7 (provisional)")]


def test_a_row_without_a_figure_is_left_alone(load, plan):
    QuarterActualFactory(indicator=kpi_of(plan, "Calls"), text="48")
    assert load("ref,year,quarter,figure\nNI 2,2026/27,1,\nNI 1,2026/27,1,5%\n") == 1
    assert told() == [
        ("On time", "2026/27", 1, "5% (provisional)"),
        ("Calls", "2026/27", 1, "48"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_files_of_excel_are_read(load, encoding, delimiter):
    rows = [["ref", "year", "quarter", "figure", "note"], ["NI 2", "2026/27", "1", "1,200", "Café"]]
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter).writerows(rows)
    load(file.getvalue().encode(encoding))
    figure = QuarterActual.objects.get()
    assert (figure.text, figure.note) == ("1,200", "Café")


def test_what_a_file_has_no_column_for_stays_as_it_stands(load, plan):
    """A file of refs and figures takes no note away, and makes nothing provisional again."""
    about = {"state": "final", "note": "Without June", "source": "Census"}
    QuarterActualFactory(indicator=kpi_of(plan, "Calls"), text="48", **about)
    counts = {"numerator": Decimal(45), "denominator": Decimal(90)}
    QuarterActualFactory(indicator=kpi_of(plan, "On time"), text="50%", **counts)
    load("ref,year,quarter,figure\nNI 2,2026/27,1,49\nNI 1,2026/27,1,50%\n")
    calls, on_time = QuarterActual.objects.order_by("indicator__measure")
    assert (calls.text, calls.state, calls.note, calls.source) == ("49", *about.values())
    assert (on_time.text, on_time.share) == ("50%", "45 of 90")


def test_what_a_file_has_a_column_for_is_taken_also_where_it_is_empty(load, plan):
    QuarterActualFactory(indicator=kpi_of(plan, "Calls"), text="48", note="Without June")
    load("ref,year,quarter,figure,note\nNI 2,2026/27,1,48,\n")
    assert QuarterActual.objects.get().note == ""


# What is refused

FAULTS = {
    "no KPI": (",2026/27,1,48,", "row 2: the row names no KPI"),
    "an unknown ref": (
        "XY 9,2026/27,1,48,",
        "row 2, column A (ref): there is no KPI “XY 9” in this plan",
    ),
    "an ambiguous ref": ("NI 5,2026/27,1,48,", "row 2, column A (ref): “NI 5” stands for 2 KPIs"),
    "no year": ("NI 2,,1,48,", "row 2, column B (year): the year is missing"),
    "another year": (
        "NI 2,2025/26,1,48,",
        "row 2, column B (year): Quarter 1 of 2025/26 is outside the plan, which is of 2026/27",
    ),
    "a year written otherwise": (
        "NI 2,2026-27,1,48,",
        "row 2, column B (year): Quarter 1 of 2026-27 is outside the plan, which is of 2026/27",
    ),
    "a calendar year": (
        "NI 2,2026,,48,",
        "row 2, column B (year): Year 2026 is outside the plan, which is of 2026/27",
    ),
    "quarter 5": ("NI 2,2026/27,5,48,", "row 2, column C (quarter): “5” is none of 1, 2, 3 and 4"),
    "quarter 0": ("NI 2,2026/27,0,48,", "row 2, column C (quarter): “0” is none of 1, 2, 3 and 4"),
    "a month": (
        "NI 2,2026/27,June,48,",
        "row 2, column C (quarter): “June” is none of 1, 2, 3 and 4",
    ),
    "another script's figure": (
        "NI 2,2026/27,¹,48,",
        "row 2, column C (quarter): “¹” is none of 1, 2, 3 and 4",
    ),
    "a very long quarter": (
        f"NI 2,2026/27,{'1' * 5000},48,",
        f"row 2, column C (quarter): “{'1' * 40}” is none of 1, 2, 3 and 4",
    ),
    "words": (
        "NI 2,2026/27,1,n/a,",
        "row 2, column D (figure): “n/a” is not a figure. Leave the box empty if there is no "
        "figure yet, and enter 0 if it is nought",
    ),
    "a comma that is no thousand": (
        'NI 2,2026/27,1,"12,5",',
        "row 2, column D (figure): “12,5” can be read in two ways. Enter 12.5 or 125",
    ),
    "a formula": (
        "NI 2,2026/27,1,=1+1,",
        "row 2, column D (figure): “=1+1” is not a figure. Enter a figure such as 51%, 1,200 "
        "or £84,000",
    ),
    "a status": (
        "NI 2,2026/27,1,48,guess",
        "row 2, column E (status): “guess” is neither provisional nor final",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_with_its_row_and_column(faults, fault):
    row, words = FAULTS[fault]
    good = "NI 1,2026/27,1,50%,"
    assert faults(f"ref,year,quarter,figure,status\n{row}\n{good}\n") == [f"q1.csv, {words}"]


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ("50%,45,0", "column F (denominator): The denominator must be more than 0"),
        ("50%,45,", "column F (denominator): Enter the denominator as well, or leave both empty"),
        ("51%,45,90", "column D (figure): “51%” is not 45 of 90, which is 50%"),
        (",few,90", "column E (numerator): “few” is not a count. Enter a number such as 45 or"),
        ("50%,0.00001,90", "column E (numerator): “0.00001” cannot be kept exactly."),
    ],
)
def test_counts_that_do_not_fit_are_told_with_their_column(faults, cells, words):
    [fault] = faults(f"ref,year,quarter,figure,numerator,denominator\nNI 1,2026/27,1,{cells}\n")
    assert fault.startswith(f"q1.csv, row 2, {words}")


@pytest.mark.parametrize(
    ("column", "text", "words"),
    [
        ("note", "x" * 10_001, "has 10,001 characters; the limit is 10,000"),
        ("source", "x" * 501, "has 501 characters; the limit is 500"),
        ("note", "a\x01b", "holds characters that cannot be kept: U+0001"),
    ],
)
def test_a_note_that_cannot_be_kept_is_refused(faults, column, text, words):
    told = faults(f"ref,year,quarter,figure,{column}\nNI 2,2026/27,1,48,{text}\n")
    assert told == [f"q1.csv, row 2, column E ({column}): {words}"]


def test_all_faults_are_told_at_once_and_the_good_rows_are_not_saved(faults):
    file = "ref,year,quarter,figure\nNI 1,2026/27,1,50%\nXY 9,2020/21,9,48\nNI 2,2026/27,2,x\n"
    told = faults(file)
    assert [words.split(":")[0] for words in told] == [
        "q1.csv, row 3, column A (ref)",
        "q1.csv, row 3, column C (quarter)",
        "q1.csv, row 4, column D (figure)",
    ]


def test_two_rows_for_one_figure_are_refused_also_where_they_agree(faults):
    file = "ref,measure,year,quarter,figure\nNI 2,,2026/27,1,48\n,Calls,2026/27,Q1,48\n"
    assert faults(file) == [
        "q1.csv, row 3, column D (quarter): row 2 tells of the same KPI and quarter"
    ]


def test_a_column_that_was_sorted_by_itself_is_refused(faults):
    file = "ref,measure,year,quarter,figure\nNI 2,On time,2026/27,1,48\n"
    assert faults(file) == ["q1.csv, row 2, column A (ref): “NI 2” is not the ref of “On time”"]


def test_a_heading_nobody_knows_is_told_with_what_else_is_wrong(faults):
    told = faults("ref,year,quarter,figure,colour\nXY 9,2026/27,1,48,red\n")
    assert told == [
        "q1.csv, row 1, column E: “colour” is not a column of this sheet",
        "q1.csv, row 2, column A (ref): there is no KPI “XY 9” in this plan",
    ]


@pytest.mark.parametrize("file", [HEAD, "\n", HEAD + "NI 1,On time,2026/27,1,,,,,,\n"])
def test_a_file_without_a_figure_is_told(faults, file):
    assert faults(file) == ["q1.csv: there is no figure in the file"]


def test_what_is_no_csv_file_is_refused(faults):
    workbook = io.BytesIO()
    Workbook().save(workbook)
    assert faults(b"") == ["The file is empty"]
    assert faults(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR") == ["The file is not a CSV file"]
    assert faults(workbook.getvalue()) == ["The file is a workbook. Save it as CSV"]
    assert faults(HEAD + "x," * 300) == ["Row 2 has more than 200 cells"]
    assert "too long" in faults(HEAD + "x" * 1_000_001)[0]


def test_somebody_named_for_one_kpi_imports_the_figures_of_that_one(faults, load, plan):
    named = UserFactory(person=PersonFactory())
    kpi_of(plan, "Calls").people.add(named.person)
    own, other = "NI 2,2026/27,1,48\n", "NI 1,2026/27,1,50%\n"
    assert faults("ref,year,quarter,figure\n" + own + other, named) == [
        "q1.csv, row 3, column A (ref): you may not report the figures of this KPI"
    ]
    assert load("ref,year,quarter,figure\n" + own, named) == 1


# The file to fill in


def cells_of(file: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.decode("utf-8-sig"), newline="")))


def test_the_file_to_fill_in_has_a_row_for_each_kpi_in_print_order(plan):
    rows = cells_of(file_to_fill(kpis_of(plan), FIRST))
    assert [row["measure"] for row in rows] == ["On time", "Calls", "Boys", "Girls"]
    assert tuple(rows[0]) == COLUMNS
    assert (rows[0]["year"], rows[0]["quarter"], rows[0]["figure"]) == ("2026/27", "1", "")
    assert cells_of(file_to_fill(kpis_of(plan), Quarter("2026/27")))[0]["quarter"] == ""


def test_the_file_to_fill_in_is_imported_as_it_stands_with_nothing_changed(load, plan):
    """Whatever stands there: counts, words, signs, notes of several lines."""
    counts = {"numerator": Decimal("1200.5"), "denominator": Decimal(2401)}
    on_time, calls, boys, girls = kpis_of(plan)
    QuarterActualFactory(indicator=on_time, text="50 %", note='=1+1\n"so"', **counts)
    QuarterActualFactory(indicator=calls, text="not collected", source="'-3", state="final")
    QuarterActualFactory(indicator=boys, text="-3", state="provisional", note="@home; or not")
    QuarterActualFactory(indicator=girls, text="12,5")
    with pytest.raises(NothingChanged):
        load(file_to_fill(kpis_of(plan), FIRST))


def test_the_outturns_of_a_year_go_the_same_way(load, plan):
    IndicatorActualFactory(indicator=kpi_of(plan, "Calls"), text="1,200", note="Final count")
    year = Quarter("2026/27")
    with pytest.raises(NothingChanged):
        load(file_to_fill(kpis_of(plan), year))


def test_a_cell_that_looks_like_a_formula_is_guarded_and_comes_back_as_typed(load, plan):
    QuarterActualFactory(indicator=kpi_of(plan, "Calls"), text="-3", note="=1+1", source="+44")
    file = file_to_fill(kpis_of(plan), FIRST)
    calls = cells_of(file)[1]
    assert (calls["figure"], calls["note"], calls["source"]) == ("'-3", "'=1+1", "'+44")
    load(file.replace(b"'-3", csv_text("-4").encode()))
    figure = QuarterActual.objects.get()
    assert (figure.text, figure.note, figure.source) == ("-4", "=1+1", "+44")
