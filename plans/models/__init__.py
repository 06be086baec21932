"""A plan and everything it holds, one subject to a file."""

from plans.models.action import CriticalAction
from plans.models.amendment import Amendment
from plans.models.appendix import Appendix, Layout, OutcomeBlock
from plans.models.comment import Comment
from plans.models.evidence import Evidence
from plans.models.framework import Aim, Outcome, OutcomeFramework
from plans.models.indicator import (
    Indicator,
    IndicatorActual,
    IndicatorTarget,
    QuarterActual,
    ReportedFigure,
)
from plans.models.narrative import Bullet, Paragraph, Section
from plans.models.objective import Objective
from plans.models.plan import Plan
from plans.models.plan_import import PlanImport
from plans.models.presence import Presence
from plans.models.progress_update import ProgressUpdate, UpdateReview
from plans.models.rag_definition import RagDefinition
from plans.models.reporting_period import PeriodEvent, ReportingPeriod
from plans.models.risk import ObjectiveRisk, Risk, RiskAssessment
from plans.models.risk_acceptance import RiskAcceptance
from plans.models.risk_control import RiskControl
from plans.models.risk_scale import RiskBand, RiskScale, RiskScaleStep
from plans.models.route_step import RouteStep
from plans.models.search_index import SearchEntry, SearchWord
from plans.models.sent_form import SentForm
from plans.models.update_draft import UpdateDraft

__all__ = [
    "Aim",
    "Amendment",
    "Appendix",
    "Bullet",
    "Comment",
    "CriticalAction",
    "Evidence",
    "Indicator",
    "IndicatorActual",
    "IndicatorTarget",
    "Layout",
    "Objective",
    "ObjectiveRisk",
    "Outcome",
    "OutcomeBlock",
    "OutcomeFramework",
    "Paragraph",
    "PeriodEvent",
    "Plan",
    "PlanImport",
    "Presence",
    "ProgressUpdate",
    "QuarterActual",
    "RagDefinition",
    "ReportedFigure",
    "ReportingPeriod",
    "Risk",
    "RiskAcceptance",
    "RiskAssessment",
    "RiskBand",
    "RiskControl",
    "RiskScale",
    "RiskScaleStep",
    "RouteStep",
    "SearchEntry",
    "SearchWord",
    "Section",
    "SentForm",
    "UpdateDraft",
    "UpdateReview",
]
