from __future__ import annotations

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Q

from core.dates import in_words
from core.models import Revised
from core.ranges import DateRange
from council.models.person import Person

_Days = DateRange  # as migration 3 names it


class AbsenceQuerySet(models.QuerySet["Absence"]):
    """Absences by day."""

    def on(self, day: date) -> AbsenceQuerySet:
        """Those of a day, its first and last day counted."""
        return self.filter(first_day__lte=day, last_day__gte=day)


class Absence(Revised):
    """A time for which somebody is away, and who reports in their place meanwhile."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="absences")
    deputy = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="stands_in_for")
    first_day = models.DateField("first day")
    last_day = models.DateField("last day")

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        ordering = ["first_day"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="absence_not_upside_down",
                violation_error_message="The last day is before the first.",
            ),
            models.CheckConstraint(
                condition=~Q(deputy=F("person")),
                name="absence_deputy_is_another",
                violation_error_message="Nobody stands in for themselves.",
            ),
            ExclusionConstraint(
                name="absence_one_at_a_time",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    (
                        DateRange("first_day", "last_day", RangeBoundary(inclusive_upper=True)),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message="You are away at that time already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} from {in_words(self.first_day)} to {in_words(self.last_day)}"
