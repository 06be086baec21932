"""Building the parts of a plan from a document, level by level, in few statements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils import timezone

from accounts.models import User
from council.naming import Names, name_key
from plans.exchange.cells import row_of
from plans.exchange.document import (
    ActionPart,
    KpiPart,
    ObjectivePart,
    OutcomePart,
    PlanDocument,
    RiskPart,
)
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
    """Fills a saved plan without parts from a document that has no fault."""

    def __init__(self, plan: Plan, names: Names, author: User | None) -> None:
        self.plan = plan
        self.names = names
        self.author = author
        self.counts: dict[str, int] = {}
        self._named: dict[type[models.Model], list[Any]] = {}
        self._risk_cells: dict[int, str] = {}

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
                row_of(Section, part, plan=self.plan, position=place)
                for place, part in enumerate(document.sections)
            ],
        )
        pairs = [
            (row_of(Paragraph, p, section=section, position=place), p.bullets)
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

    def _appendices(self, document: PlanDocument) -> list[tuple[Objective, ObjectivePart]]:
        frameworks = _Frameworks()
        appendices = self._create(
            Appendix,
            [
                row_of(
                    Appendix,
                    part,
                    plan=self.plan,
                    position=place,
                    framework=frameworks.framework(part.framework),
                )
                for place, part in enumerate(document.appendices)
            ],
        )
        blocks: list[tuple[OutcomeBlock, OutcomePart]] = []
        for appendix, appendix_part in zip(appendices, document.appendices, strict=True):
            for place, part in enumerate(appendix_part.outcomes):
                outcome = frameworks.outcome(appendix, part)
                aim = frameworks.aim(outcome, part.aim)
                block = row_of(
                    OutcomeBlock, part, appendix=appendix, position=place, outcome=outcome, aim=aim
                )
                blocks.append((block, part))
        self._create(OutcomeBlock, [block for block, _ in blocks])
        objectives = []
        for block, part in blocks:
            for place, objective_part in enumerate(part.objectives):
                objective = row_of(Objective, objective_part, block=block, position=place)
                objective.read_dates()
                objectives.append((objective, objective_part))
        self._create(Objective, [objective for objective, _ in objectives])
        return objectives

    # Actions and their progress

    def _actions(self, objectives: list[tuple[Objective, ObjectivePart]]) -> None:
        pairs: list[tuple[CriticalAction, ActionPart]] = []
        for objective, objective_part in objectives:
            for place, part in enumerate(objective_part.actions):
                action = row_of(CriticalAction, part, objective=objective, position=place)
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

    def _indicators(self, objectives: list[tuple[Objective, ObjectivePart]]) -> None:
        pairs: list[tuple[Indicator, KpiPart]] = [
            (row_of(Indicator, part, objective=objective, position=place), part)
            for objective, objective_part in objectives
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

    def _risks(self, objectives: list[tuple[Objective, ObjectivePart]]) -> None:
        risks: list[_RiskFound] = []
        by_ref: dict[tuple[str, str], _RiskFound] = {}
        links: list[ObjectiveRisk] = []
        for objective, objective_part in objectives:
            for place, part in enumerate(objective_part.risks):
                found = by_ref.get((part.ref, part.text)) if part.ref else None
                if found is None:
                    found = _RiskFound(row_of(Risk, part, plan=self.plan, responsible=""))
                    risks.append(found)
                    by_ref[part.ref, part.text] = found
                found.add(part)
                links.append(
                    ObjectiveRisk(
                        objective=objective,
                        risk=found.risk,
                        position=place,
                        responsible=part.responsible,
                    )
                )
        self._create(Risk, [found.risk for found in risks])
        self._create(ObjectiveRisk, links)
        self._risk_cells = {found.risk.pk: "\n".join(found.cells) for found in risks}
        self._create(RiskAssessment, filter(None, map(self._assessment, risks)))

    def _assessment(self, found: _RiskFound) -> RiskAssessment | None:
        if not found.scores:
            return None
        scale = self.plan.risk_scale
        return RiskAssessment(
            risk=found.risk,
            **{axis: scale.step(axis, label) for axis, label in found.scores.items()},
            assessed_on=timezone.localdate(),
            assessor_name=str(self.author or ""),
        )

    # Names

    def _link_names(self) -> None:
        """Connect each part with the people, divisions and strategies its cells mean."""
        for model, rows in self._named.items():
            if issubclass(model, Responsible):
                parties = [(row, self.names.parties(self._cell(row))) for row in rows]
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

    def _cell(self, row: Any) -> str:
        """Who is responsible; of a risk, as printed at all of its places."""
        return self._risk_cells[row.pk] if isinstance(row, Risk) else row.responsible

    def _join(
        self, model: type[models.Model], field: str, pairs: Iterator[tuple[Any, Any]]
    ) -> None:
        through = getattr(model, field).through
        own = model._meta.model_name
        related: Any = model._meta.get_field(field).related_model
        other = related._meta.model_name
        through.objects.bulk_create(
            [through(**{f"{own}_id": row.pk, f"{other}_id": one.pk}) for row, one in pairs]
        )


@dataclass
class _RiskFound:
    """A risk gathered from all the objectives that it stands under."""

    risk: Risk
    scores: dict[str, str] = field(default_factory=dict)
    cells: list[str] = field(default_factory=list)
    """Who is responsible, as printed at each of its places."""

    def add(self, part: RiskPart) -> None:
        """A score given at one of its places holds for all of them."""
        for axis in RiskScaleStep.Axis.values:
            if label := getattr(part, axis):
                self.scores.setdefault(axis, label)
        if part.responsible and part.responsible not in self.cells:
            self.cells.append(part.responsible)
        self.risk.responsible = self.risk.responsible or part.responsible


class _Frameworks:
    """The frameworks with their outcomes and aims, read once, found by their words."""

    def __init__(self) -> None:
        self._frameworks = {name_key(f.name): f for f in OutcomeFramework.objects.all()}
        self._outcomes: dict[tuple[int | None, str], Outcome] = {
            (outcome.framework_id, name_key(outcome.name)): outcome
            for outcome in Outcome.objects.all()
        }
        self._aims = {(aim.outcome_id, name_key(aim.text)): aim for aim in Aim.objects.all()}

    def framework(self, name: str) -> OutcomeFramework | None:
        """By its name, also where the paper puts its abbreviation after it: "… (ECM)"."""
        plain = re.sub(r"\s*\([^()]*\)$", "", name)
        return self._frameworks.get(name_key(name)) or self._frameworks.get(name_key(plain))

    def outcome(self, appendix: Appendix, part: OutcomePart) -> Outcome | None:
        return self._outcomes.get((appendix.framework_id, name_key(part.outcome)))

    def aim(self, outcome: Outcome | None, text: str) -> Aim | None:
        return self._aims.get((outcome.pk, name_key(text))) if outcome else None
