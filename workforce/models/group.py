from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import IntegerRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Lower

from core.dates import in_words
from core.models import Revised
from core.ranges import DateRange
from core.valid_days import ValidDays, ValidDaysQuerySet


class PointRange(Func):
    """PostgreSQL's int4range of two columns; an empty end means without an end."""

    function = "INT4RANGE"
    output_field = IntegerRangeField()


class StaffGroup(Revised):
    """A row of the tables: staff of a band of scale points, staff of schools, or a total of others.

    Groups make a tree: "Scale point 34 and above" is part of "Total directly employed", which
    with school staff is part of "Total with schools".
    """

    class Kind(models.TextChoices):
        BAND = "band", "A band of scale points"
        SCHOOLS = "schools", "Employed by schools"
        TOTAL = "total", "A total of other groups"

    name = models.CharField(max_length=100)
    kind = models.CharField("who is in it", max_length=7, choices=Kind.choices, default=Kind.BAND)
    part_of = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="parts",
        verbose_name="is part of",
        limit_choices_to={"kind": "total"},
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = "staff group"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["band", "schools", "total"]), name="staff_group_kind_known"
            ),
            models.UniqueConstraint(Lower("name"), name="staff_group_name_once"),
            models.CheckConstraint(
                condition=~Q(part_of=F("pk")), name="staff_group_part_of_another"
            ),
            models.UniqueConstraint(
                fields=["kind"], condition=Q(kind="schools"), name="staff_group_schools_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_total(self) -> bool:
        return self.kind == self.Kind.TOTAL


class GroupBand(ValidDays, models.Model):
    """The scale points of a group for some years. No point is in two groups on one day."""

    group = models.ForeignKey(StaffGroup, on_delete=models.CASCADE, related_name="bands")
    valid_from = models.DateField("first day")
    valid_until = models.DateField("last day", null=True, blank=True)
    first_point = models.PositiveSmallIntegerField(null=True, blank=True)
    last_point = models.PositiveSmallIntegerField(null=True, blank=True)

    audit_names = ("group__name",)

    objects = ValidDaysQuerySet.as_manager()

    class Meta:
        ordering = ["group", "valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="group_band_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(first_point__isnull=True)
                | Q(last_point__isnull=True)
                | Q(last_point__gte=F("first_point")),
                name="group_band_points_in_order",
            ),
            ExclusionConstraint(
                name="group_bands_apart",
                expressions=[
                    (
                        DateRange("valid_from", "valid_until", RangeBoundary(inclusive_upper=True)),
                        RangeOperators.OVERLAPS,
                    ),
                    (
                        PointRange(
                            "first_point", "last_point", RangeBoundary(inclusive_upper=True)
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
            ExclusionConstraint(
                name="group_has_one_band_a_day",
                expressions=[
                    ("group", RangeOperators.EQUAL),
                    (
                        DateRange("valid_from", "valid_until", RangeBoundary(inclusive_upper=True)),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group}: {self.points_in_words} from {in_words(self.valid_from)}"

    @property
    def points_in_words(self) -> str:
        """ "34 and above", "1 to 33"."""
        if self.first_point is None and self.last_point is None:
            return "every point"
        if self.last_point is None:
            return f"{self.first_point} and above"
        if self.first_point is None:
            return f"{self.last_point} and below"
        return f"{self.first_point} to {self.last_point}"

    def holds(self, point: int) -> bool:
        """Whether a scale point is in the band."""
        above = self.first_point is None or point >= self.first_point
        return above and (self.last_point is None or point <= self.last_point)

    @property
    def points(self) -> tuple[int | None, int | None]:
        return self.first_point, self.last_point
