"""What looks wrong in a plan and what the committee will ask, by the part it stands in.

Each part that has remarks comes once, in the order of the plan; remarks on an action, KPI
or risk stand with its objective, those on a paragraph with its section.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from plans.cards import address_of
from plans.models import Plan
from plans.readiness import questions_in
from plans.reading import PlanReading
from plans.warned.warning import PlanWarning, short
from plans.warnings import warnings_in


@dataclass(frozen=True)
class Remark:
    """A warning or question, with the address at which one can do something about it."""

    remark: PlanWarning
    url: str


@dataclass
class PartWithRemarks:
    """A part of the plan with all that is remarked on it."""

    heading: str
    above: str
    """The appendix it stands in, if any."""
    warnings: list[Remark] = field(default_factory=list)
    questions: list[Remark] = field(default_factory=list)


class Remarks:
    """All remarks on a plan. Who may write it is led to where a part is written."""

    def __init__(self, reading: PlanReading, *, writing: bool) -> None:
        self.plan: Plan = reading.plan
        self._reading = reading
        self._writing = writing
        self.warnings = warnings_in(reading)
        self.questions = questions_in(reading)

    @property
    def summary(self) -> str:
        """How much is left, in words: "3 warnings in 2 parts; the committee will ask …"."""
        if not self.warnings and not self.questions:
            return "Nothing in this plan looks wrong, and nothing is left for the committee to ask."
        return f"{self._warned}; {self._asked}."

    @property
    def _warned(self) -> str:
        if not self.warnings:
            return "Nothing looks wrong"
        parts = sum(1 for part in self.parts if part.warnings)
        return f"{_counted(len(self.warnings), 'warning')} in {_counted(parts, 'part')}"

    @property
    def _asked(self) -> str:
        if not self.questions:
            return "the committee will have nothing to ask"
        return f"the committee will ask {_counted(len(self.questions), 'question')}"

    @cached_property
    def parts(self) -> list[PartWithRemarks]:
        """The parts that have remarks, in the order of the plan."""
        places = self._places()
        found: dict[int, PartWithRemarks] = {}
        for name, remarks in (("warnings", self.warnings), ("questions", self.questions)):
            for remark in remarks:
                place, part, row = places[remark.anchor]
                found[place] = part
                getattr(part, name).append(Remark(remark, self._url(remark, row)))
        return [found[place] for place in sorted(found)]

    def _url(self, remark: PlanWarning, row: Any) -> str:
        if self._writing:
            return address_of(self.plan, row)
        return f"{self.plan.get_absolute_url()}#{remark.anchor}"

    def _places(self) -> dict[str, tuple[int, PartWithRemarks, Any]]:
        """By the anchor of each part: where it comes in the plan, its heading, its row."""
        places: dict[str, tuple[int, PartWithRemarks, Any]] = {}
        for number, (part, rows) in enumerate(self._walk()):
            for anchor, row in rows:
                places[anchor] = (number, part, row)
        return places

    def _walk(self) -> Iterator[tuple[PartWithRemarks, list[tuple[str, Any]]]]:
        for section in self._reading.sections:
            rows: list[tuple[str, Any]] = [(f"section-{section.pk}", section)]
            rows += [(f"paragraph-{row.pk}", row) for row in section.paragraphs.all()]
            yield PartWithRemarks(f"Section {short(str(section))}".strip(), ""), rows
        for appendix in self._reading.appendix_readings:
            heading = appendix.appendix.heading
            own: list[tuple[str, Any]] = [(f"appendix-{appendix.appendix.pk}", appendix.appendix)]
            yield PartWithRemarks(heading, ""), own
            for block in appendix.blocks:
                own = [(f"outcome-{block.block.pk}", block.block)]
                yield PartWithRemarks(f"Outcome {short(str(block.block))}".strip(), heading), own
                for part in block.objectives:
                    named = f"Objective {short(str(part.objective))}".strip()
                    rows = [
                        (f"objective-{part.objective.pk}", part.objective),
                        *((f"action-{row.pk}", row) for row in part.actions),
                        *((f"kpi-{row.indicator.pk}", row.indicator) for row in part.kpis),
                        *((f"risk-{row.link.pk}", row.link) for row in part.risks),
                    ]
                    yield PartWithRemarks(named, heading), rows


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
