"""What a period's report shows, kept when the period closes.

Words, scores, bands, colours, names and definitions are written down as they were shown, so
that an old report never changes when a name, a scale or a definition does. Records are read
by `plans.reporting.report`; those of earlier closings may lack what is told since.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from core.dates import in_words
from plans.brag import Brag, brag, reported
from plans.kpis.lineage import fetch_lineage
from plans.kpis.quarters import Quarter, quarter_of
from plans.models import Amendment, CriticalAction, Plan, ProgressUpdate, ReportingPeriod
from plans.reading import AppendixReading, BlockReading, ObjectiveReading, PlanReading
from plans.reporting.frozen_parts import frozen_kpi, frozen_risk
from plans.reporting.standing import ActionReport, PeriodReports


def frozen(period: ReportingPeriod) -> dict[str, Any]:
    """All that the report of a period shows, in words and ready to be printed."""
    return _Freezing(period, timezone.localdate()).record()


class _Freezing:
    """A plan, its reports and its figures on the day on which they are written down."""

    def __init__(self, period: ReportingPeriod, today: date) -> None:
        self.period = period
        self.plan: Plan = period.plan
        self.today = today
        self.quarter: Quarter = quarter_of(self.plan, period)
        self.reading = PlanReading(self.plan)
        self.reports = PeriodReports(period)
        self.by_action = {row.action.pk: row for row in self.reports.rows}
        self.earlier = _earlier_words(self.reports.rows)
        fetch_lineage(row.indicator for part in self.reading.objectives() for row in part.kpis)

    def record(self) -> dict[str, Any]:
        period, plan, council = self.period, self.plan, self.reading.council
        scale, definition = plan.risk_scale, plan.rag_definition
        return {
            "council": self.reading.council_name,
            "look": {
                "accent": council.accent_colour,
                "telephone": council.telephone,
                "email": council.email,
            },
            "plan": plan.title,
            "directorate": plan.directorate.name,
            "year": plan.year,
            "period": period.name,
            "kind": str(period.kind),
            "days": period.days_in_words,
            "due": in_words(period.due_on),
            "on": in_words(self.today),
            "quarter": str(self.quarter),
            "figures_year": self.quarter.year,
            "reported": self.reports.reported_count,
            "needed": self.reports.needed_count,
            "rag_name": str(definition),
            "rag": [list(row) for row in definition.rows],
            "scale": str(scale),
            "appetite": scale.appetite,
            "bands": [
                [band.name, band.colour, band.lowest, band.highest, band.review_months]
                for band in self.reading.bands
            ],
            "objectives": [
                self._objective(part, block, appendix)
                for appendix in self.reading.appendix_readings
                for block in appendix.blocks
                for part in block.objectives
            ],
            "amendments": [_amendment(each) for each in _agreed_in(period)],
        }

    def _objective(
        self, part: ObjectiveReading, block: BlockReading, appendix: AppendixReading
    ) -> dict[str, Any]:
        objective = part.objective
        return {
            "key": objective.pk,
            "appendix": appendix.appendix.heading,
            "appendix_key": appendix.appendix.pk,
            "outcome": str(block.block),
            "outcome_key": block.block.pk,
            "outcome_lead": block.block.responsible,
            "aim": block.block.aim_text,
            "ref": objective.ref,
            "text": objective.text,
            "responsible": objective.responsible,
            "linkages": objective.linkages,
            "actions": [self._action(self.by_action[action.pk]) for action in part.actions],
            "kpis": [frozen_kpi(row.indicator, self.plan, self.quarter) for row in part.kpis],
            "risks": [frozen_risk(row, self.today) for row in part.risks],
        }

    def _action(self, report: ActionReport) -> dict[str, Any]:
        action, update = report.action, report.update
        stands = _stands(report, self.today)
        return {
            "key": action.pk,
            "ref": action.ref,
            "text": action.text,
            "equality_action": action.equality_action,
            "responsible": action.responsible,
            "linkages": action.linkages,
            "start": action.start_text,
            "finish": action.finish_text,
            "milestones": action.milestones,
            "when": action.when,
            "planned_outcome": action.planned_outcome,
            "status": stands.word,
            "colour": stands.colour,
            **_told(update),
            "report": report.state,
            "earlier": self.earlier.get(action.pk),
        }


def _stands(report: ActionReport, today: date) -> Brag:
    """How an action stood: as was reported for the period, whatever is reported since."""
    action, update = report.action, report.update
    if update is None or not update.status:
        return brag(action, today)
    late = action.finish_on is not None and action.finish_on < today
    if late and update.status not in CriticalAction.FINISHED:
        return Brag("red", "Overdue")
    return reported(update.status)


def _told(update: ProgressUpdate | None) -> dict[str, str]:
    """The words of an update, whose they are and of when."""
    return {
        "commentary": update.words if update else "",
        "corrective_action": update.corrective_action if update else "",
        "author": update.by_whom if update else "",
        "made": in_words(timezone.localdate(update.made_at)) if update else "",
    }


def _earlier_words(reports: list[ActionReport]) -> dict[int, dict[str, str]]:
    """What was last told of actions that were finished before and need no report any more."""
    finished = [row.action.pk for row in reports if row.update is None and row.action.is_finished]
    updates = (
        ProgressUpdate.objects.standing()
        .filter(action__in=finished)
        .exclude(commentary="")
        .select_related("period")
    )
    return {
        update.action_id: {"period": update.period.name if update.period else "", **_told(update)}
        for update in updates
    }


def _agreed_in(period: ReportingPeriod) -> list[Amendment]:
    """The amendments that were decided in a period; of a year end also those after it."""
    agreed = period.plan.amendments.filter(
        state=Amendment.State.AGREED, decided_on__gte=period.start
    ).order_by("decided_on", "number")
    if period.kind == ReportingPeriod.Kind.YEAR_END:
        return list(agreed)
    return list(agreed.filter(decided_on__lte=period.finish))


def _amendment(amendment: Amendment) -> dict[str, Any]:
    added = amendment.operation == Amendment.Operation.ADD
    removed = amendment.operation == Amendment.Operation.REMOVE
    cells = amendment.printed_cells
    old = [f"{cell.label}: {cell.old or 'empty'}" for cell in cells]
    new = [f"{cell.label}: {cell.new or 'empty'}" for cell in cells]
    day = in_words(amendment.decided_on) if amendment.decided_on else ""
    agreed = f"{amendment.decided_by}, {day}"
    return {
        "number": amendment.number,
        "headline": amendment.headline,
        "old": ["Not in the plan"] if added else old,
        "new": ["Removed from the plan"] if removed else new,
        "why": amendment.why,
        "proposed": (
            f"{amendment.proposed_by_name}, {in_words(timezone.localdate(amendment.proposed_at))}"
        ),
        "agreed": f"{agreed} ({amendment.meeting})" if amendment.meeting else agreed,
    }
