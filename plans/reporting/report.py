"""What the report of a period prints: of a closed one its frozen record alone, by exception."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from plans.models import PeriodEvent, ReportingPeriod
from plans.rag import Rag
from plans.reporting.frozen import frozen

Row = dict[str, Any]
_WORST_FIRST = {str(rag): place for place, rag in enumerate((Rag.RED, Rag.AMBER, Rag.GREEN))}
_STATUSES = ("red", "amber", "grey", "green", "blue")


@dataclass(frozen=True)
class Counted:
    """How many actions stand in one way."""

    word: str
    colour: str
    number: int


class PeriodReport:
    """A period's report. While the period is not closed it shows what would be kept today."""

    def __init__(self, period: ReportingPeriod) -> None:
        self.period = period

    @cached_property
    def record(self) -> Row:
        """What was shown, in words. Nothing of a closed period is looked up anew.

        Records of the first months lack what was added to them later; they print without.
        """
        if self.period.is_closed:
            closing = self.period.events.filter(kind=PeriodEvent.Kind.CLOSED).last()
            if closing is not None and closing.frozen is not None:
                return closing.frozen
        return frozen(self.period)

    @property
    def is_of_a_year(self) -> bool:
        """Whether it is the annual report, with the progress of every action."""
        return self.period.kind == ReportingPeriod.Kind.YEAR_END

    @property
    def title(self) -> str:
        kind = "Annual progress" if self.is_of_a_year else f"Progress report, {self._named}"
        return f"{self.record['plan']}: {kind}"

    @property
    def _named(self) -> str:
        name: str = self.record["period"]
        return name[:1].lower() + name[1:]

    def file_name(self, suffix: str) -> str:
        """For example childrens-services-2026-27-quarter-2.pdf."""
        return self.period.plan.file_name(suffix).replace(
            f".{suffix}", f"-{self.period.name.lower().replace(' ', '-')}.{suffix}"
        )

    @cached_property
    def objectives(self) -> list[Row]:
        return list(self.record["objectives"])

    @cached_property
    def actions(self) -> list[Row]:
        """Every action with the ref of its objective, in print order."""
        return [
            {**action, "objective": _name(objective)}
            for objective in self.objectives
            for action in objective["actions"]
        ]

    @property
    def counts(self) -> list[Counted]:
        """How many actions stand in each way, the most pressing first."""
        numbers = Counter((action["status"], action["colour"]) for action in self.actions)
        rows = [Counted(word, colour, number) for (word, colour), number in numbers.items()]
        return sorted(rows, key=lambda row: (_STATUSES.index(row.colour), row.word))

    @property
    def pressing(self) -> list[Row]:
        """The actions that are red or overdue."""
        return [action for action in self.actions if action["colour"] == "red"]

    @property
    def slipping(self) -> list[Row]:
        return [action for action in self.actions if action["colour"] == "amber"]

    @property
    def others(self) -> list[Row]:
        """The actions without exception, told in brief."""
        return [action for action in self.actions if action["colour"] not in ("red", "amber")]

    @property
    def kpis(self) -> list[Row]:
        """Every KPI with the ref of its objective, those off target first."""
        rows = [
            {**kpi, "objective": _name(objective)}
            for objective in self.objectives
            for kpi in objective["kpis"]
        ]
        return sorted(rows, key=lambda row: _WORST_FIRST.get(row["colour"], len(_WORST_FIRST)))

    @property
    def on_target(self) -> str:
        """ "3 of 7 KPIs are on target"; without those that are only watched or not rated."""
        rated = [row for row in self.kpis if row["colour"] in _WORST_FIRST]
        met = sum(row["colour"] == Rag.GREEN for row in rated)
        told = [f"{met} of {len(rated)} rated KPIs {'is' if met == 1 else 'are'} on target"]
        if without := len(self.kpis) - len(rated):
            told.append(f"{without} {'is' if without == 1 else 'are'} not rated")
        return f"{'; '.join(told)}."

    @property
    def noted(self) -> list[Row]:
        """The KPIs of whose figure a reader must know something, or where it is from."""
        return [row for row in self.kpis if row.get("note") or row.get("source")]

    @property
    def charts(self) -> list[Row]:
        """The KPIs that were drawn."""
        return [row for row in self.kpis if row.get("chart")]

    @property
    def risks(self) -> list[Row]:
        """Each scored risk once, the highest score first."""
        found = {
            (risk["ref"], risk["text"]): risk
            for objective in self.objectives
            for risk in objective["risks"]
            if risk["score"] is not None
        }
        return sorted(found.values(), key=lambda risk: -risk["score"])


def _name(objective: Row) -> str:
    return str(objective["ref"] or objective["text"])
