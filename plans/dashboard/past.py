"""How a plan stood at the end of a past day, rebuilt from the audit trail.

Actions, figures of KPIs and scores of risks are as they were known on that day. Lists are not
kept for a past day, so nothing leads to one; of acceptances and reviews of risks nothing is said.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from typing import Any

from django.utils import timezone

from accounts.capabilities import Capability
from accounts.models import User
from core.dates import in_words
from plans.comparing.past import plan_as_it_was
from plans.dashboard.standing import Standing
from plans.kpis.lineage import fetch_lineage
from plans.kpis.quarters import year_counted
from plans.models import CriticalAction, Indicator, Plan, RiskAssessment
from plans.rag import Rating, rate
from plans.reading import PlanReading


class StandingThen(Standing):
    """A plan as it stood at the end of a day."""

    def __init__(self, then: PlanReading, day: date, reader: User) -> None:
        super().__init__([then.plan], {}, day, reader)
        self._then = then

    def _list(self, name: str, **more: str) -> str:
        return ""

    @cached_property
    def actions(self) -> list[CriticalAction]:
        return [
            action
            for appendix in self._then.appendices
            for block in appendix.blocks.all()
            for objective in block.objectives.all()
            for action in objective.actions.all()
        ]

    @cached_property
    def _rated(self) -> list[Rating]:
        kpis: list[Indicator] = [
            kpi
            for appendix in self._then.appendices
            for block in appendix.blocks.all()
            for objective in block.objectives.all()
            for kpi in objective.indicators.all()
        ]
        fetch_lineage(kpi for kpi in kpis if kpi.seasonal)
        plan = self._then.plan
        year = year_counted(plan, self.today)
        return [rate(kpi, year, plan.rag_definition) for kpi in kpis]

    @cached_property
    def risks(self) -> list[Any]:
        scale = self._then.scale
        found = []
        for risk in self._then.plan.risks.all():
            assessed = risk.latest(RiskAssessment.Kind.CURRENT, self.today)
            if assessed is not None and assessed.score is not None:
                scored = scale.scored(assessed.score)
                found.append(RiskThen(risk.pk, risk.ref, risk.text, assessed.score, scored.band))
        return sorted(found, key=lambda risk: (-risk.score_now, risk.pk))


@dataclass(frozen=True)
class RiskThen:
    """A risk with the score that it had."""

    pk: int
    ref: str
    text: str
    score_now: int
    band: Any


@dataclass(frozen=True)
class PlanThen:
    """A plan on a past day: how it stood, or why that is not told."""

    plan: Plan
    day: date
    standing: StandingThen | None = None
    why_not: str = ""
    status: str = ""
    """The status that it had, in words."""
    was_approved: bool = False


def stood_then(plan: Plan, day: date, reader: User) -> PlanThen:
    """How a plan stood at the end of a day, for somebody who may read it today.

    Whoever reads plans of its directorate in every state is told of every day; others of days
    on which the plan was already before their committee, or published.
    """
    then = plan_as_it_was(plan, timezone.make_aware(datetime.combine(day, time.max)))
    if then is None:
        return PlanThen(plan, day, why_not=f"The plan had not been begun by {in_words(day)}.")
    if not _told_to(reader, plan, then.plan.status):
        return PlanThen(
            plan, day, why_not=f"The plan was not yet before the committee on {in_words(day)}."
        )
    return PlanThen(
        plan,
        day,
        StandingThen(then, day, reader),
        status=then.plan.get_status_display(),
        was_approved=then.plan.is_approved,
    )


def _told_to(reader: User, plan: Plan, status: str) -> bool:
    if status == Plan.Status.PUBLISHED or plan.allows(reader, Capability.READ_PLANS):
        return True
    committees = reader.reach(Capability.READ_SUBMITTED_PLANS).committees
    return status in Plan.SUBMITTED_STATES and plan.directorate.committee_id in committees
