"""A stored plan as a document of the plan format."""

from __future__ import annotations

from plans.exchange import document as parts
from plans.exchange.document import FORMAT, PlanDocument
from plans.models import Appendix, CriticalAction, Indicator, Objective, ObjectiveRisk, Plan
from plans.reading import PlanReading


def export_plan(plan: Plan) -> PlanDocument:
    """The plan as it stands: importing the document again gives an equal plan."""
    reading = PlanReading(plan)
    return PlanDocument.model_validate(
        {
            "format": FORMAT,
            "council": plan.council_name,
            "directorate": plan.directorate.name,
            "title": plan.title,
            "start": plan.start.isoformat(),
            "finish": plan.finish.isoformat(),
            "contact": parts.ContactPart(
                name=plan.contact_name,
                post=plan.contact_post,
                address=plan.contact_address.split("\n"),
                telephone=plan.contact_telephone,
                email=plan.contact_email,
            ),
            "sections": [
                parts.SectionPart(
                    number=section.number,
                    heading=section.heading,
                    paragraphs=[
                        parts.ParagraphPart(
                            number=reading.paragraph_number(paragraph),
                            text=paragraph.text,
                            bullets=[bullet.text for bullet in paragraph.bullets.all()],
                        )
                        for paragraph in section.paragraphs.all()
                    ],
                )
                for section in reading.sections
            ],
            "appendices": [_appendix(appendix) for appendix in reading.appendices],
        }
    )


def _appendix(appendix: Appendix) -> parts.AppendixPart:
    return parts.AppendixPart(
        number=appendix.number,
        title=appendix.title,
        introduction=appendix.introduction,
        layout=appendix.layout,
        framework=appendix.framework_text,
        outcomes=[
            parts.OutcomePart(
                number=block.number,
                outcome=block.outcome_text,
                aim=block.aim_text,
                lead=block.responsible,
                objectives=[_objective(objective) for objective in block.objectives.all()],
            )
            for block in appendix.blocks.all()
        ],
    )


def _objective(objective: Objective) -> parts.ObjectivePart:
    return parts.ObjectivePart(
        ref=objective.ref,
        text=objective.text,
        start=objective.start_text,
        finish=objective.finish_text,
        lead=objective.responsible,
        linkages=objective.linkages,
        actions=[_action(action) for action in objective.actions.all()],
        kpis=[_kpi(indicator) for indicator in objective.indicators.all()],
        risks=[_risk(link) for link in objective.objective_risks.all()],
    )


def _action(action: CriticalAction) -> parts.ActionPart:
    return parts.ActionPart(
        ref=action.ref,
        text=action.text,
        equality_action=action.equality_action,
        start=action.start_text,
        finish=action.finish_text,
        milestones=action.milestones,
        responsible=action.responsible,
        linkages=action.linkages,
        planned_outcome=action.planned_outcome,
        progress=action.year_end_progress,
    )


def _kpi(indicator: Indicator) -> parts.KpiPart:
    return parts.KpiPart(
        refs=indicator.refs,
        measure=indicator.measure,
        unit=indicator.unit,
        polarity=indicator.polarity,
        baseline=indicator.baseline_text,
        targets={target.year: target.text for target in indicator.targets.all()},
        actuals={actual.year: actual.text for actual in indicator.actuals.all()},
        responsible=indicator.responsible,
    )


def _risk(link: ObjectiveRisk) -> parts.RiskPart:
    assessment = link.risk.current
    impact = assessment.impact if assessment else None
    probability = assessment.probability if assessment else None
    return parts.RiskPart(
        ref=link.risk.ref,
        text=link.risk.text,
        impact=impact.label if impact else "",
        probability=probability.label if probability else "",
        responsible=link.responsible,
    )
