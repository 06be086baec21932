from __future__ import annotations

from datetime import date

from django.db import models
from django.urls import reverse
from django.utils import timezone

from core.dates import in_words
from core.models import Revised
from core.text import LINE
from council.models import Committee


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """Meetings by day."""

    def coming(self, today: date) -> MeetingQuerySet:
        """Those of today and later that take place, the next one first."""
        return self.filter(day__gte=today, is_cancelled=False).order_by("day", "pk")


class Meeting(Revised):
    """A meeting of a scrutiny committee, to which papers are sent."""

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="meetings")
    day = models.DateField()
    begins = models.TimeField("time", null=True, blank=True)
    place = models.CharField(max_length=LINE, blank=True)
    is_cancelled = models.BooleanField("it does not take place", default=False)
    """A meeting for which papers were frozen keeps its day; one that is put off is cancelled, and
    the new one is added."""

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "committee__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "day"],
                name="committee_meets_once_a_day",
                violation_error_message="This committee meets on that day already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.committee}, {in_words(self.day)}"

    def get_absolute_url(self) -> str:
        return reverse("papers:meeting", args=[self.pk])

    @property
    def is_past(self) -> bool:
        return self.day < timezone.localdate()

    @property
    def year(self) -> int:
        """The calendar year in which its municipal year (May to April) begins."""
        return self.day.year if self.day.month >= 5 else self.day.year - 1
