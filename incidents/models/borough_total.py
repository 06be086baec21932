from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from core.dates import YEAR_PATTERN
from core.text import LINE
from incidents.breakdowns import BREAKDOWN_CHOICES, BY_KEY
from incidents.models.category import Category
from incidents.models.incident_type import IncidentType


class BoroughYear(models.Model):
    """A year before the returns were collected here, of which only totals of the borough exist."""

    type = models.ForeignKey(IncidentType, on_delete=models.PROTECT, related_name="+")
    year = models.CharField(max_length=7, validators=[RegexValidator(YEAR_PATTERN)])
    source = models.CharField(max_length=LINE, blank=True)
    note = models.TextField("note on comparing", max_length=1000, blank=True)

    audit_names = ("type__name", "year")

    class Meta:
        ordering = ["-year"]
        verbose_name = "year of borough totals"
        verbose_name_plural = "years of borough totals"
        constraints = [
            models.UniqueConstraint(fields=["type", "year"], name="borough_year_once"),
            models.CheckConstraint(condition=Q(year__regex=YEAR_PATTERN), name="borough_year_year"),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.year}, totals of the borough"


class BoroughTotal(models.Model):
    """One figure of such a year: of a printed row, or of a category of a breakdown."""

    class Row(models.TextChoices):
        RETURNING = "returning", "Number of schools making a return"
        NIL = "nil", "Schools reporting no incidents"
        TOTAL = "total", "Total number of incidents"
        CATEGORY = "category", "Category"

    borough_year = models.ForeignKey(BoroughYear, on_delete=models.CASCADE, related_name="totals")
    row = models.CharField(max_length=9, choices=Row.choices)
    breakdown = models.CharField(max_length=24, choices=BREAKDOWN_CHOICES, blank=True)
    category = models.ForeignKey(
        Category, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    count = models.PositiveIntegerField()

    audit_names = ("borough_year__year", "row", "breakdown", "category__name")

    class Meta:
        ordering = ["borough_year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["borough_year", "row", "breakdown", "category"],
                nulls_distinct=False,
                name="borough_cell_once",
            ),
            models.CheckConstraint(
                condition=Q(
                    row="category",
                    category__isnull=False,
                    breakdown__in=[key for key, _ in BREAKDOWN_CHOICES],
                )
                | Q(row__in=["returning", "nil", "total"], category__isnull=True, breakdown=""),
                name="borough_cell_known",
            ),
        ]

    def __str__(self) -> str:
        what = f"{BY_KEY[self.breakdown]}, {self.category}" if self.category else ""
        return f"{what or self.get_row_display()}: {self.count}"
