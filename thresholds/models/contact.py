from django.db import models

from core.models import Revised
from core.text import LINE
from thresholds.models.framework import Framework, lines
from thresholds.telephone import dialled


class Contact(Revised):
    """An office to call where a child may be at risk, in the box on every page."""

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField(max_length=LINE)
    address = lines()
    telephone = models.CharField(max_length=40)
    hours = models.CharField("when it answers", max_length=LINE, blank=True)
    position = models.PositiveSmallIntegerField()

    audit_names = ("framework__title", "name")

    class Meta:
        ordering = ["framework", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["framework", "position"],
                name="contact_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def dialled(self) -> str:
        """The telephone number as a link dials it: "+441632960100", "01632960100"."""
        return dialled(self.telephone)
