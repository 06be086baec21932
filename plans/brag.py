"""BRAG of an action: how it stands, in a word and a colour (handbook section 2).

Blue: complete. Green: on track. Amber: slipping. Red: overdue, or reported off track.
Grey: not started or cancelled. Overdue is worked out from the finish, never reported.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from plans.models import CriticalAction

Status = CriticalAction.Status

COLOURS: dict[str, str] = {
    Status.NOT_STARTED: "grey",
    Status.ON_TRACK: "green",
    Status.SLIPPING: "amber",
    Status.OFF_TRACK: "red",
    Status.COMPLETE: "blue",
    Status.CANCELLED: "grey",
}


@dataclass(frozen=True)
class Brag:
    """A colour and the word that always stands with it."""

    colour: str
    word: str


def reported(status: str) -> Brag:
    """A status as it was reported, in its word and colour."""
    return Brag(COLOURS[status], Status(status).label)


def brag(action: CriticalAction, today: date) -> Brag:
    """How an action stands on a day: "Overdue" outranks what was reported."""
    if action.is_overdue(today):
        return Brag("red", "Overdue")
    return reported(action.status)
