"""One calculation serves screen, PDF and spreadsheet: for one plan they all say the same."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from plans.models import CriticalAction, Indicator, Plan, Risk
from plans.reporting.report import PeriodReport
from reports.documents.plan import KIND as PLAN
from reports.documents.progress import KIND as PROGRESS
from tests.factories import (
    CriticalActionFactory,
    IndicatorActualFactory,
    IndicatorFactory,
    ObjectiveFactory,
    ObjectiveRiskFactory,
    PlanFactory,
    QuarterActualFactory,
    ReportingPeriodFactory,
    bring_to,
)
from tests.plans.pages.people import client_of, holder
from tests.plans.risks.scoring import scored
from tests.reports.tables import Row, facts_of_page, rows_of_page, rows_of_pdf

pytestmark = pytest.mark.django_db

YEAR = "2026/27"
ACTIONS = {
    "1.1": "Not started",
    "1.2": "On track",
    "1.3": "Slipping",
    "1.4": "Off track",
    "1.5": "Complete",
    "1.6": "Cancelled",
    "1.7": "Overdue",
}
KPIS = {
    "K 1": ("50%", "52%", "Green"),
    "K 2": ("50%", "49%", "Amber"),
    "K 3": ("50%", "0%", "Red"),
    "K 4": ("0", "0", "Green"),
    "K 5": ("-1%", "99.5", "Amber"),
    "K 6": ("16% to 22%", "15%", "Red"),
    "K 7": ("1,240", "1,239 (provisional)", "Amber"),
    "K 8": ("To follow", "7", "Grey"),
    "K 9": ("", "7", "Grey"),
    "K 10": ("50%", "", "Grey"),
}
"""Target, outturn and rating by ref."""
RISKS = {
    "R 1": "25 Red",
    "R 2": "12 Amber",
    "R 3": "9 Yellow",
    "R 4": "1 Green",
    "R 5": "",
}
"""Score and band by ref; an unscored risk has none."""
SCORES = {"R 1": (5, 5), "R 2": (4, 3), "R 3": (3, 3), "R 4": (1, 1)}
BANDS = re.compile(r"(\d+) (Green|Yellow|Amber|Red)")


@pytest.fixture(autouse=True)
def on_the_day(time_machine) -> None:
    time_machine.move_to(datetime(2026, 11, 25, 12, tzinfo=UTC))


@pytest.fixture
def plan() -> Plan:
    """A published plan with actions of every status, KPIs of every rating and scored risks."""
    objective = ObjectiveFactory(block__appendix__plan=PlanFactory(first_year=2026))
    statuses = ["not_started", "on_track", "slipping", "off_track", "complete", "cancelled"]
    for ref, status in zip(ACTIONS, statuses, strict=False):
        CriticalActionFactory(objective=objective, ref=ref, status=status)
    CriticalActionFactory(
        objective=objective, ref="1.7", status="on_track", finish_on=date(2026, 6, 30)
    )
    about: dict[str, dict[str, Any]] = {
        "K 4": {"polarity": "lower"},
        "K 5": {"polarity": "lower", "baseline_text": "100"},
        "K 6": {"polarity": "range"},
    }
    for ref, (target, actual, _) in KPIS.items():
        kpi = IndicatorFactory(
            objective=objective, refs=[ref], target=target or None, **about.get(ref, {})
        )
        text, _, provisional = actual.partition(" (")
        if text:
            state = "provisional" if provisional else "final"
            IndicatorActualFactory(indicator=kpi, text=text, state=state)
            QuarterActualFactory(indicator=kpi, quarter=2, text=text, state=state)
    for ref in RISKS:
        risk = ObjectiveRiskFactory(objective=objective, risk__ref=ref).risk
        if ref in SCORES:
            scored(risk, SCORES[ref])
    return bring_to(objective.block.appendix.plan, Plan.Status.PUBLISHED)


@pytest.fixture
def lead(plan: Plan) -> Client:
    return client_of(holder("plan_lead", plan.directorate))


@pytest.fixture
def quarter(plan: Plan) -> bytes:
    """The progress report of the second quarter as PDF."""
    return report_of(plan, name="Quarter 2", start=date(2026, 7, 1), finish=date(2026, 9, 30))


@pytest.fixture
def year_end(plan: Plan) -> bytes:
    """The annual progress report as PDF."""
    return report_of(plan, kind="year_end", start=plan.start, finish=plan.finish)


def report_of(plan: Plan, **how: Any) -> bytes:
    period = ReportingPeriodFactory(plan=plan, due_on=date(2027, 4, 30), **how)
    return PROGRESS.compose(PeriodReport(period), "committee").content


def page_of(lead: Client, name: str, *args: Any, **query: Any) -> str:
    return lead.get(reverse(f"plans:{name}", args=args), query).content.decode()


def every_list(lead: Client, name: str) -> dict[str, list[Row]]:
    """A list as it is shown, and as its two files have it."""
    answers = {
        kind: lead.get(reverse(f"plans:{name}"), {"_export": kind}) for kind in ("csv", "xlsx")
    }
    files = {kind: b"".join(answer.streaming_content) for kind, answer in answers.items()}
    heads, *rows = (
        load_workbook(io.BytesIO(files["xlsx"])).worksheets[0].iter_rows(values_only=True)
    )
    return {
        "list": rows_of_page(page_of(lead, name)),
        "CSV": list(csv.DictReader(io.StringIO(files["csv"].decode("utf-8-sig")))),
        "XLSX": [
            {str(head): str(cell or "") for head, cell in zip(heads, row, strict=True)}
            for row in rows
        ],
    }


def words_in(text: str, words: Iterable[str]) -> str:
    """The word with which a cell begins; behind it stand reasons and links."""
    found = [word for word in words if re.search(rf"\b{word}\b", text)]
    assert len(found) == 1, text
    return found[0]


def counts_on_the_dashboard(lead: Client, plan: Plan) -> dict[str, Counter[str]]:
    """The figures of the dashboard's bars, by word."""
    told = re.findall(
        r"<title id=[^>]+>([^<:]+): ([^<]+)</title>", page_of(lead, "dashboard", plan.pk)
    )
    return {
        name: Counter({word: int(number) for number, word in re.findall(r"(\d+) ([^,]+)", bar)})
        for name, bar in told
    }


