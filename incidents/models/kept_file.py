from django.db import models
from django.db.models import Q

from core.importing import WaitingFile
from incidents.models.incident_type import IncidentType


class KeptFile(WaitingFile):
    """A file of returns or of old totals that waits for its preview to be confirmed."""

    class Holds(models.TextChoices):
        RETURNS = "returns", "Returns of schools"
        TOTALS = "totals", "Old totals of the borough"

    holds = models.CharField(max_length=7, choices=Holds.choices)
    type = models.ForeignKey(IncidentType, on_delete=models.PROTECT, related_name="+")

    class Meta(WaitingFile.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(holds__in=["returns", "totals"]), name="kept_file_holds_known"
            ),
        ]
