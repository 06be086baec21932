"""Making the rows of the new plan from those of the old one.

Each row knows the row that it came from (`carried_from`), with its words, refs, names and
links as they are; dates move on by the years between the plans.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db.models import Model

from core.dates import read_year
from core.moving_dates import moved_on
from plans.models import (
    Appendix,
    Bullet,
    CriticalAction,
    Indicator,
    IndicatorActual,
    IndicatorTarget,
    Objective,
    ObjectiveRisk,
    OutcomeBlock,
    Paragraph,
    Plan,
    Risk,
    RiskAssessment,
    RiskControl,
    RiskScaleStep,
    Section,
)
from plans.models.parts import Dated
from plans.reading import AppendixReading, ObjectiveReading, PlanReading
from plans.rolling.choice import Choice, outturn

Row = TypeVar("Row", bound=Model)
Pairs = list[tuple[Row, Row]]

_NEVER_COPIED = {"id", "revision", "carried_from"}
YEARS_OF_ACTUALS = 2
"""How many years' figures go with a KPI: the outturn and the one it is seen beside."""


class Carrying:
    """One roll forward: from a plan that was read into a new, empty one."""

    def __init__(self, reading: PlanReading, new: Plan, choice: Choice) -> None:
        self.reading = reading
        self.old, self.new = reading.plan, new
        self.choice = choice
        self.years = new.start.year - self.old.start.year if choice.move_dates else 0
        self.unscored: list[Risk] = []
        """Risks whose score the new plan's scale does not know; they are to be scored anew."""

    def carry(self) -> dict[str, int]:
        """Make all chosen parts; returns how many of each kind, for the message."""
        self._narrative()
        objectives = self._appendices()
        counts = {"objective": len(objectives)}
        taken = {part.objective.pk: part for part in self.reading.objectives()}
        parts = [(taken[old.pk], new) for old, new in objectives]
        counts["action"] = self._actions(parts)
        counts["KPI"] = self._indicators(parts)
        counts["risk"] = self._risks(parts)
        return counts

    def _narrative(self) -> None:
        sections = self._copy(
            Section,
            [(s, {"plan": self.new}) for s in self.reading.sections if self._has("section", s)],
        )
        paragraphs = self._copy(
            Paragraph,
            [(p, {"section": new}) for old, new in sections for p in old.paragraphs.all()],
        )
        self._copy(
            Bullet, [(b, {"paragraph": new}) for old, new in paragraphs for b in old.bullets.all()]
        )

    def _appendices(self) -> Pairs[Objective]:
        kept = [
            (appendix, self._blocks_kept(appendix)) for appendix in self.reading.appendix_readings
        ]
        appendices = self._copy(
            Appendix,
            [
                (appendix.appendix, {"plan": self.new})
                for appendix, blocks in kept
                if blocks or not appendix.blocks
            ],
        )
        by_appendix = {old.pk: new for old, new in appendices}
        blocks = self._copy(
            OutcomeBlock,
            [
                (block, {"appendix": by_appendix[appendix.appendix.pk]})
                for appendix, blocks in kept
                for block, _ in blocks
            ],
        )
        by_block = {old.pk: new for old, new in blocks}
        return self._copy(
            Objective,
            [
                (objective, {"block": by_block[block.pk]})
                for _, blocks in kept
                for block, objectives in blocks
                for objective in objectives
            ],
        )

    def _blocks_kept(self, appendix: AppendixReading) -> list[tuple[OutcomeBlock, list[Objective]]]:
        """The outcomes of an appendix that are carried, each with its objectives that are."""
        blocks = [
            (b.block, [part.objective for part in b.objectives if self.choice.takes(part)])
            for b in appendix.blocks
        ]
        return [(b, parts) for b, parts in blocks if parts or self._has("outcome", b)]

    def _actions(self, parts: list[tuple[ObjectiveReading, Objective]]) -> int:
        carried = self._copy(
            CriticalAction,
            [
                (
                    action,
                    {
                        "objective": new,
                        "status": CriticalAction.Status.NOT_STARTED,
                        "milestones": moved_on(action.milestones, self.years),
                    },
                )
                for part, new in parts
                for action in part.actions
                if self._has("action", action)
            ],
        )
        return len(carried)

    def _indicators(self, parts: list[tuple[ObjectiveReading, Objective]]) -> int:
        carried = self._copy(
            Indicator,
            [
                (row.indicator, {"objective": new, **self._baseline(row.indicator)})
                for part, new in parts
                for row in part.kpis
                if self._has("kpi", row.indicator)
            ],
        )
        first = self.new.start.year
        self._copy(
            IndicatorTarget,
            [
                (target, {"indicator": new})
                for old, new in carried
                for target in old.targets.all()
                if (read_year(target.year) or 0) >= first
            ],
        )
        self._copy(
            IndicatorActual,
            [
                (actual, {"indicator": new})
                for old, new in carried
                for actual in old.actuals.all()
                if first - YEARS_OF_ACTUALS <= (read_year(actual.year) or 0) < first
            ],
        )
        return len(carried)

    def _baseline(self, indicator: Indicator) -> dict[str, str]:
        if not self._has("baseline", indicator):
            return {}
        return {"baseline_text": outturn(indicator, self.old)}

    def _risks(self, parts: list[tuple[ObjectiveReading, Objective]]) -> int:
        links = [
            (row.link, new)
            for part, new in parts
            for row in part.risks
            if self._has("risk", row.link)
        ]
        risks = {link.risk_id: link.risk for link, _ in links}
        carried = self._copy(Risk, [(risk, {"plan": self.new}) for risk in risks.values()])
        by_risk = {old.pk: new for old, new in carried}
        self._copy(
            ObjectiveRisk,
            [(link, {"objective": new, "risk": by_risk[link.risk_id]}) for link, new in links],
        )
        self._assessments(carried)
        self._controls(carried)
        return len(carried)

    def _assessments(self, carried: Pairs[Risk]) -> None:
        """The scores now, each with its own day, assessor and reason, as far as the new scale
        has their steps."""
        steps = _matching_steps(self.old, self.new)
        wanted = []
        for old, new in carried:
            for latest in filter(None, map(old.latest, RiskAssessment.Kind)):
                scored = [pk for pk in (latest.impact_id, latest.probability_id) if pk is not None]
                if any(pk not in steps for pk in scored):
                    if latest.kind == RiskAssessment.Kind.CURRENT:
                        self.unscored.append(new)
                    continue
                changes = {
                    "risk": new,
                    "impact": steps.get(latest.impact_id or 0),
                    "probability": steps.get(latest.probability_id or 0),
                }
                wanted.append((latest, changes))
        self._copy(RiskAssessment, wanted)

    def _controls(self, carried: Pairs[Risk]) -> None:
        """The controls in place, and the mitigations still to be done, due when they were due:
        a mitigation that is late does not become punctual by being carried."""
        self._copy(
            RiskControl,
            [
                (control, {"risk": new})
                for old, new in carried
                for control in old.controls.all()
                if control.is_unfinished
            ],
        )

    def _has(self, kind: str, row: Model) -> bool:
        return self.choice.has(kind, row.pk)

    def _copy(self, model: type[Row], wanted: Iterable[tuple[Row, dict[str, Any]]]) -> Pairs[Row]:
        """Add a copy of each row with other values for some fields, and with its links."""
        pairs = [(old, self._copied(old, changes)) for old, changes in wanted]
        model._default_manager.bulk_create([new for _, new in pairs])
        for field in model._meta.many_to_many:
            through: Any = field.remote_field.through
            if through._meta.auto_created:
                _copy_links(field, {old.pk: new.pk for old, new in pairs})
        return pairs

    def _copied(self, old: Row, changes: dict[str, Any]) -> Row:
        values = {
            field.attname: getattr(old, field.attname)
            for field in old._meta.concrete_fields
            if field.name not in _NEVER_COPIED and field.name not in changes
        }
        new = type(old)(**values, **changes)
        if hasattr(new, "carried_from_id"):
            new.carried_from_id = old.pk
        if isinstance(new, Dated):
            new.start_text = moved_on(new.start_text, self.years)
            new.finish_text = moved_on(new.finish_text, self.years)
            new.read_dates()
        return new


def _copy_links(field: Any, numbers: dict[int, int]) -> None:
    """People, divisions or strategies of the new rows: those of the old ones."""
    through = field.remote_field.through
    here, there = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
    rows = through._default_manager.filter(**{f"{here}__in": numbers}).order_by("pk")
    through._default_manager.bulk_create(
        through(**{here: numbers[getattr(row, here)], there: getattr(row, there)}) for row in rows
    )


def _matching_steps(old: Plan, new: Plan) -> dict[int, RiskScaleStep]:
    """By the number of a step of the old plan's scale, the same step of the new plan's scale."""
    if old.risk_scale_id == new.risk_scale_id:
        return {step.pk: step for step in new.risk_scale.steps.all()}
    known = {(s.axis, s.label, s.name, s.value): s for s in new.risk_scale.steps.all()}
    keys = {s.pk: (s.axis, s.label, s.name, s.value) for s in old.risk_scale.steps.all()}
    return {pk: known[key] for pk, key in keys.items() if key in known}
