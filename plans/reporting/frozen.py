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
from plans.kpis.acts import actual_of
from plans.kpis.chart import chart_of
from plans.kpis.lineage import fetch_lineage
from plans.kpis.quarters import Quarter, quarter_of
from plans.kpis.travel import direction
from plans.kpis.year_end import year_end
from plans.models import ReportingPeriod
from plans.reading import KpiRow, ObjectiveReading, PlanReading, RiskRow
from plans.reporting.standing import ActionReport, PeriodReports


def frozen(period: ReportingPeriod) -> dict[str, Any]:
    """All that the report of a period shows, in words and ready to be printed."""
    reading = PlanReading(period.plan)
    quarter = quarter_of(period.plan, period)
    fetch_lineage(row.indicator for part in reading.objectives() for row in part.kpis)
    reports = {row.action.pk: row for row in PeriodReports(period).rows}
    today = timezone.localdate()
    return {
        "plan": period.plan.title,
        "directorate": period.plan.directorate.name,
        "council": reading.council_name,
        "year": period.plan.year,
        "quarter": str(quarter),
        "period": period.name,
        "days": period.days_in_words,
        "on": in_words(today),
        "rag": [list(row) for row in period.plan.rag_definition.rows],
        "bands": [[band.name, band.colour, band.lowest, band.highest] for band in reading.bands],
        "objectives": [
            _objective(objective, reports, reading, today, quarter)
            for objective in reading.objectives()
        ],
    }


def _objective(
    reading: ObjectiveReading,
    reports: dict[int, ActionReport],
    plan: PlanReading,
    today: date,
    quarter: Quarter,
) -> dict[str, Any]:
    objective = reading.objective
    return {
        "ref": objective.ref,
        "text": objective.text,
        "responsible": objective.responsible,
        "actions": [_action(reports[action.pk], today) for action in reading.actions],
        "outcome": objective.block.outcome_text,
        "kpis": [_kpi(row, plan, quarter) for row in reading.kpis],
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
        "finish": action.finish_text or action.milestones,
        "planned_outcome": action.planned_outcome,
        "status": stands.word,
        "colour": stands.colour,
        "commentary": update.words if update else "",
        "corrective_action": update.corrective_action if update else "",
        "author": update.author_name if update else "",
        "made": in_words(timezone.localdate(update.made_at)) if update else "",
        "report": report.state,
    }


def _kpi(row: KpiRow, plan: PlanReading, quarter: Quarter) -> dict[str, Any]:
    indicator, year = row.indicator, quarter.year
    target, actual = indicator.target_for(year), indicator.actual_for(year)
    reported = actual_of(indicator, quarter)
    chart = chart_of(indicator)
    return {
        "refs": indicator.refs,
        "measure": indicator.measure,
        "unit": indicator.unit,
        "baseline": indicator.baseline_text,
        "target": target.text if target else "",
        "actual": actual.text if actual else "",
        "figure": reported.printed if reported else "",
        "note": reported.note if reported else "",
        "source": reported.source if reported else "",
        "year_end": year_end(indicator, year).words,
        "direction": direction(indicator).words,
        "contextual": indicator.contextual,
        "chart": chart.in_numbers if chart else None,
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
        "inherent": row.inherent.in_words,
        "target": row.target.in_words,
        "movement": row.movement.words if row.movement else "",
        "above_appetite": row.risk.is_above_appetite,
    }
