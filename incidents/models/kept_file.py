from django.conf import settings
from django.db import models
from django.db.models import Q

from core.text import LINE
from incidents.models.incident_type import IncidentType


class KeptFile(models.Model):
    """A file that was read without a fault and waits for its person to confirm the preview."""

    class Holds(models.TextChoices):
        RETURNS = "returns", "Returns of schools"
        TOTALS = "totals", "Old totals of the borough"

    holds = models.CharField(max_length=7, choices=Holds.choices)
    type = models.ForeignKey(IncidentType, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=255)
    source = models.CharField(max_length=LINE, blank=True)
    content = models.BinaryField()
    kept_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    kept_at = models.DateTimeField(auto_now_add=True)

    audit_omits = ("content",)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(holds__in=["returns", "totals"]), name="kept_file_holds_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name
