from django.conf import settings
from django.db import models

from core.text import LINE, TEXT
from plans.models.objective import Objective
from plans.models.parts import Dated, Linked, Ordered, Responsible


class CriticalAction(Ordered, Dated, Responsible, Linked):
    """A task without which its objective fails."""

    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="actions")
    ref = models.CharField(max_length=LINE, blank=True)
    text = models.CharField(max_length=TEXT, blank=True)
    equality_action = models.CharField(max_length=TEXT, blank=True)
    milestones = models.CharField(max_length=TEXT, blank=True)
    planned_outcome = models.CharField(max_length=TEXT, blank=True)

    class Meta(Ordered.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["objective", "position"],
                name="action_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            *Dated.Meta.constraints,
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.text[:80]}".strip()

    @property
    def when(self) -> str:
        """The dates and milestones in one cell, as the summary and checklist layouts have it."""
        dates = " – ".join(dict.fromkeys(filter(None, [self.start_text, self.finish_text])))
        return "\n".join(filter(None, [dates, self.milestones]))

    @property
    def year_end_progress(self) -> str:
        """The words of the year-end update: of its corrections the last one is printed."""
        updates = list(self.updates.all())
        return updates[-1].commentary if updates else ""


class ProgressUpdate(models.Model):
    """Progress of an action at the plan's year end, as reported.

    Append-only: a correction is a new update that replaces the earlier one in print.
    """

    action = models.ForeignKey(CriticalAction, on_delete=models.CASCADE, related_name="updates")
    commentary = models.CharField(max_length=TEXT)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    author_name = models.CharField(max_length=LINE, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.commentary[:80]
