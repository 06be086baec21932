"""Building the parts of a plan from a document, level by level, in few statements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models
from django.utils import timezone

from accounts.models import User
from council.naming import Names
from plans.exchange.document import (
    ActionPart,
    KpiPart,
    ObjectivePart,
    OutcomePart,
    PlanDocument,
    RiskPart,
)
from plans.exchange.faults import Fault, Locate, Path
from plans.models import (
    Aim,
    Appendix,
    Bullet,
    CriticalAction,
    Indicator,
    IndicatorActual,
    IndicatorTarget,
    Objective,
    ObjectiveRisk,
    Outcome,
    OutcomeBlock,
    OutcomeFramework,
    Paragraph,
    Plan,
    ProgressUpdate,
    Risk,
    RiskAssessment,
    RiskScaleStep,
    Section,
)
from plans.models.parts import Linked, Responsible


class PlanTree:
    """Fills a saved plan without parts from a document; what is wrong goes to `faults`."""

    def __init__(self, plan: Plan, names: Names, locate: Locate, author: User | None) -> None:
        self.plan = plan
        self.names = names
        self.locate = locate
        self.author = author
        self.faults: list[Fault] = []
        self.counts: dict[str, int] = {}
        self._named: dict[type[models.Model], list[Any]] = {}

    def build(self, document: PlanDocument) -> None:
        self._narrative(document)
        objectives = self._appendices(document)
        self._actions(objectives)
        self._indicators(objectives)
        self._risks(objectives)
        self._link_names()

    def _create(self, model: type[models.Model], rows: Iterable[Any]) -> list[Any]:
        created = list(model._default_manager.bulk_create(rows))
        self.counts[str(model._meta.verbose_name_plural)] = len(created)
        if issubclass(model, Responsible | Linked):
            self._named.setdefault(model, []).extend(created)
        return created

    # Narrative

    def _narrative(self, document: PlanDocument) -> None:
        sections = self._create(
            Section,
            [
                Section(plan=self.plan, position=place, number=part.number, heading=part.heading)
                for place, part in enumerate(document.sections)
            ],
        )
        pairs = [
            (Paragraph(section=section, position=place, number=p.number, text=p.text), p.bullets)
            for section, part in zip(sections, document.sections, strict=True)
            for place, p in enumerate(part.paragraphs)
        ]
        self._create(Paragraph, [paragraph for paragraph, _ in pairs])
        self._create(
            Bullet,
            [
                Bullet(paragraph=paragraph, position=place, text=text)
                for paragraph, bullets in pairs
                for place, text in enumerate(bullets)
            ],
        )

    # Appendices, outcomes, objectives

    def _appendices(
        self, document: PlanDocument
    ) -> list[tuple[Objective, ObjectivePart, Path]]:
        frameworks = _Frameworks()
        appendices = self._create(
            Appendix,
            [
                Appendix(
                    plan=self.plan,
                    position=place,
                    number=part.number,
                    title=part.title,
                    introduction=part.introduction,
                    layout=part.layout or Appendix.Layout.DETAILED,
                    framework_text=part.framework,
                    framework=frameworks.framework(part.framework),
                )
                for place, part in enumerate(document.appendices)
            ],
        )
        blocks: list[tuple[OutcomeBlock, OutcomePart, Path]] = []
        for a, (appendix, appendix_part) in enumerate(
            zip(appendices, document.appendices, strict=True)
        ):
            for b, part in enumerate(appendix_part.outcomes):
                outcome = frameworks.outcome(appendix, part)
                block = OutcomeBlock(
                    appendix=appendix,
                    position=b,
                    number=part.number,
                    outcome_text=part.outcome,
                    aim_text=part.aim,
                    responsible=part.lead,
                    outcome=outcome,
                    aim=frameworks.aim(outcome, part.aim),
                )
                blocks.append((block, part, ("appendices", a, "outcomes", b)))
        self._create(OutcomeBlock, [block for block, *_ in blocks])
        objectives = []
        for block, part, path in blocks:
            for o, objective_part in enumerate(part.objectives):
                objective = Objective(
                    block=block,
                    position=o,
                    ref=objective_part.ref,
                    text=objective_part.text,
                    start_text=objective_part.start,
                    finish_text=objective_part.finish,
                    responsible=objective_part.lead,
                    linkages=objective_part.linkages,
                )
                objective.read_dates()
                objectives.append((objective, objective_part, (*path, "objectives", o)))
        self._create(Objective, [objective for objective, *_ in objectives])
        return objectives

    # Actions and their progress

    def _actions(self, objectives: list[tuple[Objective, ObjectivePart, Path]]) -> None:
        pairs: list[tuple[CriticalAction, ActionPart]] = []
        for objective, objective_part, _ in objectives:
            for place, part in enumerate(objective_part.actions):
                action = CriticalAction(
                    objective=objective,
                    position=place,
                    ref=part.ref,
                    text=part.text,
                    equality_action=part.equality_action,
                    start_text=part.start,
                    finish_text=part.finish,
                    milestones=part.milestones,
                    responsible=part.responsible,
                    linkages=part.linkages,
                    planned_outcome=part.planned_outcome,
                )
                action.read_dates()
                pairs.append((action, part))
        self._create(CriticalAction, [action for action, _ in pairs])
        self._create(
            ProgressUpdate,
            [
                ProgressUpdate(
                    action=action,
                    commentary=part.progress,
                    author=self.author,
                    author_name=str(self.author or ""),
                )
                for action, part in pairs
                if part.progress
            ],
        )

    # KPIs

    def _indicators(self, objectives: list[tuple[Objective, ObjectivePart, Path]]) -> None:
        pairs: list[tuple[Indicator, KpiPart]] = [
            (
                Indicator(
                    objective=objective,
                    position=place,
                    refs=part.refs,
                    measure=part.measure,
                    unit=part.unit,
                    polarity=part.polarity,
                    baseline_text=part.baseline,
                    responsible=part.responsible,
                ),
                part,
            )
            for objective, objective_part, _ in objectives
            for place, part in enumerate(objective_part.kpis)
        ]
        self._create(Indicator, [indicator for indicator, _ in pairs])
        self._create(
            IndicatorTarget,
            [
                IndicatorTarget(indicator=indicator, year=year, text=text)
                for indicator, part in pairs
                for year, text in part.targets.items()
            ],
        )
        self._create(
            IndicatorActual,
            [
                IndicatorActual(indicator=indicator, year=year, text=text)
                for indicator, part in pairs
                for year, text in part.actuals.items()
            ],
        )

    # Risks: the same ref with the same text is the same risk

    def _risks(self, objectives: list[tuple[Objective, ObjectivePart, Path]]) -> None:
        found: dict[tuple[str, str], tuple[Risk, RiskPart]] = {}
        risks: list[tuple[Risk, RiskPart, Path]] = []
        links: list[ObjectiveRisk] = []
        for objective, objective_part, objective_path in objectives:
            for place, part in enumerate(objective_part.risks):
                path = (*objective_path, "risks", place)
                known = found.get((part.ref, part.text)) if part.ref else None
                if known:
                    risk, first = known
                    self._merge(first, part, path)
                    risk.responsible = risk.responsible or part.responsible
                else:
                    risk = Risk(
                        plan=self.plan,
                        ref=part.ref,
                        text=part.text,
                        responsible=part.responsible,
                    )
                    risks.append((risk, part, path))
                    found[part.ref, part.text] = (risk, part)
                links.append(
                    ObjectiveRisk(
                        objective=objective,
                        risk=risk,
                        position=place,
                        responsible=part.responsible,
                    )
                )
        self._create(Risk, [risk for risk, *_ in risks])
        self._create(ObjectiveRisk, links)
        assessments = [self._assessment(risk, part, path) for risk, part, path in risks]
        self._create(RiskAssessment, [made for made in assessments if made is not None])

    def _merge(self, first: RiskPart, again: RiskPart, path: Path) -> None:
        """Scores given at one of a risk's places hold for all; two different ones cannot."""
        for axis in ("impact", "probability"):
            one, other = getattr(first, axis), getattr(again, axis)
            if one and other and one.casefold() != other.casefold():
                self.faults.append(
                    Fault(
                        self.locate((*path, axis)),
                        f"the risk {again.ref} has {axis} {one} under another objective and "
                        f"{other} here",
                    )
                )
            elif other and not one:
                setattr(first, axis, other)

    def _assessment(self, risk: Risk, part: RiskPart, path: Path) -> RiskAssessment | None:
        if not part.impact and not part.probability:
            return None
        return RiskAssessment(
            risk=risk,
            impact=self._step(RiskScaleStep.Axis.IMPACT, part.impact, path),
            probability=self._step(RiskScaleStep.Axis.PROBABILITY, part.probability, path),
            assessed_on=timezone.localdate(),
            assessor_name=str(self.author or ""),
        )

    def _step(self, axis: str, label: str, path: Path) -> RiskScaleStep | None:
        if not label:
            return None
        step = self.plan.risk_scale.step(axis, label)
        if step is None:
            allowed = ", ".join(s.label for s in self.plan.risk_scale.steps_of(axis))
            self.faults.append(
                Fault(self.locate((*path, axis)), f"{label} is outside the scale ({allowed})")
            )
        return step

    # Names

    def _link_names(self) -> None:
        """Connect each part with the people, divisions and strategies its cells mean."""
        for model, rows in self._named.items():
            if issubclass(model, Responsible):
                parties = [(row, self.names.parties(row.responsible)) for row in rows]
                self._join(model, "people", ((row, p) for row, ps in parties for p in ps.people))
                self._join(
                    model, "divisions", ((row, d) for row, ps in parties for d in ps.divisions)
                )
            if issubclass(model, Linked):
                self._join(
                    model,
                    "strategies",
                    ((row, s) for row in rows for s in self.names.strategies(row.linkages)),
                )

    def _join(
        self, model: type[models.Model], field: str, pairs: Iterator[tuple[Any, Any]]
    ) -> None:
        through = getattr(model, field).through
        own = model._meta.model_name
        other = model._meta.get_field(field).related_model._meta.model_name
        through.objects.bulk_create(
            [through(**{f"{own}_id": row.pk, f"{other}_id": one.pk}) for row, one in pairs]
        )


class _Frameworks:
    """The frameworks with their outcomes and aims, read once, found by their words."""

    def __init__(self) -> None:
        self._frameworks = {_key(f.name): f for f in OutcomeFramework.objects.all()}
        self._outcomes = {
            (outcome.framework_id, _key(outcome.name)): outcome
            for outcome in Outcome.objects.all()
        }
        self._aims = {(aim.outcome_id, _key(aim.text)): aim for aim in Aim.objects.all()}

    def framework(self, name: str) -> OutcomeFramework | None:
        return self._frameworks.get(_key(name))

    def outcome(self, appendix: Appendix, part: OutcomePart) -> Outcome | None:
        return self._outcomes.get((appendix.framework_id, _key(part.outcome)))

    def aim(self, outcome: Outcome | None, text: str) -> Aim | None:
        return self._aims.get((outcome.pk, _key(text))) if outcome else None


def _key(text: str) -> str:
    return " ".join(text.split()).casefold()
