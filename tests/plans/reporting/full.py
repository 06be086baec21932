"""A period in whose record no cell is empty: every part with everything that is printed of it."""

from datetime import date

from plans.models import CriticalAction, Objective, Plan, ReportingPeriod
from plans.reporting.acts_on_updates import confirm
from tests.factories import (
    CouncilFactory,
    CriticalActionFactory,
    IndicatorActualFactory,
    IndicatorFactory,
    ObjectiveFactory,
    ObjectiveRiskFactory,
    PlanFactory,
    QuarterActualFactory,
    ReportingPeriodFactory,
    RiskAcceptanceFactory,
    RiskAssessmentFactory,
    bring_to,
)
from tests.plans.amending.amended import agreed, change
from tests.plans.pages.people import holder
from tests.plans.reporting.people import lead_of, reported


def full_period() -> ReportingPeriod:
    """The first quarter of 2026/27 with a confirmed update, a figure, a review and an
    amendment."""
    CouncilFactory(telephone="01632 960100", email="equality@ellenshaw.example")
    plan = PlanFactory(
        title="Equality plan",
        council_name="Ellenshaw Council",
        directorate__name="Children's Services",
    )
    objective = ObjectiveFactory(
        block__appendix__plan=plan,
        block__appendix__title="What we will do",
        block__outcome_text="Stay safe",
        block__aim_text="Safe from bullying",
        block__responsible="Pauline Sharratt",
        ref="Ob 1",
        text="Fewer children are bullied",
        responsible="Dave Perrett / EP&L",
        linkages="CYPP",
    )
    _action_of(objective)
    _kpi_of(objective)
    _risk_of(objective)
    bring_to(plan, Plan.Status.PUBLISHED)
    amina = holder("officer", plan.directorate, user__name="Amina Yusuf")
    action = CriticalAction.objects.get()
    agreed(change(plan, action, text="Print the leaflet in Urdu", actor=amina))
    period = ReportingPeriodFactory(plan=plan, name="Quarter 1", start=date(2026, 3, 1))
    _report_on(period)
    return period


def _action_of(objective: Objective) -> None:
    CriticalActionFactory(
        objective=objective,
        ref="1.1",
        text="Print the leaflet",
        equality_action="Translate it",
        start_text="Apr 2026",
        finish_text="Mar 2027",
        milestones="Draft in May",
        planned_outcome="More families come",
        responsible="Farah Iqbal",
        linkages="LSCB",
    )


def _kpi_of(objective: Objective) -> None:
    kpi = IndicatorFactory(
        objective=objective,
        refs=["NI 111", "T_F 001"],
        measure="Families who come",
        unit="%",
        baseline_text="40%",
        target="50%",
        responsible="Lena Okoro",
    )
    IndicatorActualFactory(indicator=kpi, year="2025/26", text="44%")
    QuarterActualFactory(
        indicator=kpi,
        text="49%",
        numerator=49,
        denominator=100,
        state="provisional",
        note="Without transfers",
        source="Census",
    )


def _risk_of(objective: Objective) -> None:
    link = ObjectiveRiskFactory(
        objective=objective,
        risk__ref="CSR 1",
        risk__text="The printer stays away",
        responsible="Marcus Adeyemi",
    )
    risk = link.risk
    RiskAssessmentFactory(risk=risk, at=(5, 5), kind="inherent")
    RiskAssessmentFactory(risk=risk, at=(4, 4))
    RiskAssessmentFactory(
        risk=risk, at=(4, 5), assessed_on=date(2026, 6, 1), reason="A strike is called"
    )
    RiskAssessmentFactory(risk=risk, at=(2, 2), kind="target")
    RiskAcceptanceFactory(risk=risk, accepted_by_name="Deborah Ashworth", score=20)


def _report_on(period: ReportingPeriod) -> None:
    farah = holder("officer", period.plan.directorate, user__name="Farah Iqbal")
    update = reported(
        period, "The printer is late", "slipping", farah, corrective_action="Another is asked"
    )
    confirm(period, [update.pk], actor=lead_of(period))
