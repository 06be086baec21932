"""A KPI and a risk as a period's report shows them: words, colours and drawings, no keys to
look up later.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from core.dates import in_words
from plans.kpis.acts import actual_of
from plans.kpis.chart import Chart, Column, chart_of
from plans.kpis.quarters import Quarter
from plans.kpis.standing import KpiStanding
from plans.kpis.travel import direction
from plans.kpis.year_end import year_end
from plans.models import Indicator, Plan
from plans.models.risk_scale import Scored
from plans.rag import rate
from plans.reading import RiskRow
from plans.risks.standing import RiskStanding

_SIGN, _EDGE, _LINE, _BELOW = 10, 6, 17, 2
"""So wide is a sign of a figure in print and so high its line, in units of the drawing."""


def frozen_kpi(indicator: Indicator, plan: Plan, quarter: Quarter) -> dict[str, Any]:
    """A KPI with its figure of a quarter or year, its rating, and all years told of it."""
    year = quarter.year
    target, outturn = indicator.target_for(year), indicator.actual_for(year)
    figure = actual_of(indicator, quarter)
    rating = rate(indicator, year, plan.rag_definition)
    end = year_end(indicator, year)
    chart = chart_of(indicator)
    return {
        "key": indicator.pk,
        "refs": indicator.refs,
        "measure": indicator.measure,
        "unit": indicator.unit,
        "described": indicator.described,
        "responsible": indicator.responsible,
        "contextual": indicator.contextual,
        "baseline": indicator.baseline_text,
        "target": target.text if target else "",
        "actual": outturn.printed if outturn else "",
        "figure": figure.printed if figure else "",
        "share": figure.share if figure else "",
        "note": figure.note if figure else "",
        "source": figure.source if figure else "",
        # What is only watched is rated by nobody, grey included.
        "rating": "" if indicator.contextual else rating.word,
        "colour": "" if indicator.contextual else str(rating.rag),
        "reason": rating.reason,
        "year_end": end.words,
        "is_outturn": end.is_outturn,
        "direction": direction(indicator).words,
        "series": [
            {
                "year": row.year,
                "target": row.target,
                "actual": row.end.words if row.end.figure else "",
                "rating": row.rating.word if row.rating else "",
                "colour": str(row.rating.rag) if row.rating else "",
            }
            for row in reversed(KpiStanding(indicator, plan).years)
        ],
        "chart": _drawn(chart) if chart else None,
    }


def _drawn(chart: Chart) -> dict[str, Any]:
    """A drawing as it is placed: numbers of the paper, with the words beside them."""
    return {
        **chart.in_numbers,
        "columns": [{**asdict(column), "ground": _ground(column)} for column in chart.columns],
    }


def _ground(column: Column) -> dict[str, float]:
    """The white ground of a column's figure, so that no target's line crosses it."""
    width = _EDGE + _SIGN * len(column.text)
    return {
        "x": round(column.middle - width / 2, 1),
        "y": round(column.label_y + _BELOW - _LINE, 1),
        "width": width,
        "height": _LINE,
    }


def frozen_risk(row: RiskRow, today: date) -> dict[str, Any]:
    """A risk with its three scores, how it moved and why, its next review and acceptance."""
    risk, stands = row.risk, RiskStanding(row.risk, today)
    current = risk.current
    return {
        "key": risk.pk,
        "ref": risk.ref,
        "text": risk.text,
        "responsible": row.link.responsible or risk.responsible,
        "impact": str(row.impact or ""),
        "probability": str(row.probability or ""),
        "score": row.score,
        "band": row.band.name if row.band else "",
        "colour": row.band.colour if row.band else "",
        "inherent": row.inherent.in_words,
        "inherent_colour": _colour(row.inherent),
        "target": row.target.in_words,
        "target_colour": _colour(row.target),
        "movement": str(row.movement or ""),
        "reason": current.reason if current else "",
        "assessed": in_words(current.assessed_on) if current else "",
        "review": stands.review_in_words,
        "review_overdue": stands.review_is_overdue,
        "above_appetite": risk.is_above_appetite,
        "acceptance": stands.acceptance_in_words,
    }


def _colour(scored: Scored) -> str:
    return scored.band.colour if scored.band else ""
