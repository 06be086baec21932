"""What a warning is, and what the parts of a plan are called in one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from textwrap import shorten

from plans.models import CriticalAction, Objective, Risk
from plans.reading import PlanReading


@dataclass(frozen=True)
class PlanWarning:
    """What looks wrong, in words, and the part of the plan it stands in."""

    part: str
    message: str
    anchor: str
    """The id of its place on the plan's page."""

    def __str__(self) -> str:
        # One line, also where the part is called by a text of several lines.
        return " ".join(f"{self.part}: {self.message}".split())


Check = Callable[[PlanReading], Iterator[PlanWarning]]


def short(text: str) -> str:
    """The beginning of a text, enough to find it by."""
    return shorten(text, 60, placeholder="…")


def objective_name(objective: Objective) -> str:
    """What an objective is called in a warning."""
    return f"Objective {objective.ref}" if objective.ref else f"Objective “{short(objective.text)}”"


def action_name(action: CriticalAction) -> str:
    """What an action is called in a warning."""
    return f"Action {action.ref}" if action.ref else f"Action “{short(action.text)}”"


def risk_name(risk: Risk) -> str:
    """What a risk is called in a warning."""
    return f"Risk {risk.ref}" if risk.ref else f"Risk “{short(risk.text)}”"
