"""What an annual report still lacks: what must be there before it is submitted, what its
author should look at, and the actions whose progress nobody told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse

from core.text import counted
from plans.models import CriticalAction
from plans.parts import KINDS
from plans.reporting.standing import PeriodReports
from reports.annual_reports.reading import AnnualReading


@dataclass(frozen=True)
class Missing:
    """Something that is not there, and the page on which it is mended."""

    what: str
    words: str
    """Of the link."""
    url: str


@dataclass(frozen=True)
class Untold:
    """An action of whose year nobody told."""

    ref: str
    text: str
    responsible: str
    url: str
    """Its page; nothing where the action is not in the plan any more."""


class Completeness:
    """What is missing of an annual report, for its author."""

    def __init__(self, reading: AnnualReading) -> None:
        self.reading = reading
        self.report = reading.report
        self.plan = reading.plan

    @cached_property
    def blocking(self) -> list[Missing]:
        """Without these the report is not submitted."""
        return [*self._texts(), *self._choices(), *self._year_end()]

    @cached_property
    def to_look_at(self) -> list[Missing]:
        """What a committee will notice; the author decides."""
        return list(self._noticed())

    @cached_property
    def not_reported(self) -> list[Untold]:
        """Before the year end is closed: the actions that have no update for it."""
        period = self.reading.year_end
        if period is None or period.is_closed:
            return []
        return [self._untold(row.action) for row in PeriodReports(period).missing]

    @cached_property
    def not_confirmed(self) -> list[Untold]:
        """After it was closed: the actions that were carried without a word of their officers."""
        if self.reading.progress is None or not self.reading.is_closed:
            return []
        rows = self.reading.progress.not_confirmed
        keys = [row["key"] for row in rows]
        there = {each.pk: each for each in KINDS["action"].parts_of(self.plan).filter(pk__in=keys)}
        return [
            Untold(
                row["ref"],
                row["text"],
                row["responsible"],
                self._page_of(row["key"]) if row["key"] in there else "",
            )
            for row in rows
        ]

    @property
    def seen_in_words(self) -> str:
        """What an author says who submits all the same."""
        number = counted(len(self.not_confirmed), "action")
        verb = "was" if len(self.not_confirmed) == 1 else "were"
        return f"I have seen that {number} {verb} not confirmed"

    def _texts(self) -> Iterator[Missing]:
        for name in ("introduction", "vision"):
            if not getattr(self.report, name):
                yield self._change(f"The {name} is not written", f"Write the {name}", name)

    def _choices(self) -> Iterator[Missing]:
        if self.report.workforce is None and not self.report.workforce_text:
            yield self._change(
                "No workforce figures are selected, and nothing says why",
                "Select workforce figures or say why there are none",
                "workforce",
            )
        if self.report.returns is None and not self.report.returns_text:
            yield self._change(
                "No published returns are selected, and nothing says why",
                "Select published returns or say why there are none",
                "returns",
            )

    def _year_end(self) -> Iterator[Missing]:
        period = self.reading.year_end
        if period is None:
            periods = reverse("plans:periods", args=[self.plan.pk])
            yield Missing("The plan has no year end to report on", "See its periods", periods)
        elif not period.is_closed:
            page = reverse("plans:period", args=[self.plan.pk, period.pk])
            yield Missing(
                f"The {period.name.lower()} of the plan is not closed: progress is told of a "
                "closed one only",
                f"See who has reported for the {period.name.lower()}",
                page,
            )

    def _noticed(self) -> Iterator[Missing]:
        if self.report.workforce is not None and self.reading.workforce is None:
            yield self._change(
                "The workforce figures are not published yet, so none are printed",
                "Select other workforce figures",
                "workforce",
            )
        if not self.reading.assessments:
            yield Missing(
                "No equality impact assessment is listed",
                "Add an equality impact assessment",
                reverse("papers:annual_assessment_add", args=[self.report.pk]),
            )

    def _change(self, what: str, words: str, section: str) -> Missing:
        url = reverse("papers:annual_report_change", args=[self.report.pk, section])
        return Missing(what, words, url)

    def _untold(self, action: CriticalAction) -> Untold:
        return Untold(action.ref, action.text, action.responsible, self._page_of(action.pk))

    def _page_of(self, action: int) -> str:
        return reverse("plans:action_progress", args=[self.plan.pk, action])