# Actions


def test_every_place_says_the_same_of_how_the_actions_stand(plan, lead, quarter):
    told = every_list(lead, "actions")
    found = {place: {row["Ref."]: row["Status"] for row in rows} for place, rows in told.items()}
    found["progress report"] = {
        row["Action and who is responsible"].split()[0]: row["Status"]
        for row in rows_of_pdf(quarter)
        if "Action and who is responsible" in row
    }
    found["page of the action"] = {
        action.ref: re.search(
            r"Now: (.*?)</p>", page_of(lead, "action_progress", plan.pk, action.pk)
        )[1]
        for action in CriticalAction.objects.all()
    }
    for place, statuses in found.items():
        words = {ref: words_in(said, ACTIONS.values()) for ref, said in statuses.items()}
        assert words == ACTIONS, place


def test_the_dashboard_and_the_report_count_the_actions_that_the_list_shows(plan, lead, quarter):
    shown = Counter(word.lower() for word in ACTIONS.values())
    assert counts_on_the_dashboard(lead, plan)["Actions by status"] == shown
    counts = {
        row["Colour"]: row["Actions"]
        for row in rows_of_pdf(quarter)
        if row.keys() >= {"Colour", "Actions"}
    }
    expected = {"Red": "2", "Amber": "1", "Green": "1", "Blue": "1", "Grey": "2", "All": "7"}
    assert expected.items() <= counts.items()


# KPIs


