from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from core.dates import read_date
from core.models import Revised
from core.text import LINE, TEXT
from plans.models.parts import Carried, Responsible


class RiskControl(Revised, Carried, Responsible):
    """What keeps a risk down: a control that is in place, or a further mitigation to be done.

    Who is responsible and when it is due are kept as printed, with the people and the day meant.
    """

    class Kind(models.TextChoices):
        CONTROL = "control", "Control in place"
        MITIGATION = "mitigation", "Further mitigation"

    risk = models.ForeignKey("plans.Risk", on_delete=models.CASCADE, related_name="controls")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    text = models.CharField(max_length=TEXT)
    due_text = models.CharField("due", max_length=LINE, blank=True)
    due_on = models.DateField(null=True, editable=False)
    done_on = models.DateField("done on", null=True, blank=True)

    class Meta:
        ordering = ["kind", "pk"]
        verbose_name = "control or mitigation"
        verbose_name_plural = "controls and mitigations"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["control", "mitigation"]), name="control_kind_known"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="control_says_something"),
            models.CheckConstraint(
                condition=Q(kind="mitigation") | Q(done_on__isnull=True),
                name="a_mitigation_is_what_gets_done",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def holds(self) -> bool:
        """Whether it keeps the risk down today: a control, or a mitigation that is done."""
        return self.kind == self.Kind.CONTROL or self.done_on is not None

    @property
    def is_unfinished(self) -> bool:
        """Whether it goes on: a control, or a mitigation that is still to be done."""
        return self.done_on is None

    def is_overdue(self, today: date) -> bool:
        """Whether the day by which it was to be done has passed. Words for a date never pass."""
        if self.kind == self.Kind.CONTROL or self.done_on is not None:
            return False
        return self.due_on is not None and self.due_on < today

    def read_date(self) -> None:
        """Work out the day that the printed date means: of a month its last."""
        due = read_date(self.due_text)
        self.due_on = due.last if due else None
