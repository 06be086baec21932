from django.db import models

from core.text import LINE, TEXT
from plans.models.appendix import OutcomeBlock
from plans.models.parts import Carried, Dated, Linked, Ordered, Responsible, ServesLevel


class Objective(Ordered, Carried, Dated, Responsible, Linked, ServesLevel):
    """What a plan sets out to reach; `responsible` holds its leads."""

    block = models.ForeignKey(OutcomeBlock, on_delete=models.CASCADE, related_name="objectives")
    ref = models.CharField(max_length=LINE, blank=True)
    text = models.CharField(max_length=TEXT, blank=True)

    class Meta(Ordered.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["block", "position"],
                name="objective_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            *Dated.Meta.constraints,
            *ServesLevel.Meta.constraints,
        ]

    @property
    def period_printed(self) -> str:
        """Start and finish in one cell, as printed: "Apr 2026 – Mar 2027"."""
        return " – ".join(filter(None, [self.start_text, self.finish_text]))

    def get_absolute_url(self) -> str:
        """Its place on the page of its plan."""
        return f"{self.block.appendix.plan.get_absolute_url()}#objective-{self.pk}"

    def __str__(self) -> str:
        return f"{self.ref} {self.text[:80]}".strip()
