"""Each key of what a closed period keeps: as it was printed, and deaf to what changes later."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection, models
from django.db.models.functions import Concat

from council.models import Council, Directorate
from plans.models import (
    Amendment,
    Appendix,
    CriticalAction,
    Indicator,
    IndicatorActual,
    IndicatorTarget,
    Objective,
    ObjectiveRisk,
    OutcomeBlock,
    Plan,
    ProgressUpdate,
    QuarterActual,
    RagDefinition,
    ReportingPeriod,
    Risk,
    RiskAcceptance,
    RiskAssessment,
    RiskBand,
    RiskScale,
    RiskScaleStep,
    UpdateReview,
)
from plans.reporting.acts_on_periods import close_period
from plans.reporting.frozen import frozen
from plans.reporting.report import PeriodReport
from tests.plans.reporting.full import full_period
from tests.plans.reporting.people import lead_of

pytestmark = pytest.mark.django_db

HEAD = {
    "council": "Ellenshaw Council",
    "look": {
        "accent": "#1d3c6e",
        "telephone": "01632 960100",
        "email": "equality@ellenshaw.example",
    },
    "plan": "Equality plan",
    "directorate": "Children's Services",
    "year": "2026/27",
    "period": "Quarter 1",
    "kind": "quarter",
    "days": "1 March 2026 to 30 June 2026",
    "due": "31 July 2026",
    "on": "20 July 2026",
    "quarter": "Quarter 1 of 2026/27",
    "figures_year": "2026/27",
    "reported": 1,
    "needed": 1,
    "rag_name": "RAG of KPIs, version 1",
    "rag": [
        ["green", "Green", "The target is met"],
        ["amber", "Amber", "The target is missed by no more than 5 per cent of it"],
        ["red", "Red", "The target is missed by more than 5 per cent of it"],
        ["grey", "Grey", "No target or no actual, so not rated"],
    ],
    "scale": "Risk scale, version 1",
    "appetite": 15,
    "bands": [
        ["Green", "green", 1, 4, 12],
        ["Yellow", "yellow", 5, 9, 6],
        ["Amber", "amber", 10, 15, 3],
        ["Red", "red", 16, 25, 1],
    ],
}
OBJECTIVE = {
    "appendix": "Appendix 1: What we will do",
    "outcome": "Stay safe",
    "outcome_lead": "Pauline Sharratt",
    "aim": "Safe from bullying",
    "ref": "Ob 1",
    "text": "Fewer children are bullied",
    "responsible": "Dave Perrett / EP&L",
    "linkages": "CYPP",
}
ACTION = {
    "ref": "1.1",
    "text": "Print the leaflet in Urdu",
    "equality_action": "Translate it",
    "responsible": "Farah Iqbal",
    "linkages": "LSCB",
    "start": "Apr 2026",
    "finish": "Mar 2027",
    "milestones": "Draft in May",
    "when": "Apr 2026 – Mar 2027\nDraft in May",
    "planned_outcome": "More families come",
    "status": "Slipping",
    "colour": "amber",
    "commentary": "The printer is late",
    "corrective_action": "Another is asked",
    "author": "Farah Iqbal",
    "made": "20 July 2026",
    "report": "Confirmed",
    "earlier": None,
}
EXPECTED = "49% (provisional), as it stood after quarter 1"
KPI = {
    "refs": ["NI 111", "T_F 001"],
    "measure": "Families who come",
    "unit": "%",
    "described": "%, higher is better",
    "responsible": "Lena Okoro",
    "contextual": False,
    "baseline": "40%",
    "target": "50%",
    "actual": "",
    "figure": "49% (provisional)",
    "share": "49 of 100",
    "note": "Without transfers",
    "source": "Census",
    "rating": "Amber",
    "colour": "amber",
    "reason": EXPECTED,
    "year_end": EXPECTED,
    "is_outturn": False,
    "direction": "Improving: 49% (provisional) in quarter 1 of 2026/27, 44% in 2025/26",
    "series": [
        {"year": "2025/26", "target": "", "actual": "44%", "rating": "", "colour": ""},
        {
            "year": "2026/27",
            "target": "50%",
            "actual": EXPECTED,
            "rating": "Amber",
            "colour": "amber",
        },
    ],
}
RISK = {
    "ref": "CSR 1",
    "text": "The printer stays away",
    "responsible": "Marcus Adeyemi",
    "impact": "4 Significant",
    "probability": "5 Almost certain",
    "score": 20,
    "band": "Red",
    "colour": "red",
    "inherent": "25 Red",
    "inherent_colour": "red",
    "target": "4 Green",
    "target_colour": "green",
    "movement": "↑ up from 16 to 20",
    "reason": "A strike is called",
    "assessed": "1 June 2026",
    "review": "1 July 2026 (every month while Red)",
    "review_overdue": True,
    "above_appetite": True,
    "acceptance": "By Deborah Ashworth until 31 March 2027",
}
AMENDMENT = {
    "number": 1,
    "headline": "Change action 1.1 “Print the leaflet”",
    "old": ["Critical action: Print the leaflet"],
    "new": ["Critical action: Print the leaflet in Urdu"],
    "why": "The school asked for it",
    "proposed": "Amina Yusuf, 20 July 2026",
    "agreed": "Cabinet member, 17 March 2026 (Cabinet, 17 March 2026)",
}

NUMBERS = {"key", "appendix_key", "outcome_key"}
"""Which rows it was: to tell parts apart, never to look anything up."""

PAPER = {"width", "height", "left", "right", "axis_y", "label_x", "year_y"}
"""The measures of a drawing, which are those of the paper."""
STEADY = NUMBERS | PAPER | {"kind", "on", "quarter", "figures_year", "needed", "earlier"}
"""What stays the same when everything in `LATER` is done; every other key must be reached."""

OTHER = "Other"
LATER: list[tuple[type[models.Model], dict[str, Any]]] = [
    (Council, {"accent_colour": "#333333", "telephone": "0", "email": "other@ellenshaw.example"}),
    (Directorate, {"name": OTHER}),
    (Plan, {"title": OTHER, "council_name": OTHER, "start": date(2025, 4, 1)}),
    (ReportingPeriod, {"name": OTHER, "due_on": date(2026, 8, 31), "start": date(2026, 3, 2)}),
    (Appendix, {"title": OTHER}),
    (OutcomeBlock, {"outcome_text": OTHER, "aim_text": OTHER, "responsible": OTHER}),
    (Objective, {"ref": OTHER, "text": OTHER, "responsible": OTHER, "linkages": OTHER}),
    (
        CriticalAction,
        dict.fromkeys(
            ("ref", "text", "equality_action", "responsible", "linkages", "start_text")
            + ("finish_text", "milestones", "planned_outcome"),
            OTHER,
        ),
    ),
    (ProgressUpdate, {"commentary": OTHER, "corrective_action": OTHER, "author_name": OTHER}),
    (ProgressUpdate, {"status": "complete", "made_at": datetime(2026, 7, 2, tzinfo=UTC)}),
    (UpdateReview, {"outcome": "sent_back", "reason": OTHER}),
    (Indicator, {"refs": [OTHER], "measure": OTHER, "unit": "number", "polarity": "lower"}),
    (Indicator, {"baseline_text": "1", "responsible": OTHER, "contextual": True}),
    (IndicatorTarget, {"text": "7"}),
    (IndicatorActual, {"text": "8", "year": "2026/27"}),
    (QuarterActual, {"text": "9", "denominator": 50, "note": OTHER, "source": OTHER}),
    (RagDefinition, {"name": OTHER, "green_words": OTHER}),
    (RiskScale, {"name": OTHER, "appetite": None}),
    (RiskScaleStep, {"name": OTHER, "value": models.F("value") + 10}),
    (RiskBand, {"name": Concat("name", models.Value(OTHER)), "colour": "blue", "review_months": 7}),
    (Risk, {"ref": OTHER, "text": OTHER}),
    (ObjectiveRisk, {"responsible": OTHER}),
    (RiskAssessment, {"reason": OTHER, "assessed_on": date(2026, 7, 1)}),
    (RiskAcceptance, {"accepted_by_name": OTHER}),
    (Amendment, {"number": 2, "what": OTHER, "cells": [], "why": OTHER, "decided_by": OTHER}),
    (Amendment, {"proposed_by_name": OTHER}),
]
"""What may be otherwise afterwards, whatever the product and the database allow."""


@pytest.fixture(autouse=True)
def on_the_day(time_machine) -> None:
    time_machine.move_to(datetime(2026, 7, 20, 12, tzinfo=UTC))


@pytest.fixture
def period() -> ReportingPeriod:
    """A closed period in whose record no cell is empty."""
    period = full_period()
    close_period(period, actor=lead_of(period))
    return period


def kept(period: ReportingPeriod) -> dict[str, Any]:
    """What is printed of the period, asked for anew."""
    return PeriodReport(ReportingPeriod.objects.get(pk=period.pk)).record


def without(part: dict[str, Any], *names: str) -> dict[str, Any]:
    return {key: value for key, value in part.items() if key not in {*NUMBERS, *names}}


def test_every_key_is_kept_as_it_was_printed(period):
    record = kept(period)
    assert without(record, "objectives", "amendments") == HEAD
    assert record["amendments"] == [AMENDMENT]
    [objective] = record["objectives"]
    assert without(objective, "actions", "kpis", "risks") == OBJECTIVE
    assert [without(action) for action in objective["actions"]] == [ACTION]
    assert [without(kpi, "chart") for kpi in objective["kpis"]] == [KPI]
    assert [without(risk) for risk in objective["risks"]] == [RISK]


def test_a_chart_is_kept_as_it_was_drawn(period):
    [kpi] = kept(period)["objectives"][0]["kpis"]
    chart = kpi["chart"]
    assert [year["text"] for year in chart["years"]] == ["2025/26", "2026/27"]
    assert [(column["text"], column["is_outturn"]) for column in chart["columns"]] == [
        ("44%", True),
        ("49%", False),
    ]
    assert len(chart["targets"]) == 1
    assert "2025/26: 44%" in chart["title"]


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every cell of a record with the keys that lead to it; a list of words is one cell."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, f"{path}.{key}".strip("."))
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        for inner in value:
            yield from leaves(inner, path)
    else:
        yield path, value


def cells(record: dict[str, Any]) -> dict[str, list[Any]]:
    found = defaultdict(list)
    for path, value in leaves(record):
        found[path].append(value)
    return found


def change_everything() -> None:
    """Everything a record is made of, past all triggers."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in {model._meta.db_table for model, _ in LATER}:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    for model, values in LATER:
        model._base_manager.update(**values)


def test_nothing_that_changes_later_reaches_any_key(period):
    before = kept(period)
    change_everything()
    assert kept(period) == before
    period = ReportingPeriod.objects.get(pk=period.pk)
    was, now = cells(before), cells(frozen(period))
    assert {path.split(".")[-1] for path in was if was[path] == now[path]} == STEADY
