from datetime import date

import factory

from plans.models import ObjectiveRisk, Risk, RiskAcceptance, RiskAssessment, RiskControl
from tests.factories.accounts import UserFactory
from tests.factories.parts import ObjectiveFactory, PartFactory
from tests.factories.plans import PlanFactory
from tests.factories.row import RowFactory


class RiskAssessmentFactory(RowFactory):
    """An assessment by the labels of the plan's scale: `RiskAssessmentFactory(at=(4, 3))`."""

    class Meta:
        model = RiskAssessment

    class Params:
        at = (4, 3)

    risk = factory.SubFactory("tests.factories.risks.RiskFactory")
    impact = factory.LazyAttribute(lambda a: a.risk.plan.risk_scale.step("impact", a.at[0]))
    probability = factory.LazyAttribute(
        lambda a: a.risk.plan.risk_scale.step("probability", a.at[1])
    )
    assessed_on = date(2026, 4, 1)
    reason = "As the service sees it"


class RiskFactory(RowFactory):
    class Meta:
        model = Risk

    class Params:
        scored = factory.Trait(assessment=factory.RelatedFactory(RiskAssessmentFactory, "risk"))

    plan = factory.SubFactory(PlanFactory)
    ref = factory.Sequence(lambda n: f"CSD {n:04}")
    text = factory.Sequence(lambda n: f"Barrier {n}")


class RiskControlFactory(RowFactory):
    """A control in place; trait `mitigation`: one still to be done."""

    class Meta:
        model = RiskControl

    class Params:
        mitigation = factory.Trait(kind=RiskControl.Kind.MITIGATION)

    risk = factory.SubFactory(RiskFactory)
    kind = RiskControl.Kind.CONTROL
    text = factory.Sequence(lambda n: f"Control {n}")


class RiskAcceptanceFactory(RowFactory):
    """A score of 25, accepted for the year 2026/27."""

    class Meta:
        model = RiskAcceptance

    risk = factory.SubFactory(RiskFactory)
    accepted_by_name = "Ruth Amos"
    reason = "Nothing more can be done before the budget"
    score = 25
    starts_on = date(2026, 4, 1)
    ends_on = date(2027, 3, 31)
    recorded_by = factory.SubFactory(UserFactory)
    recorded_by_name = "Amina Yusuf"


def _plan_of_objective(risk):
    return risk.factory_parent.objective.block.appendix.plan


class ObjectiveRiskFactory(PartFactory):
    """A risk under an objective, in the same plan."""

    class Meta:
        model = ObjectiveRisk

    class Params:
        scored = factory.Trait(
            risk=factory.SubFactory(
                RiskFactory, plan=factory.LazyAttribute(_plan_of_objective), scored=True
            )
        )

    objective = factory.SubFactory(ObjectiveFactory)
    risk = factory.SubFactory(RiskFactory, plan=factory.LazyAttribute(_plan_of_objective))
