"""A stored plan as a document of the plan format."""

from __future__ import annotations

from plans.exchange import document as parts
from plans.exchange.cells import part_of
from plans.exchange.document import FORMAT, PlanDocument
from plans.models import Appendix, CriticalAction, Objective, ObjectiveRisk, Plan
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
                part_of(
                    parts.SectionPart,
                    section,
                    paragraphs=[
                        part_of(
                            parts.ParagraphPart,
                            paragraph,
                            number=reading.paragraph_number(paragraph),
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
    outcomes = [
        part_of(
            parts.OutcomePart,
            block,
            objectives=[_objective(objective) for objective in block.objectives.all()],
        )
        for block in appendix.blocks.all()
    ]
    return part_of(parts.AppendixPart, appendix, outcomes=outcomes)


def _objective(objective: Objective) -> parts.ObjectivePart:
    return part_of(
        parts.ObjectivePart,
        objective,
        actions=[
            part_of(parts.ActionPart, action, progress=_progress(action))
            for action in objective.actions.all()
        ],
        kpis=[
            part_of(
                parts.KpiPart,
                kpi,
                targets={target.year: target.text for target in kpi.targets.all()},
                actuals={actual.year: actual.text for actual in kpi.actuals.all()},
            )
            for kpi in objective.indicators.all()
        ],
        risks=[_risk(link) for link in objective.objective_risks.all()],
    )


def _progress(action: CriticalAction) -> str:
    """What was reported of the year. What was carried unreported is nobody's words: imported
    again it would stand as somebody's report."""
    update = action.year_end_update
    return update.commentary if update else ""


def _risk(link: ObjectiveRisk) -> parts.RiskPart:
    assessment = link.risk.current
    impact = assessment.impact if assessment else None
    probability = assessment.probability if assessment else None
    return part_of(
        parts.RiskPart,
        link.risk,
        impact=impact.label if impact else "",
        probability=probability.label if probability else "",
        responsible=link.responsible,
    )
