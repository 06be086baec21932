"""A whole plan, read with a constant number of queries and in the shape that is printed.

Screen, PDF, export and warnings all read a plan through `PlanReading`, so that each figure
and number is worked out once, in one place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Prefetch, prefetch_related_objects

from council.models import Council, Division, Strategy
from plans.kpis.quarters import year_counted
from plans.models import (
    Appendix,
    CriticalAction,
    Indicator,
    Objective,
    ObjectiveRisk,
    OutcomeBlock,
    Paragraph,
    Plan,
    Risk,
    RiskAssessment,
    RiskBand,
    RiskScale,
    RiskScaleStep,
    Section,
)
from plans.models.risk_scale import Scored, score_in_words
from plans.movement import Movement
from plans.rag import Rating, rate


@dataclass(frozen=True)
class KpiRow:
    """A KPI as it stands in a table: one cell for each year column of its appendix."""

    indicator: Indicator
    actuals: list[str]
    targets: list[str]
    rating: Rating | None


@dataclass(frozen=True)
class RiskRow:
    """A risk as it stands under an objective."""

    link: ObjectiveRisk
    impact: RiskScaleStep | None
    probability: RiskScaleStep | None
    score: int | None
    band: RiskBand | None
    inherent: Scored
    target: Scored
    movement: Movement | None
    """How the score moved since the review before."""

    @property
    def risk(self) -> Risk:
        return self.link.risk

    @property
    def score_in_words(self) -> str:
        """ "12 Amber"; empty for a risk not yet scored."""
        return score_in_words(self.score, self.band)


@dataclass(frozen=True)
class ObjectiveReading:
    """An objective with everything under it, in print order."""

    objective: Objective
    actions: list[CriticalAction]
    kpis: list[KpiRow]
    risks: list[RiskRow]


@dataclass(frozen=True)
class BlockReading:
    """An outcome with its objectives."""

    block: OutcomeBlock
    objectives: list[ObjectiveReading]


@dataclass(frozen=True)
class AppendixReading:
    """An appendix with its outcomes and the year columns of all its KPI tables."""

    appendix: Appendix
    blocks: list[BlockReading]
    target_years: list[str]
    actual_years: list[str]
    has_baselines: bool


@dataclass(frozen=True)
class MatrixCell:
    """A cell of the risk matrix: its score, band and the risks that stand in it."""

    impact: RiskScaleStep
    probability: RiskScaleStep
    score: int
    band: RiskBand | None
    risks: list[Risk]


@dataclass(frozen=True)
class RisksOfCell:
    """The risks behind a cell of the matrix, each with the objectives it threatens."""

    cell: MatrixCell
    risks: list[tuple[Risk, list[Objective]]]


class PlanReading:
    """One plan with all its parts. Everything is fetched when it is first asked for.

    With a day its risks are scored as they were on that day, by the plan's own scale, which
    never changes: a new scale never re-colours the past.
    """

    def __init__(self, plan: Plan, *, on: date | None = None) -> None:
        self.plan = plan
        self.on = on

    @cached_property
    def sections(self) -> list[Section]:
        return list(self.plan.sections.prefetch_related("paragraphs__bullets"))

    @cached_property
    def appendices(self) -> list[Appendix]:
        risks = ObjectiveRisk.objects.select_related("risk").prefetch_related(
            Prefetch("risk__assessments"),
            "risk__assessments__impact",
            "risk__assessments__probability",
            "risk__controls",
            "risk__acceptances",
        )
        return list(
            self.plan.appendices.select_related("framework").prefetch_related(
                "blocks__objectives__actions__updates__period",
                "blocks__objectives__indicators__targets",
                "blocks__objectives__indicators__actuals",
                "blocks__objectives__indicators__quarters",
                Prefetch("blocks__objectives__objective_risks", queryset=risks),
            )
        )

    @cached_property
    def scale(self) -> RiskScale:
        """The plan's risk scale with its steps and bands."""
        prefetch_related_objects([self.plan.risk_scale], "steps", "bands")
        return self.plan.risk_scale

    @property
    def bands(self) -> list[RiskBand]:
        return list(self.scale.bands.all())

    @cached_property
    def council(self) -> Council:
        return Council.current()

    @property
    def council_name(self) -> str:
        """The council's name as the plan states it, else as it is called now."""
        return self.plan.council_name or self.council.name

    def paragraph_number(self, paragraph: Paragraph) -> str:
        """The number printed before a paragraph: as typed, or counted through its section."""
        return self._numbers.get(paragraph.pk, "")

    @cached_property
    def _numbers(self) -> dict[int, str]:
        automatic = self.plan.numbering == Plan.Numbering.AUTOMATIC
        numbers = {}
        for place, section in enumerate(self.sections, start=1):
            head = section.number.rstrip(".") or str(place)
            for count, paragraph in enumerate(section.paragraphs.all(), start=1):
                numbers[paragraph.pk] = f"{head}.{count}" if automatic else paragraph.number
        return numbers

    # The tables of the appendices

    @cached_property
    def appendix_readings(self) -> list[AppendixReading]:
        return [self._read_appendix(appendix) for appendix in self.appendices]

    def _read_appendix(self, appendix: Appendix) -> AppendixReading:
        indicators = [
            indicator
            for block in appendix.blocks.all()
            for objective in block.objectives.all()
            for indicator in objective.indicators.all()
        ]
        target_years = {target.year for kpi in indicators for target in kpi.targets.all()}
        actual_years = {actual.year for kpi in indicators for actual in kpi.actuals.all()}
        if indicators and (self.plan.is_of_one_year or not target_years):
            target_years.add(self.plan.year)
        targets, actuals = sorted(target_years), sorted(actual_years)
        return AppendixReading(
            appendix=appendix,
            blocks=[
                BlockReading(
                    block,
                    [
                        ObjectiveReading(
                            objective,
                            list(objective.actions.all()),
                            [
                                self._kpi_row(kpi, targets, actuals)
                                for kpi in objective.indicators.all()
                            ],
                            [self._risk_row(link) for link in objective.objective_risks.all()],
                        )
                        for objective in block.objectives.all()
                    ],
                )
                for block in appendix.blocks.all()
            ],
            target_years=targets,
            actual_years=actuals,
            has_baselines=any(indicator.baseline_text for indicator in indicators),
        )

    def _kpi_row(self, indicator: Indicator, targets: list[str], actuals: list[str]) -> KpiRow:
        by_year = {target.year: target.text for target in indicator.targets.all()}
        reported = {actual.year: actual.printed for actual in indicator.actuals.all()}
        for target in indicator.targets.all():
            target.indicator = indicator
        year = year_counted(self.plan)
        rated = rate(indicator, year, self.plan.rag_definition)
        return KpiRow(
            indicator,
            [reported.get(year, "") for year in actuals],
            [by_year.get(year, "") for year in targets],
            rated if _is_reported(indicator, year) else None,
        )

    def _risk_row(self, link: ObjectiveRisk) -> RiskRow:
        risk, kinds = link.risk, RiskAssessment.Kind
        risk.plan = self.plan
        found = {kind: risk.latest(kind, self.on) for kind in kinds}
        current = found[kinds.CURRENT]
        scored = {
            kind: self.scale.scored(each.score if each else None) for kind, each in found.items()
        }
        return RiskRow(
            link,
            current.impact if current else None,
            current.probability if current else None,
            scored[kinds.CURRENT].score,
            scored[kinds.CURRENT].band,
            scored[kinds.INHERENT],
            scored[kinds.TARGET],
            risk.movement_on(self.on),
        )

    def objectives(self) -> Iterator[ObjectiveReading]:
        """Every objective of the plan in print order."""
        for appendix in self.appendix_readings:
            for block in appendix.blocks:
                yield from block.objectives

    # Risks of the whole plan

    @cached_property
    def risks(self) -> list[RiskRow]:
        """Each risk once, in the order in which the plan first names it."""
        seen: dict[int, RiskRow] = {}
        for objective in self.objectives():
            for row in objective.risks:
                seen.setdefault(row.risk.pk, row)
        return list(seen.values())

    @property
    def has_inherent_scores(self) -> bool:
        """Whether any risk says what it would be without controls; else no column is shown."""
        return any(row.inherent.score is not None for row in self.risks)

    @property
    def has_target_scores(self) -> bool:
        """Whether any risk says what shall be left of it; else no column is shown."""
        return any(row.target.score is not None for row in self.risks)

    @property
    def risks_by_cell(self) -> list[RisksOfCell]:
        """The scored risks by cell of the matrix, the highest score first."""
        cells = [cell for _, row in self.matrix for cell in row if cell.risks]
        cells.sort(key=lambda cell: -cell.score)
        return [RisksOfCell(cell, self._with_objectives(cell.risks)) for cell in cells]

    @property
    def unscored_with_objectives(self) -> list[tuple[Risk, list[Objective]]]:
        """The risks not yet scored, each with the objectives it threatens."""
        return self._with_objectives([row.risk for row in self.risks if row.score is None])

    def _with_objectives(self, risks: list[Risk]) -> list[tuple[Risk, list[Objective]]]:
        return [(risk, self._objectives_by_risk[risk.pk]) for risk in risks]

    @cached_property
    def _objectives_by_risk(self) -> dict[int, list[Objective]]:
        threatened: dict[int, list[Objective]] = {}
        for reading in self.objectives():
            for number in dict.fromkeys(row.risk.pk for row in reading.risks):
                threatened.setdefault(number, []).append(reading.objective)
        return threatened

    @cached_property
    def matrix(self) -> list[tuple[RiskScaleStep, list[MatrixCell]]]:
        """The risk matrix: a row for each step of impact, the highest first."""
        rows = []
        for impact in reversed(self.impact_steps):
            cells = []
            for probability in self.probability_steps:
                score = impact.value * probability.value
                there = [
                    row.risk
                    for row in self.risks
                    if row.impact == impact and row.probability == probability
                ]
                cells.append(MatrixCell(impact, probability, score, self.scale.band(score), there))
            rows.append((impact, cells))
        return rows

    @property
    def probability_steps(self) -> list[RiskScaleStep]:
        """The steps of probability from low to high: the columns of the matrix."""
        return self.scale.steps_of(RiskScaleStep.Axis.PROBABILITY)

    @property
    def impact_steps(self) -> list[RiskScaleStep]:
        """The steps of impact from low to high."""
        return self.scale.steps_of(RiskScaleStep.Axis.IMPACT)

    # What the key explains

    @cached_property
    def divisions_named(self) -> list[Division]:
        """The divisions that the plan names by a code, for the key of abbreviations."""
        paths = [
            "outcomeblocks__appendix__plan",
            "objectives__block__appendix__plan",
            "criticalactions__objective__block__appendix__plan",
            "indicators__objective__block__appendix__plan",
            "risks__plan",
        ]
        return _named(Division, paths, self.plan)

    @cached_property
    def strategies_named(self) -> list[Strategy]:
        """The linked plans and strategies that the plan names by a code."""
        paths = [
            "objectives__block__appendix__plan",
            "criticalactions__objective__block__appendix__plan",
        ]
        return [s for s in _named(Strategy, paths, self.plan) if s.code]


def _is_reported(indicator: Indicator, year: str) -> bool:
    return indicator.actual_for(year) is not None or bool(indicator.quarters_of(year))


def _named(model: type[Division] | type[Strategy], paths: list[str], plan: Plan) -> list:
    numbers: set[int] = set()
    for path in paths:
        numbers.update(model.objects.filter(**{path: plan}).values_list("pk", flat=True))
    return list(model.objects.filter(pk__in=numbers).exclude(name="").order_by("code"))
