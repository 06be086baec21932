from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from core.dates import YEAR_PATTERN
from core.models import Revised
from core.text import LINE
from council.models.area import Area


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
    area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.PROTECT, related_name="schools"
    )
    email = models.EmailField("email address of the office", blank=True)
    closed_on = models.DateField("closed on", null=True, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Roll(models.Model):
    """The pupils on roll of a school in one year: what rates of incidents are worked out by.

    A year without a row is a roll that is not known, which is not a roll of 0. Whoever
    changes a roll saves its school too, so that somebody with the school's form open is told.
    """

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="rolls")
    year = models.CharField(max_length=7)
    pupils = models.PositiveIntegerField("pupils on roll")
    source = models.CharField(max_length=LINE, blank=True)

    audit_names = ("school__name", "year")

    class Meta:
        ordering = ["school", "-year"]
        verbose_name = "roll"
        constraints = [
            models.UniqueConstraint(fields=["school", "year"], name="roll_once_a_year"),
            models.CheckConstraint(condition=Q(year__regex=YEAR_PATTERN), name="roll_year"),
        ]

    def __str__(self) -> str:
        return f"{self.school}, {self.year}: {self.pupils:,}"
