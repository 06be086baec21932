"""Rows for tests, one factory to a model; each makes whatever else its row needs."""

from tests.factories.accounts import RoleAssignmentFactory, UserFactory
from tests.factories.council import (
    CommitteeFactory,
    CouncilFactory,
    DirectorateFactory,
    DivisionFactory,
    PersonFactory,
    RollFactory,
    SchoolFactory,
    StrategyFactory,
)
from tests.factories.parts import (
    AppendixFactory,
    BulletFactory,
    CriticalActionFactory,
    IndicatorActualFactory,
    IndicatorFactory,
    IndicatorTargetFactory,
    ObjectiveFactory,
    OutcomeBlockFactory,
    ParagraphFactory,
    ProgressUpdateFactory,
    SectionFactory,
)
from tests.factories.plans import PlanFactory, PlanImportFactory, RouteStepFactory
from tests.factories.reference import (
    AimFactory,
    OutcomeFactory,
    OutcomeFrameworkFactory,
    RagDefinitionFactory,
    RiskBandFactory,
    RiskScaleFactory,
    RiskScaleStepFactory,
)
from tests.factories.risks import ObjectiveRiskFactory, RiskAssessmentFactory, RiskFactory

__all__ = [
    "AimFactory",
    "AppendixFactory",
    "BulletFactory",
    "CommitteeFactory",
    "CouncilFactory",
    "CriticalActionFactory",
    "DirectorateFactory",
    "DivisionFactory",
    "IndicatorActualFactory",
    "IndicatorFactory",
    "IndicatorTargetFactory",
    "ObjectiveFactory",
    "ObjectiveRiskFactory",
    "OutcomeBlockFactory",
    "OutcomeFactory",
    "OutcomeFrameworkFactory",
    "ParagraphFactory",
    "PersonFactory",
    "PlanFactory",
    "PlanImportFactory",
    "ProgressUpdateFactory",
    "RagDefinitionFactory",
    "RiskAssessmentFactory",
    "RiskBandFactory",
    "RiskFactory",
    "RiskScaleFactory",
    "RiskScaleStepFactory",
    "RoleAssignmentFactory",
    "RollFactory",
    "RouteStepFactory",
    "SchoolFactory",
    "SectionFactory",
    "StrategyFactory",
    "UserFactory",
]
