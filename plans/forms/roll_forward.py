"""Choosing what of a plan is carried into the next one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms

from core.constraints import ConstrainedModelForm
from core.forms import Look
from core.moving_dates import moved_on
from core.text import LINE
from plans.models import Plan
from plans.reading import PlanReading
from plans.rolling.choice import KINDS, Choice, all_parts, outturn, usual_choice
from plans.rolling.period import next_period


@dataclass(frozen=True)
class Tick:
    """A check box of the tree: its name and value, its words, and whether it is ticked."""

    kind: str
    value: int
    label: str
    ticked: bool
    hint: str = ""

    @property
    def id(self) -> str:
        return f"{self.kind}-{self.value}"


class RollForwardForm(ConstrainedModelForm):
    """Title and period of the new plan, whether dates move on, and a tick for each part."""

    dates = forms.ChoiceField(
        label="Dates of what is carried",
        choices=[("move", "Move them on"), ("keep", "Keep them as they are")],
        widget=forms.RadioSelect,
        initial="move",
    )

    class Meta:
        model = Plan
        fields = ("title", "start", "finish")
        labels = {
            "title": "Title of the new plan",
            "start": "First day of the new plan",
            "finish": "Last day of the new plan",
        }

    looks = {
        "title": Look(called="a title"),
        "dates": Look(
            choice_hints={
                "move": "By the years between the plans: Apr 2026 becomes Apr 2027, words such "
                "as Ongoing stay",
            }
        ),
    }
    constraint_messages = {
        "plan_once_for_directorate_and_period": (
            "start",
            "This directorate already has a plan for this period",
        )
    }

    def __init__(self, data: Any = None, *, reading: PlanReading) -> None:
        old = reading.plan
        start, finish = next_period(old)
        years = start.year - old.start.year
        initial = {"title": moved_on(old.title, years)[:LINE], "start": start, "finish": finish}
        # The directorate is not asked for, but the rule of one plan for a period needs it.
        super().__init__(data, instance=Plan(directorate=old.directorate), initial=initial)
        self.reading = reading
        self.choice = usual_choice(reading) if data is None else self._typed(data)

    def _typed(self, data: Any) -> Choice:
        """What is ticked; a number that is no part of this plan counts as not ticked."""
        possible = all_parts(self.reading)
        ticked = {kind: {int(n) for n in data.getlist(kind) if n.isdecimal()} for kind in KINDS}
        return Choice(
            {kind: ticked[kind] & possible[kind] for kind in KINDS},
            move_dates=data.get("dates") != "keep",
        )

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        start, finish = cleaned.get("start"), cleaned.get("finish")
        if start and finish and finish < start:
            self.add_error("finish", "The last day must be the same as or after the first day")
        elif start and start <= self.reading.plan.start:
            self.add_error("start", "The new plan must begin after this one")
        elif start and finish:
            wanted = Plan(directorate=self.reading.plan.directorate, start=start, finish=finish)
            if other := wanted.overlapping().select_related("directorate").first():
                self.add_error(
                    "start",
                    f"{other.directorate.name} already has a plan for {other.period}: "
                    f"“{other.title}”",
                )
        return cleaned

    # The tree of ticks, in the order of the plan

    @property
    def sections(self) -> list[Tick]:
        return [
            self._tick("section", section, str(section) or "Section without a heading")
            for section in self.reading.sections
        ]

    @property
    def appendices(self) -> list[dict[str, Any]]:
        """Each appendix with its outcomes, their objectives, and what stands under these."""
        return [
            {
                "heading": appendix.appendix.heading,
                "outcomes": [
                    {
                        "tick": self._tick("outcome", b.block, str(b.block) or "Outcome"),
                        "objectives": [self._objective(part) for part in b.objectives],
                    }
                    for b in appendix.blocks
                ],
            }
            for appendix in self.reading.appendix_readings
        ]

    def _objective(self, part: Any) -> dict[str, Any]:
        return {
            "tick": self._tick("objective", part.objective, _named(part.objective, "Objective")),
            "groups": [
                ("Actions", [self._action(action) for action in part.actions]),
                ("Measures", [t for row in part.kpis for t in self._kpi(row.indicator)]),
                (
                    "Risks",
                    [self._tick("risk", row.link, _named(row.risk, "Risk")) for row in part.risks],
                ),
            ],
        }

    def _action(self, action: Any) -> Tick:
        hint = ", ".join(filter(None, [action.get_status_display(), action.finish_text]))
        return self._tick("action", action, _named(action, "Action"), hint)

    def _kpi(self, indicator: Any) -> list[Tick]:
        ticks = [self._tick("kpi", indicator, indicator.measure or "Measure without text")]
        if figure := outturn(indicator, self.reading.plan):
            before = indicator.baseline_text or "none"
            ticks.append(
                self._tick(
                    "baseline",
                    indicator,
                    f"Take the outturn of {self.reading.plan.year}, {figure}, as its baseline",
                    f"Baseline now: {before}",
                )
            )
        return ticks

    def _tick(self, kind: str, row: Any, label: str, hint: str = "") -> Tick:
        return Tick(kind, row.pk, label, self.choice.has(kind, row.pk), hint)


def _named(part: Any, kind: str) -> str:
    """A part by its ref and its whole text: many begin alike."""
    return f"{part.ref} {part.text}".strip() or f"{kind} without text"
