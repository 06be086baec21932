"""How a risk stands and how it came to that: what its page shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from core.dates import in_words
from plans.models import Risk, RiskAcceptance, RiskAssessment, RiskControl
from plans.models.risk_scale import Scored
from plans.movement import Movement
from plans.risks.history_chart import HistoryChart
from plans.warned.risks import looks_wrong

Kind = RiskAssessment.Kind
KIND_HINTS = {
    Kind.INHERENT: "As it would be without any control",
    Kind.CURRENT: "As it is, with the controls in place",
    Kind.TARGET: "What is left when all mitigations are done",
}


@dataclass(frozen=True)
class Told:
    """An assessment in the time line, with its band and how the score moved by it."""

    assessment: RiskAssessment
    scored: Scored
    movement: Movement | None


@dataclass(frozen=True)
class ScoreNow:
    """One of the three scores as it is now."""

    kind: RiskAssessment.Kind
    hint: str
    assessment: RiskAssessment | None
    scored: Scored


class RiskStanding:
    """A risk on a day, from its assessments, controls and acceptances."""

    def __init__(self, risk: Risk, today: date) -> None:
        self.risk = risk
        self.today = today
        self.scale = risk.plan.risk_scale

    @property
    def scores(self) -> list[ScoreNow]:
        """Inherent, current and target score, each with the assessment it comes from."""
        return [
            ScoreNow(
                kind, KIND_HINTS[kind], found, self.scale.scored(found.score if found else None)
            )
            for kind in Kind
            for found in [self.risk.latest(kind)]
        ]

    @cached_property
    def timeline(self) -> list[Told]:
        """All assessments, the latest first; nothing of them is left out."""
        told = []
        before: dict[str, int | None] = {}
        for each in self.risk.assessments.all():
            was, now = before.get(each.kind), each.score
            moved = Movement(was, now) if was is not None and now is not None else None
            before[each.kind] = now
            told.append(Told(each, self.scale.scored(now), moved))
        return told[::-1]

    @cached_property
    def chart(self) -> HistoryChart:
        """The scores over time."""
        return HistoryChart(self.risk, self.today)

    @property
    def controls(self) -> list[RiskControl]:
        """What is in place."""
        return [c for c in self.risk.controls.all() if c.kind == RiskControl.Kind.CONTROL]

    @property
    def mitigations(self) -> list[tuple[RiskControl, bool]]:
        """What is still to be done, then what is done; each with whether it is overdue."""
        found = [c for c in self.risk.controls.all() if c.kind == RiskControl.Kind.MITIGATION]
        found.sort(key=lambda c: c.done_on is not None)
        return [(c, c.is_overdue(self.today)) for c in found]

    @property
    def acceptances(self) -> list[tuple[RiskAcceptance, str]]:
        """Who accepted it, the latest first, each with whether that holds today."""
        return [(each, self._state(each)) for each in reversed(self.risk.acceptances.all())]

    def _state(self, acceptance: RiskAcceptance) -> str:
        if self.today > acceptance.ends_on:
            return "Ended"
        if self.today < acceptance.starts_on:
            return "Not begun yet"
        score = self.risk.score
        if score is not None and score > acceptance.score:
            return f"Does not cover the score of {score}"
        return "Holds today"

    @property
    def accepted(self) -> RiskAcceptance | None:
        """The acceptance that covers it today."""
        return self.risk.acceptance_on(self.today)

    @property
    def looks_wrong(self) -> list[str]:
        """What looks wrong in it, in sentences."""
        return [words[:1].upper() + words[1:] for words in looks_wrong(self.risk, self.today)]

    @property
    def review_is_overdue(self) -> bool:
        return self.risk.review_is_overdue(self.today)

    @property
    def review_in_words(self) -> str:
        """When it is reviewed next: "25 December 2026, every 3 months while Amber"."""
        due, band = self.risk.next_review, self.risk.band
        if due is None or band is None:
            return "Once it is scored"
        months = band.review_months
        every = "every month" if months == 1 else f"every {months} months"
        return f"{in_words(due)} ({every} while {band.name})"

    @property
    def acceptance_in_words(self) -> str:
        """Whether it needs to be accepted, and whether it is."""
        appetite = self.scale.appetite
        if appetite is None:
            return "The council’s scale sets no appetite"
        if not self.risk.is_above_appetite:
            return f"Not needed: the council’s appetite is {appetite}"
        if self.accepted is None:
            return f"Not accepted: the score is above the council’s appetite of {appetite}"
        until = in_words(self.accepted.ends_on)
        return f"By {self.accepted.accepted_by_name} until {until}"
