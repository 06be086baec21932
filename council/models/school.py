from django.core.validators import RegexValidator
from django.db import models

from core.models import Revised


class School(Revised):
    """A school of the borough, which makes returns to the council."""

    class Phase(models.TextChoices):
        NURSERY = "nursery", "Nursery"
        PRIMARY = "primary", "Primary"
        SECONDARY = "secondary", "Secondary"
        SPECIAL = "special", "Special"
        SHORT_STAY = "short_stay", "Short stay"

    name = models.CharField(max_length=200)
    urn = models.CharField(
        "unique reference number",
        max_length=6,
        unique=True,
        validators=[RegexValidator(r"^\d{6}$", "Enter the six digits of the reference number")],
    )
    phase = models.CharField(max_length=12, choices=Phase.choices)
    closed_on = models.DateField("closed on", null=True, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
