"""Which KPI a row of a file or of a pasted table means."""

import pytest
from django.core.exceptions import ValidationError

from plans.kpis.matching import KpiNames
from plans.kpis.pasted import read_pasted
from tests.plans.kpis.held import kpi

ON_TIME = kpi(refs=["NI 111", "T_F 001"], measure="Reviews done on time")
CALLS = kpi(refs=["TEL 2"], measure="Calls of 16–18 year olds")
TWICE = [kpi(refs=["NI 5"], measure="Boys"), kpi(refs=["NI 5"], measure="Girls")]
NAMELESS = [kpi(refs=[], measure=""), kpi(refs=["X 1", " x  1"], measure="")]
KPIS = [ON_TIME, CALLS, *TWICE, *NAMELESS]
NAMES = KpiNames(KPIS)


@pytest.mark.parametrize(
    ("ref", "measure", "found"),
    [
        ("NI 111", "", ON_TIME),
        ("T_F 001", "", ON_TIME),
        ("  ni\u00a0 111 ", "", ON_TIME),
        ("", "REVIEWS done\non time", ON_TIME),
        ("NI 111", "Reviews done on time", ON_TIME),
        ("NI 111", "Reviews", ON_TIME),  # shortened
        ("NI 5", "Girls", TWICE[1]),
        ("NI 5", " boys ", TWICE[0]),
        ("X 1", "", NAMELESS[1]),  # one KPI, though it has the ref twice
    ],
)
def test_a_kpi_is_found_by_ref_by_measure_or_by_both(ref, measure, found):
    assert NAMES.find(ref, measure) is found


@pytest.mark.parametrize(
    ("ref", "measure", "message"),
    [
        ("", "", "the row names no KPI"),
        (" ", "\t", "the row names no KPI"),
        ("NI 999", "", "there is no KPI “NI 999” in this plan"),
        ("NI 999", "Reviews done on time", "there is no KPI “NI 999” in this plan"),
        ("", "Reviews", "there is no KPI “Reviews” in this plan"),
        ("NI 5", "", "“NI 5” stands for 2 KPIs"),
        ("NI 5", "Children", "“NI 5” stands for 2 KPIs"),
        ("NI 5", "Reviews done on time", "there is no KPI “NI 5” in this plan"),
        ("TEL 2", "Reviews done on time", "“TEL 2” is not the ref of “Reviews done on time”"),
        ("N" * 500, "", f"there is no KPI “{'N' * 60}” in this plan"),
    ],
)
def test_what_is_not_found_or_not_clear_is_named(ref, measure, message):
    with pytest.raises(ValidationError) as refused:
        NAMES.find(ref, measure)
    assert refused.value.messages == [message]


def test_a_single_cell_holds_the_ref_or_the_measure():
    assert NAMES.find_either("tel 2") is CALLS
    assert NAMES.find_either("Calls of 16–18 year olds") is CALLS


# Pasted tables


def pasted(*rows: str) -> dict[int, tuple[str, str]]:
    read = read_pasted("\n".join(rows), KPIS)
    assert read.faults == []
    return read.figures


@pytest.mark.parametrize(
    ("row", "figure", "note"),
    [
        ("TEL 2\t48", "48", ""),
        ("Calls of 16–18 year olds\t48", "48", ""),
        ("TEL 2\t48\tCensus of May", "48", "Census of May"),
        ("TEL 2\tCalls of 16–18 year olds\t48\tCensus", "48", "Census"),
        ("\tCalls of 16–18 year olds\t48", "48", ""),
        ("TEL 2\t12,5\t48", "12,5", "48"),  # refused in the box, and never taken for a measure
        ("TEL 2\tn/a\tCensus", "n/a", "Census"),
    ],
)
def test_a_figure_stands_after_the_ref_the_measure_or_both(row, figure, note):
    assert pasted(row) == {CALLS.pk: (figure, note)}


def test_a_row_without_a_figure_is_left_alone():
    assert pasted("TEL 2\t48\t", "NI 111\t\tno figure yet") == {CALLS.pk: ("48", "")}


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("XY 9\t3", "Row 1: there is no KPI “XY 9” in this plan"),
        ("NI 5\t3", "Row 1: “NI 5” stands for 2 KPIs"),
        (
            "NI 111\tCalls of 16–18 year olds\t3",
            "Row 1: “NI 111” is not the ref of “Calls of 16–18 year olds”",
        ),
        ("Ref\tFigure", "No figure was found beside a ref or a measure"),
        ("TEL 2\t3\nTEL 2\t4", "Row 2: TEL 2 Calls of 16–18 year olds has a figure in a row above"),
    ],
)
def test_what_cannot_be_used_is_told_by_row(row, fault):
    [told] = read_pasted(row, KPIS).faults
    assert told.startswith(fault)
