"""The report of a period, read from its record and from nothing else.

A closed period is told by the record of its last closing; one that is not closed by what
would be kept if it were closed now. Records of earlier days lack what is told since, so
that everything beyond their first shape is read with care.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from itertools import groupby
from typing import Any

from django.utils.text import slugify

from plans.models import PeriodEvent, ProgressUpdate, ReportingPeriod
from plans.reporting.frozen import frozen

Row = dict[str, Any]

_BRAG = (
    # Colour, its word, what it means: as in the key and the counts.
    ("red", "Red", "Overdue, or reported as off track"),
    ("amber", "Amber", "Slipping"),
    ("green", "Green", "On track"),
    ("blue", "Blue", "Complete"),
    ("grey", "Grey", "Not started, or cancelled"),
)
_WORST_FIRST = {"Red": 0, "Amber": 1, "Green": 2, "Grey": 3}
_REST = ("On track", "Complete", "Not started", "Cancelled")


class PeriodReport:
    """What a period's report prints, sorted as a committee reads it: the worst first."""

    def __init__(self, period: ReportingPeriod) -> None:
        self.period = period

    def __str__(self) -> str:
        return f"{self.title}, {self.record['plan']}"

    @cached_property
    def record(self) -> Row:
        if self.period.is_closed:
            closings = self.period.events.filter(kind=PeriodEvent.Kind.CLOSED)
            closing = closings.order_by("-pk").values_list("frozen", flat=True).first()
            if closing is not None:
                return closing
        return frozen(self.period)

    @property
    def is_annual(self) -> bool:
        """Whether it tells of the whole year."""
        kind = self.record.get("kind", self.period.kind)
        return bool(kind == ReportingPeriod.Kind.YEAR_END)

    @property
    def title(self) -> str:
        if self.is_annual:
            return f"Annual progress report {self.record['year']}"
        return f"Progress report: {self.record['period']}, {self.record['year']}"

    @property
    def stands(self) -> str:
        """Of which day it is, and whether it is final."""
        day = self.record["on"]
        return f"Closed on {day}" if self.period.is_closed else f"Not closed: as it stands on {day}"

    def file_name(self, suffix: str) -> str:
        """ "adult-social-care-2026-27-quarter-2-progress.pdf"."""
        record = self.record
        named = f"{record['directorate']} {record['year']} {record['period']} progress"
        return f"{slugify(named.replace('/', '-'))}.{suffix}"

    # Actions

    @cached_property
    def actions(self) -> list[Row]:
        """Every action in print order, each with its objective."""
        return [
            {**action, "objective": objective}
            for objective in self.record["objectives"]
            for action in objective["actions"]
        ]

    @property
    def red(self) -> list[Row]:
        """Overdue or off track."""
        return self._coloured("red")

    @property
    def amber(self) -> list[Row]:
        """Slipping."""
        return self._coloured("amber")

    @property
    def rest(self) -> list[tuple[str, list[Row]]]:
        """All others by their status, those of which there are any."""
        return [
            (status, found)
            for status in _REST
            if (found := [row for row in self.actions if row["status"] == status])
        ]

    def _coloured(self, colour: str) -> list[Row]:
        return [row for row in self.actions if row["colour"] == colour]

    @property
    def counts(self) -> list[tuple[str, str, str, int]]:
        """Colour, word, meaning and number of actions."""
        return [
            (colour, word, meaning, len(self._coloured(colour))) for colour, word, meaning in _BRAG
        ]

    @property
    def brag_key(self) -> list[tuple[str, str, str]]:
        """What the colours of actions mean."""
        return list(_BRAG)

    @property
    def not_confirmed(self) -> list[Row]:
        """Actions of which nobody reported and which were carried."""
        return [row for row in self.actions if row["report"] == ProgressUpdate.NOT_CONFIRMED]

    # KPIs

    @cached_property
    def kpis(self) -> list[Row]:
        """All KPIs, those off target first; what is only watched comes last."""
        found = [
            {**kpi, "objective": objective, "refs_printed": " / ".join(kpi["refs"])}
            for objective in self.record["objectives"]
            for kpi in objective["kpis"]
        ]
        return sorted(found, key=lambda kpi: _WORST_FIRST.get(kpi["rating"], len(_WORST_FIRST)))

    @property
    def rated(self) -> list[Row]:
        """The KPIs with a target and a figure."""
        return [kpi for kpi in self.kpis if kpi["rating"] in ("Red", "Amber", "Green")]

    @property
    def on_target(self) -> list[Row]:
        return [kpi for kpi in self.kpis if kpi["rating"] == "Green"]

    @property
    def figures_of(self) -> str:
        """Of what its figures are, as the head of their column."""
        if self.is_annual:
            return f"Outturn {self.year_of_figures}"
        return str(self.record.get("quarter", "Actual"))

    @property
    def year_of_figures(self) -> str:
        return str(self.record.get("figures_year", self.record["year"]))

    @property
    def has_figures(self) -> bool:
        """Whether the record tells more of its KPIs than target and actual."""
        return any("figure" in kpi for kpi in self.kpis)

    @property
    def charts(self) -> list[Row]:
        """The KPIs whose target and actual can be drawn over the years, in print order."""
        drawn = [kpi for part in self.record["objectives"] for kpi in part["kpis"]]
        return [
            {**kpi, "refs_printed": " / ".join(kpi["refs"])} for kpi in drawn if kpi.get("chart")
        ]

    @property
    def charts_expect(self) -> bool:
        """Whether a figure that is drawn is only expected."""
        return any(kpi["chart"]["has_expected"] for kpi in self.charts)

    # Risks

    @cached_property
    def risks(self) -> list[Row]:
        """Each risk once, with the objectives that it threatens, the highest score first."""
        found: dict[Any, Row] = {}
        for objective in self.record["objectives"]:
            for risk in objective["risks"]:
                key = risk.get("key") or (risk["ref"], risk["text"])
                row = found.setdefault(key, {**risk, "objectives": []})
                row["objectives"].append(objective["ref"] or objective["text"])
        return sorted(found.values(), key=lambda risk: -(risk["score"] or 0))

    @property
    def high_risks(self) -> list[Row]:
        """Above the council's appetite, or in the highest band."""
        return [risk for risk in self.risks if self._is_high(risk)]

    @property
    def other_risks(self) -> list[Row]:
        return [risk for risk in self.risks if not self._is_high(risk)]

    def _is_high(self, risk: Row) -> bool:
        bands = self.record["bands"]
        in_highest = bool(bands) and risk["band"] == bands[-1][0]
        return in_highest or bool(risk.get("above_appetite"))

    @property
    def above_appetite(self) -> list[Row]:
        return [risk for risk in self.risks if risk.get("above_appetite")]

    # The summary layout

    @property
    def appendices(self) -> list[tuple[str, list[tuple[Row, list[Row]]]]]:
        """The objectives by appendix and outcome: each appendix's heading, then its outcomes."""
        found = []
        for _, parts in _together(self.record["objectives"], "appendix_key"):
            outcomes = [(inside[0], inside) for _, inside in _together(parts, "outcome_key")]
            found.append((parts[0].get("appendix", "Objectives and actions"), outcomes))
        return found


def _together(parts: Iterable[Row], key: str) -> list[tuple[Any, list[Row]]]:
    return [(value, list(found)) for value, found in groupby(parts, key=lambda row: row.get(key))]
