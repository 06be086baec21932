from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from core.models import Revised
from core.ranges import DateRange
from core.valid_days import ValidDays, ValidDaysQuerySet
from incidents.breakdowns import Dimension


class CategoryList(ValidDays, Revised):
    """The categories of one dimension, for as long as returns are asked by them.

    Returns of 2010 keep the categories of 2010: a list that was used is never changed, it
    ends and another one begins.
    """

    dimension = models.CharField("what is broken down", max_length=10, choices=Dimension.choices)
    name = models.CharField(max_length=100)
    valid_from = models.DateField("first day")
    valid_until = models.DateField("last day", null=True, blank=True)

    objects = ValidDaysQuerySet.as_manager()

    class Meta:
        ordering = ["dimension", "-valid_from"]
        verbose_name = "category list"
        constraints = [
            models.CheckConstraint(
                condition=Q(dimension__in=Dimension.values), name="category_list_dimension_known"
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="category_list_ends_after_it_begins",
                violation_error_message="The last day is before the first.",
            ),
            models.UniqueConstraint("dimension", Lower("name"), name="category_list_name_once"),
            ExclusionConstraint(
                name="category_lists_apart",
                expressions=[
                    ("dimension", RangeOperators.EQUAL),
                    (
                        DateRange("valid_from", "valid_until", RangeBoundary(inclusive_upper=True)),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_dimension_display()}: {self.name}"


class CategoryQuerySet(models.QuerySet["Category"]):
    """Categories and what they count as."""

    def broadest(self) -> dict[int, Category]:
        """Each category by its number with what it counts as in the end: the broad group of
        an earlier list may itself count as one of a still earlier list."""
        every = {each.pk: each for each in self.select_related("list")}

        def followed(pk: int, passed: frozenset[int]) -> Category:
            broad = every[pk].counts_as_id
            if broad is None or broad in passed:
                return every[pk]
            return followed(broad, passed | {broad})

        return {pk: followed(pk, frozenset({pk})) for pk in every}


class Category(models.Model):
    """One category of a list.

    `counts_as` maps a fine group of a later list into the broad one of an earlier list, so
    that years with different lists can be set beside one another.
    """

    list = models.ForeignKey(CategoryList, on_delete=models.CASCADE, related_name="categories")
    name = models.CharField(max_length=100)
    position = models.PositiveSmallIntegerField()
    counts_as = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="finer"
    )

    audit_names = ("list__name", "name")

    objects = CategoryQuerySet.as_manager()

    class Meta:
        ordering = ["list", "position"]
        verbose_name_plural = "categories"
        constraints = [
            models.UniqueConstraint("list", Lower("name"), name="category_name_once"),
            models.UniqueConstraint(
                fields=["list", "position"],
                name="category_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=~Q(counts_as=F("pk")), name="category_counts_as_another"
            ),
        ]

    def __str__(self) -> str:
        return self.name
