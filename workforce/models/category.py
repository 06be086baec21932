from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from core.models import Revised
from core.ranges import DateRange
from core.valid_days import ValidDays, ValidDaysQuerySet
from workforce.characteristics import Characteristic, Denominator, Headline


class CharacteristicList(ValidDays, Revised):
    """The categories of one characteristic, for as long as staff are counted by them.

    A list by which staff were counted is never changed: it ends and another begins, which
    breaks the series.
    """

    characteristic = models.CharField(max_length=11, choices=Characteristic.choices)
    name = models.CharField(max_length=100)
    valid_from = models.DateField("first day")
    valid_until = models.DateField("last day", null=True, blank=True)
    denominator = models.CharField(
        "percentages are of",
        max_length=8,
        choices=Denominator.choices,
        default=Denominator.KNOWN,
    )

    objects = ValidDaysQuerySet.as_manager()

    class Meta:
        ordering = ["characteristic", "-valid_from"]
        verbose_name = "list of a characteristic"
        verbose_name_plural = "lists of characteristics"
        constraints = [
            models.CheckConstraint(
                condition=Q(characteristic__in=Characteristic.values),
                name="characteristic_list_of_known",
            ),
            models.CheckConstraint(
                condition=Q(denominator__in=Denominator.values),
                name="characteristic_list_denominator_known",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="characteristic_list_ends_after_it_begins",
                violation_error_message="The last day is before the first.",
            ),
            models.UniqueConstraint(
                "characteristic", Lower("name"), name="characteristic_list_name_once"
            ),
            ExclusionConstraint(
                name="characteristic_lists_apart",
                expressions=[
                    ("characteristic", RangeOperators.EQUAL),
                    (
                        DateRange("valid_from", "valid_until", RangeBoundary(inclusive_upper=True)),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_characteristic_display()}: {self.name}"


class StaffCategory(models.Model):
    """One category of a list. Fine groups are part of broad ones: "Indian" of "Asian", "Asian"
    of "BME". People are counted in those that have no parts; the others are their sums."""

    list = models.ForeignKey(
        CharacteristicList, on_delete=models.CASCADE, related_name="categories"
    )
    name = models.CharField(max_length=100)
    position = models.PositiveSmallIntegerField()
    part_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.RESTRICT, related_name="parts"
    )
    headline = models.CharField(max_length=8, choices=Headline.choices, blank=True)
    """The column of the main table that prints its share."""

    audit_names = ("list__name", "name")

    class Meta:
        ordering = ["list", "position"]
        verbose_name_plural = "staff categories"
        constraints = [
            models.UniqueConstraint("list", Lower("name"), name="staff_category_name_once"),
            models.UniqueConstraint(
                fields=["list", "position"],
                name="staff_category_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(
                fields=["list", "headline"],
                condition=~Q(headline=""),
                name="staff_category_headline_once",
            ),
            models.CheckConstraint(
                condition=Q(headline="") | Q(headline__in=Headline.values),
                name="staff_category_headline_known",
            ),
            models.CheckConstraint(
                condition=~Q(part_of=F("pk")), name="staff_category_part_of_another"
            ),
        ]

    def __str__(self) -> str:
        return self.name
