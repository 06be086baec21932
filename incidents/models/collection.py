from __future__ import annotations

from datetime import date
from functools import cached_property

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.text import slugify

from core.dates import read_year, recent_years
from core.models import Revised
from core.opening import OpenedAndClosed
from incidents.breakdowns import BREAKDOWNS, Breakdown, Dimension
from incidents.models.category import Category, CategoryList
from incidents.models.incident_type import IncidentType


class CollectionQuerySet(models.QuerySet["Collection"]):
    """Collections by how they stand."""

    def open(self) -> CollectionQuerySet:
        """Those to which schools answer now."""
        return self.filter(opened_at__isnull=False, closed_at__isnull=True)


class Collection(OpenedAndClosed, Revised):
    """A time for which the council asks every school how many incidents there were.

    Opened it goes to the schools, with the form's categories of its first day; closed, the
    database takes nothing more until it is reopened for a reason.
    """

    class Period(models.TextChoices):
        FINANCIAL_YEAR = "financial", "Financial year"
        SCHOOL_YEAR = "school", "School year"
        TERM = "term", "Term"

    period = models.CharField(
        "collected for a", max_length=9, choices=Period.choices, default=Period.FINANCIAL_YEAR
    )
    name = models.CharField("period", max_length=40)
    due_on = models.DateField("returns due")
    note = models.TextField(
        "note on comparing",
        max_length=1000,
        blank=True,
    )
    types = models.ManyToManyField(IncidentType, verbose_name="kinds of incident")

    objects = CollectionQuerySet.as_manager()

    class Meta:
        ordering = ["-start", "-finish"]
        constraints = [
            models.CheckConstraint(
                condition=Q(period__in=["financial", "school", "term"]),
                name="collection_period_known",
            ),
            models.CheckConstraint(
                condition=Q(finish__gte=F("start")),
                name="collection_finish_not_before_start",
                violation_error_message="The last day is before the first.",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("start")),
                name="collection_due_not_before_start",
                violation_error_message="Returns are due before the period begins.",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(opened_at__isnull=False),
                name="collection_opened_before_closed",
            ),
            models.UniqueConstraint(
                fields=["period", "name"],
                name="collection_once",
                violation_error_message="There is a collection for this period already.",
            ),
        ]

    def __str__(self) -> str:
        return f"Incident returns {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("incidents:collection", args=[self.pk])

    @property
    def roll_year(self) -> str:
        """The year whose pupils on roll its rates are worked out by: the one it begins in."""
        if self.period == self.Period.FINANCIAL_YEAR and read_year(self.name) is not None:
            return self.name
        return recent_years(self.start, 1)[0]

    def days_late(self, today: date) -> int:
        """By how many days a return that is still missing is late."""
        return max((today - self.due_on).days, 0) if self.is_open else 0

    def file_name(self, suffix: str) -> str:
        """ "incident-returns-2026-27.csv"."""
        return f"{slugify(str(self).replace('/', '-'))}.{suffix}"

    @cached_property
    def lists(self) -> dict[str, list[Category]]:
        """The categories that its form asks by, in order, by dimension."""
        held: dict[str, list[Category]] = {str(dimension): [] for dimension in Dimension}
        chosen = self.category_lists.select_related("list").prefetch_related(
            "list__categories__counts_as"
        )
        for each in chosen:
            held[each.dimension] = list(each.list.categories.all())
        return held

    @property
    def form(self) -> list[tuple[Breakdown, list[Category]]]:
        """Each breakdown of its form with its categories."""
        return [
            (breakdown, categories)
            for breakdown in BREAKDOWNS
            if (categories := self.lists[breakdown.dimension])
        ]


class CollectionCategories(models.Model):
    """The category list by which a collection asks for one dimension, fixed when it opens."""

    collection = models.ForeignKey(
        Collection, on_delete=models.CASCADE, related_name="category_lists"
    )
    dimension = models.CharField(max_length=10, choices=Dimension.choices)
    list = models.ForeignKey(CategoryList, on_delete=models.PROTECT, related_name="+")

    audit_names = ("collection__name", "list__name")

    class Meta:
        verbose_name_plural = "collection categories"
        constraints = [
            models.UniqueConstraint(
                fields=["collection", "dimension"], name="collection_dimension_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.collection}: {self.list}"
