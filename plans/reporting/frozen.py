"""What a period's report shows, kept when the period closes.

Words, scores, bands, colours, names and definitions are written down as they were shown, so
that an old report never changes when a name, a scale or a definition does.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from core.dates import in_words
from plans.brag import brag
from plans.models import ReportingPeriod
from plans.reading import KpiRow, ObjectiveReading, PlanReading, RiskRow
from plans.reporting.standing import ActionReport, PeriodReports


def frozen(period: ReportingPeriod) -> dict[str, Any]:
    """All that the report of a period shows, in words and ready to be printed."""
    reading = PlanReading(period.plan)
    reports = {row.action.pk: row for row in PeriodReports(period).rows}
    today = timezone.localdate()
    return {
        "plan": period.plan.title,
        "directorate": period.plan.directorate.name,
        "year": period.plan.year,
        "period": period.name,
        "days": period.days_in_words,
        "on": in_words(today),
        "rag": [list(row) for row in period.plan.rag_definition.rows],
        "bands": [[band.name, band.colour, band.lowest, band.highest] for band in reading.bands],
        "objectives": [
            _objective(objective, reports, reading, today) for objective in reading.objectives()
        ],
    }


def _objective(
    reading: ObjectiveReading, reports: dict[int, ActionReport], plan: PlanReading, today: date
) -> dict[str, Any]:
    objective = reading.objective
    return {
        "ref": objective.ref,
        "text": objective.text,
        "responsible": objective.responsible,
        "actions": [_action(reports[action.pk], today) for action in reading.actions],
        "kpis": [_kpi(row, plan) for row in reading.kpis],
        "risks": [_risk(row) for row in reading.risks],
    }


def _action(report: ActionReport, today: date) -> dict[str, Any]:
    action, update = report.action, report.update
    stands = brag(action, today)
    return {
        "key": action.pk,
        "ref": action.ref,
        "text": action.text,
        "responsible": action.responsible,
        "finish": action.finish_text,
        "status": stands.word,
        "colour": stands.colour,
        "commentary": update.words if update else "",
        "corrective_action": update.corrective_action if update else "",
        "author": update.author_name if update else "",
        "made": in_words(timezone.localdate(update.made_at)) if update else "",
        "report": report.state,
    }


def _kpi(row: KpiRow, plan: PlanReading) -> dict[str, Any]:
    indicator, year = row.indicator, plan.plan.year
    target, actual = indicator.target_for(year), indicator.actual_for(year)
    return {
        "refs": indicator.refs,
        "measure": indicator.measure,
        "unit": indicator.unit,
        "baseline": indicator.baseline_text,
        "target": target.text if target else "",
        "actual": actual.text if actual else "",
        "rating": row.rating.word if row.rating else "",
        "colour": str(row.rating.rag) if row.rating else "",
        "reason": row.rating.reason if row.rating else "",
    }


def _risk(row: RiskRow) -> dict[str, Any]:
    return {
        "ref": row.risk.ref,
        "text": row.risk.text,
        "responsible": row.link.responsible,
        "score": row.score,
        "band": row.band.name if row.band else "",
        "colour": row.band.colour if row.band else "",
    }
