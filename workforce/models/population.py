from django.db import models
from django.db.models import Q
from django.urls import reverse

from core.models import Revised
from core.text import LINE
from workforce.models.category import CharacteristicList, StaffCategory


class Population(Revised):
    """The people of the borough by one characteristic, as a census counted them."""

    list = models.ForeignKey(
        CharacteristicList, on_delete=models.PROTECT, related_name="+", verbose_name="counted by"
    )
    year = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=LINE)

    class Meta:
        ordering = ["-year", "list"]
        verbose_name = "population of the borough"
        verbose_name_plural = "populations of the borough"
        constraints = [
            models.UniqueConstraint(
                fields=["list", "year"],
                name="population_once",
                violation_error_message="There are figures of this year by this list already.",
            ),
            models.CheckConstraint(
                condition=Q(year__gte=1801, year__lte=2199), name="population_year_sensible"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.list.get_characteristic_display()}, {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("workforce:population", args=[self.pk])


class PopulationCount(models.Model):
    """How many people of the borough are in a category."""

    population = models.ForeignKey(Population, on_delete=models.CASCADE, related_name="counts")
    category = models.ForeignKey(StaffCategory, on_delete=models.PROTECT, related_name="+")
    count = models.PositiveIntegerField()

    audit_names = ("population__year", "category__name")

    class Meta:
        ordering = ["population", "category__position"]
        constraints = [
            models.UniqueConstraint(
                fields=["population", "category"], name="population_category_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.category}: {self.count}"
