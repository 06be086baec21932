from __future__ import annotations

from datetime import date, timedelta

from django.db import models
from django.db.models import Q
from django.urls import reverse

from core.dates import in_words
from core.models import Revised
from core.text import LINE
from council.models import Directorate
from workforce.characteristics import Characteristic, Headline, Held
from workforce.models.category import StaffCategory
from workforce.models.group import StaffGroup

WHOLE_COUNCIL = "Whole council"


class Snapshot(Revised):
    """Staff of a directorate or of the whole council on a day, or those who came, rose or left
    in the twelve months up to it: another table with a base of its own."""

    class Base(models.TextChoices):
        STAFF = "staff", "Staff"
        APPLICANTS = "applicants", "Applicants"
        SHORTLISTED = "shortlisted", "Shortlisted"
        APPOINTED = "appointed", "Appointed"
        PROMOTED = "promoted", "Promoted"
        LEAVERS = "leavers", "Leavers"

    class Way(models.TextChoices):
        COUNTS = "counts", "Counts"
        EXTRACT = "extract", "HR extract"
        PERCENTAGES = "percentages", "Percentages as published"

    base = models.CharField("who is counted", max_length=11, choices=Base.choices)
    directorate = models.ForeignKey(
        Directorate,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="organisation",
    )
    day = models.DateField("day")
    way = models.CharField("made of", max_length=11, choices=Way.choices, editable=False)
    source = models.CharField(max_length=LINE, blank=True)
    note = models.TextField(max_length=2000, blank=True)
    is_public = models.BooleanField("these percentages are public already", default=False)

    class Meta:
        ordering = ["-day", "directorate__name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    base__in=[
                        "staff",
                        "applicants",
                        "shortlisted",
                        "appointed",
                        "promoted",
                        "leavers",
                    ]
                ),
                name="snapshot_base_known",
            ),
            models.CheckConstraint(
                condition=Q(way__in=["counts", "extract", "percentages"]), name="snapshot_way_known"
            ),
            models.CheckConstraint(
                condition=Q(is_public=False) | Q(way="percentages"),
                name="snapshot_only_percentages_are_public",
            ),
            models.UniqueConstraint(
                fields=["base", "directorate", "day"],
                nulls_distinct=False,
                name="snapshot_once",
                violation_error_message="There are figures of this organisation and day already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.about}"

    def get_absolute_url(self) -> str:
        return reverse("workforce:profile", args=[self.pk])

    @property
    def organisation(self) -> str:
        """The directorate's name, or "Whole council"."""
        return str(self.directorate) if self.directorate else WHOLE_COUNCIL

    @property
    def is_flow(self) -> bool:
        """Whether it tells of twelve months and not of a day."""
        return self.base != self.Base.STAFF

    @property
    def about(self) -> str:
        """ "staff on 31 March 2026", "leavers, 1 April 2025 to 31 March 2026"."""
        who = self.get_base_display().lower()
        if not self.is_flow:
            return f"{who} on {in_words(self.day)}"
        return f"{who}, {in_words(self.first_day)} to {in_words(self.day)}"

    @property
    def first_day(self) -> date:
        """The first of the twelve months that end on its day."""
        after = self.day + timedelta(days=1)
        return date(after.year - 1, after.month, 28 if after.month == 2 else after.day)

    @property
    def has_counts(self) -> bool:
        return self.way != self.Way.PERCENTAGES


class GroupCount(Revised):
    """A group of a snapshot. Of percentages the headcount may not be known; of counts totals
    are worked out and have no row."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.CASCADE, related_name="groups")
    group = models.ForeignKey(StaffGroup, on_delete=models.PROTECT, related_name="+")
    headcount = models.PositiveIntegerField(null=True, blank=True)

    audit_names = ("snapshot__day", "group__name")

    class Meta:
        ordering = ["snapshot", "group__position", "pk"]
        verbose_name = "group of a snapshot"
        verbose_name_plural = "groups of snapshots"
        constraints = [
            models.UniqueConstraint(fields=["snapshot", "group"], name="snapshot_group_once"),
        ]

    def __str__(self) -> str:
        return f"{self.snapshot}, {self.group}"


class StaffCount(models.Model):
    """How many of a group are in a category, prefer not to say, or gave no answer that is held.

    The counts of a characteristic add up to the group's headcount (a trigger of 0001).
    """

    group_count = models.ForeignKey(GroupCount, on_delete=models.CASCADE, related_name="counts")
    characteristic = models.CharField(max_length=11, choices=Characteristic.choices)
    held = models.CharField(max_length=10, choices=Held.choices)
    category = models.ForeignKey(
        StaffCategory, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    count = models.PositiveIntegerField()

    audit_names = ("group_count__group__name", "characteristic", "held", "category__name")

    class Meta:
        ordering = ["group_count", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group_count", "characteristic", "held", "category"],
                nulls_distinct=False,
                name="staff_count_once",
            ),
            models.CheckConstraint(
                condition=Q(held="category", category__isnull=False)
                | Q(held__in=["prefer_not", "not_held"], category__isnull=True),
                name="staff_count_of_category",
            ),
            models.CheckConstraint(
                condition=Q(characteristic__in=Characteristic.values),
                name="staff_count_characteristic_known",
            ),
        ]

    def __str__(self) -> str:
        what = str(self.category) if self.category else self.get_held_display()
        return f"{self.get_characteristic_display()}, {what}: {self.count}"


class PrintedShare(models.Model):
    """A percentage as it was published, kept as it was printed: "24", "24.0" and "24.3"."""

    group_count = models.ForeignKey(GroupCount, on_delete=models.CASCADE, related_name="shares")
    headline = models.CharField(max_length=8, choices=Headline.choices)
    text = models.CharField(max_length=8)

    audit_names = ("group_count__group__name", "headline")

    class Meta:
        ordering = ["group_count", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["group_count", "headline"], name="printed_share_once"),
            models.CheckConstraint(
                condition=Q(headline__in=Headline.values), name="printed_share_headline_known"
            ),
            models.CheckConstraint(
                condition=Q(text__regex=r"^(100(\.0+)?|\d{1,2}(\.\d+)?)$"),
                name="printed_share_is_percentage",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_headline_display()}: {self.text}"
