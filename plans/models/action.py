from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Case, Q, Value, When

from core.text import LINE, TEXT
from plans.models.objective import Objective
from plans.models.parts import Carried, Dated, Linked, Ordered, Responsible, ServesLevel

if TYPE_CHECKING:
    from plans.models.progress_update import ProgressUpdate

STALE_AFTER = 120
"""After so many days without an update nobody knows how an action stands."""


class CriticalActionQuerySet(models.QuerySet["CriticalAction"]):
    """Actions by how they stand."""

    def unfinished(self) -> CriticalActionQuerySet:
        """Actions that are neither complete nor cancelled."""
        return self.exclude(status__in=CriticalAction.FINISHED)

    def overdue(self, today: date) -> CriticalActionQuerySet:
        """Unfinished actions whose finish has passed."""
        return self.filter(_overdue(today))

    def standing(self, status: str, today: date) -> CriticalActionQuerySet:
        """Actions that show as this status: an overdue action shows as overdue only."""
        return self.filter(status=status).exclude(_overdue(today))

    def stale(self, today: date) -> CriticalActionQuerySet:
        """Unfinished actions of plans that run today of which nobody has reported for months."""
        since = today - timedelta(days=STALE_AFTER)
        heard = self.model.objects.filter(
            updates__carried=False, updates__made_at__date__gt=since
        ).values("pk")
        to_plan = "objective__block__appendix__plan"
        running = {f"{to_plan}__start__lte": since, f"{to_plan}__finish__gte": today}
        begun = Q(start_on=None) | Q(start_on__lte=since)
        return self.unfinished().filter(begun, **running).exclude(pk__in=heard)

    def with_urgency(self, today: date) -> CriticalActionQuerySet:
        """Each action's `urgency`: 0 for overdue, then by status, what is finished last."""
        worst_first = [
            When(status=status, then=Value(place))
            for place, status in enumerate(CriticalAction.WORST_FIRST, start=1)
        ]
        return self.annotate(urgency=Case(When(_overdue(today), then=Value(0)), *worst_first))


def _overdue(today: date) -> Q:
    return ~Q(status__in=CriticalAction.FINISHED) & Q(finish_on__lt=today)


class CriticalAction(Ordered, Carried, Dated, Responsible, Linked, ServesLevel):
    """A task without which its objective fails."""

    class Status(models.TextChoices):
        NOT_STARTED = "not_started", "Not started"
        ON_TRACK = "on_track", "On track"
        SLIPPING = "slipping", "Slipping"
        OFF_TRACK = "off_track", "Off track"
        COMPLETE = "complete", "Complete"
        CANCELLED = "cancelled", "Cancelled"

    FINISHED = (Status.COMPLETE, Status.CANCELLED)
    WORST_FIRST = (
        Status.OFF_TRACK,
        Status.SLIPPING,
        Status.NOT_STARTED,
        Status.ON_TRACK,
        *FINISHED,
    )

    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="actions")
    ref = models.CharField(max_length=LINE, blank=True)
    text = models.CharField(max_length=TEXT, blank=True)
    equality_action = models.CharField(max_length=TEXT, blank=True)
    milestones = models.CharField(max_length=TEXT, blank=True)
    planned_outcome = models.CharField(max_length=TEXT, blank=True)
    status = models.CharField(max_length=11, choices=Status.choices, default=Status.NOT_STARTED)

    objects = CriticalActionQuerySet.as_manager()

    class Meta(Ordered.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    status__in=[
                        "not_started",
                        "on_track",
                        "slipping",
                        "off_track",
                        "complete",
                        "cancelled",
                    ]
                ),
                name="action_status_known",
            ),
            models.UniqueConstraint(
                fields=["objective", "position"],
                name="action_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            *Dated.Meta.constraints,
            *ServesLevel.Meta.constraints,
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.text[:80]}".strip()

    @property
    def is_finished(self) -> bool:
        """Whether nothing is left to do: complete or cancelled."""
        return self.status in self.FINISHED

    def is_overdue(self, today: date) -> bool:
        """Whether its finish has passed while it is unfinished. Words for a date never pass."""
        return not self.is_finished and self.finish_on is not None and self.finish_on < today

    @property
    def when(self) -> str:
        """The dates and milestones in one cell, as the summary and checklist layouts have it."""
        dates = " – ".join(dict.fromkeys(filter(None, [self.start_text, self.finish_text])))
        return "\n".join(filter(None, [dates, self.milestones]))

    @property
    def year_end_progress(self) -> str:
        """The words of the year-end update: of its corrections the last one is printed."""
        update = self.year_end_update
        return update.words if update else ""

    @property
    def year_end_update(self) -> ProgressUpdate | None:
        """What was last said of the year, or that it was carried unreported."""
        updates = [update for update in self.updates.all() if update.is_of_year_end]
        return updates[-1] if updates else None
