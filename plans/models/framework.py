from django.db import models
from django.db.models.functions import Lower

from core.models import Revised
from core.text import LINE


class OutcomeFramework(Revised):
    """What objectives are grouped under, such as Every Child Matters. It is data, not code."""

    name = models.CharField(max_length=200)
    introduction = models.TextField(blank=True, help_text="Where it comes from and its use.")

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(Lower("name"), name="framework_name_once")]

    def __str__(self) -> str:
        return self.name


class Outcome(models.Model):
    """One outcome, priority or theme of a framework."""

    framework = models.ForeignKey(
        OutcomeFramework, on_delete=models.CASCADE, related_name="outcomes"
    )
    position = models.PositiveIntegerField()
    name = models.CharField(max_length=LINE)

    class Meta:
        ordering = ["framework__name", "position"]
        constraints = [
            models.UniqueConstraint("framework", Lower("name"), name="outcome_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Aim(models.Model):
    """What an outcome means in particular, for example "ready for school"."""

    outcome = models.ForeignKey(Outcome, on_delete=models.CASCADE, related_name="aims")
    position = models.PositiveIntegerField()
    text = models.CharField(max_length=LINE)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.text