def test_every_place_says_the_same_of_the_kpis(plan, lead, quarter, year_end):
    lists = every_list(lead, "kpis")
    found = {
        place: {row["Ref."]: (row["Target"], row["Latest actual"], row["Status"]) for row in rows}
        for place, rows in lists.items()
    }
    of_plan = rows_of_pdf(PLAN.compose(plan, "officer").content)
    for place, rows in (("plan", rows_of_page(page_of(lead, "plan", plan.pk))), ("PDF", of_plan)):
        found[place] = {
            row["Ref."]: (row[f"{YEAR} target"], row[f"{YEAR} actual"], row["Measure"])
            for row in rows
            if "Measure" in row
        }
    for report, figure in ((quarter, f"Quarter 2 of {YEAR}"), (year_end, f"Outturn {YEAR}")):
        found[figure] = {
            row["Ref."]: (row[f"Target {YEAR}"], row[figure], row["Rating"])
            for row in rows_of_pdf(report)
            if figure in row
        }
    for kpi in Indicator.objects.all():
        facts = facts_of_page(page_of(lead, "kpi", plan.pk, kpi.pk))
        found.setdefault("page of the KPI", {})[kpi.refs[0]] = (
            facts[f"Target for {YEAR}"],
            facts.get("Outturn", ""),
            facts[f"Rating for {YEAR}"],
        )
    for place, kpis in found.items():
        for ref, (target, actual, rating) in KPIS.items():
            # Empty cells are told in words; a sign of minus is no formula in a CSV file.
            told = [re.sub("^(—|None|No actual|')", "", cell) for cell in kpis[ref]]
            assert told[:2] == [target, actual], (place, ref)
            if place in ("plan", "PDF") and not actual:
                continue  # A plan prints no rating before there is a figure.
            assert words_in(told[2], ("Green", "Amber", "Red", "Grey")) == rating, (place, ref)


def test_the_files_of_figures_and_the_plan_s_workbook_hold_what_is_printed(plan, lead):
    address = reverse("plans:kpi_figures_file", args=[plan.pk])
    content = lead.get(address, {"quarter": YEAR}).content.decode("utf-8-sig")
    figures = {row["ref"]: row["figure"] for row in csv.DictReader(io.StringIO(content))}
    workbook = lead.get(reverse("plans:export_xlsx", args=[plan.pk])).content
    heads, *rows = load_workbook(io.BytesIO(workbook))["KPIs"].iter_rows(values_only=True)
    in_plan = {
        row["refs"]: (row[f"target {YEAR}"] or "", row[f"actual {YEAR}"] or "")
        for row in (dict(zip(heads, row, strict=True)) for row in rows)
    }
    for ref, (target, actual, _) in KPIS.items():
        text = actual.partition(" (")[0]
        assert figures[ref] == text
        assert in_plan[ref] == (target, text)


def test_the_dashboard_counts_the_ratings_that_the_list_shows(plan, lead):
    ratings = Counter("not rated" if r == "Grey" else r.lower() for *_, r in KPIS.values())
    assert counts_on_the_dashboard(lead, plan)["KPIs by rating"] == ratings


# Risks


def test_every_place_says_the_same_of_the_risks(plan, lead, quarter, year_end):
    found = {
        place: {row["Ref."]: f"{row['Score']} {row['Band']}" for row in rows}
        for place, rows in every_list(lead, "risks_list").items()
    }
    of_plan = rows_of_pdf(PLAN.compose(plan, "officer").content)
    for place, rows in (("plan", rows_of_page(page_of(lead, "plan", plan.pk))), ("PDF", of_plan)):
        found[place] = {
            row["Ref."]: row["Score and band"] for row in rows if "Score and band" in row
        }
    for place, report in (("progress report", quarter), ("annual report", year_end)):
        found[place] = {
            row["Ref."]: row["Current score"]
            for row in rows_of_pdf(report)
            if "Current score" in row
        }
    for risk in Risk.objects.all():
        rows = rows_of_page(page_of(lead, "risk", plan.pk, risk.pk))
        [current] = [row for row in rows if row.get("Score", "").startswith("Current")]
        found.setdefault("page of the risk", {})[risk.ref] = current["Score and band"]
    for place, risks in found.items():
        told = {
            ref: (match[0] if (match := BANDS.search(said)) else "") for ref, said in risks.items()
        }
        assert told == RISKS, place


def test_the_dashboard_counts_the_bands_that_the_list_shows(plan, lead):
    bands = Counter(said.split()[1].lower() for said in RISKS.values() if said)
    assert counts_on_the_dashboard(lead, plan)["Scored risks by band"] == bands
