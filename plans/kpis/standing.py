"""How a KPI stands: its figures year by year, and what its page tells of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from core.dates import read_year
from plans.kpis.acts import Actual
from plans.kpis.chart import Chart, chart_of
from plans.kpis.quarters import QUARTERS, Quarter, year_counted
from plans.kpis.travel import Direction, direction
from plans.kpis.year_end import YearEnd, year_end
from plans.models import Indicator, Plan
from plans.rag import Rating, rate


@dataclass(frozen=True)
class YearRow:
    """A year of a KPI: the figures of its quarters, what they come to, and the target."""

    year: str
    quarters: list[Actual | None]
    """Always four; None where no figure is held."""
    end: YearEnd
    target: str
    rating: Rating | None
    """None for a year without target or figure, which is nothing to rate."""


class KpiStanding:
    """A KPI of a plan, with what earlier plans reported of it (`fetch_lineage`)."""

    def __init__(self, indicator: Indicator, plan: Plan) -> None:
        self.indicator = indicator
        self.plan = plan

    @property
    def year(self) -> str:
        """The year that is told first."""
        return year_counted(self.plan)

    @cached_property
    def rating(self) -> Rating:
        return rate(self.indicator, self.year, self.plan.rag_definition)

    @cached_property
    def end(self) -> YearEnd:
        """What the year came to, or is expected to."""
        return year_end(self.indicator, self.year)

    @property
    def target(self) -> str:
        """The target of the year as printed."""
        target = self.indicator.target_for(self.year)
        return target.text if target else ""

    @cached_property
    def direction(self) -> Direction:
        return direction(self.indicator)

    @cached_property
    def chart(self) -> Chart | None:
        return chart_of(self.indicator)

    @cached_property
    def years(self) -> list[YearRow]:
        """Every year of which something is known, the latest first."""
        known = {target.year for target in self.indicator.targets.all()} | {self.year}
        for one in self.indicator.lineage():
            known |= {row.year for row in one.actuals.all()}
            known |= {row.year for row in one.quarters.all()}
        ordered = sorted(known, key=lambda year: (read_year(year) or 0, year), reverse=True)
        return [self._row(year) for year in ordered]

    def _row(self, year: str) -> YearRow:
        told = [one for one in self.indicator.lineage() if _tells_of(one, year)]
        teller = told[0] if told else self.indicator
        found = {row.quarter: row for row in teller.quarters_of(year)}
        target = self.indicator.target_for(year)
        rated = target is not None and teller is self.indicator and bool(told)
        return YearRow(
            year=year,
            quarters=[found.get(number) for number in range(1, QUARTERS + 1)],
            end=year_end(teller, year),
            target=target.text if target else "",
            rating=rate(self.indicator, year, self.plan.rag_definition) if rated else None,
        )

    @property
    def reported(self) -> list[tuple[Quarter, Actual]]:
        """What was reported in this plan, the latest quarter first; a year after its quarters."""
        found: list[tuple[Quarter, Actual]] = [
            *((Quarter(row.year), row) for row in self.indicator.actuals.all()),
            *((Quarter(row.year, row.quarter), row) for row in self.indicator.quarters.all()),
        ]
        return sorted(
            found,
            key=lambda each: (read_year(each[0].year) or 0, each[0].number or QUARTERS + 1),
            reverse=True,
        )


def _tells_of(indicator: Indicator, year: str) -> bool:
    return indicator.actual_for(year) is not None or bool(indicator.quarters_of(year))
