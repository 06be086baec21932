"""What was reported of one action, the newest first: each update with what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from plans.brag import Brag, reported
from plans.models import CriticalAction, Evidence, ProgressUpdate, UpdateReview


@dataclass(frozen=True)
class Told:
    """An update in the time line, with its evidence, its reviews and whether it still stands."""

    update: ProgressUpdate
    evidence: list[Evidence]
    reviews: list[UpdateReview]
    is_replaced: bool
    stands: Brag | None
    """The status that it reported; None for the imported words of a year end."""


@dataclass(frozen=True)
class ToldOfPeriod:
    """What was reported in one period, or between periods."""

    name: str
    told: list[Told]


def timeline(action: CriticalAction) -> list[ToldOfPeriod]:
    """All that was ever reported of an action; nothing of it is left out."""
    updates = (
        action.updates.select_related("period", "replaced_by")
        .prefetch_related("evidence", "reviews")
        .order_by("-pk")
    )
    return [
        ToldOfPeriod(name, [_told(update) for update in those])
        for name, those in groupby(updates, key=_period_of)
    ]


def _period_of(update: ProgressUpdate) -> str:
    if update.period is not None:
        return update.period.name
    return "Year end" if update.is_of_year_end else "Between reporting periods"


def _told(update: ProgressUpdate) -> Told:
    return Told(
        update=update,
        evidence=list(update.evidence.all()),
        reviews=list(update.reviews.all()),
        is_replaced=hasattr(update, "replaced_by"),
        stands=reported(update.status) if update.status else None,
    )
