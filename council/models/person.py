from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from core.models import Revised
from council.models.directorate import Directorate, Division


class PersonQuerySet(models.QuerySet["Person"]):
    """People by whether they work here."""

    def here(self, day: date) -> PersonQuerySet:
        """Those who have not left by a day."""
        return self.filter(Q(left_on=None) | Q(left_on__gt=day))


class Person(Revised):
    """Somebody named in plans; need not have a login. Leavers stay, history keeps the name."""

    name = models.CharField(max_length=200)
    post = models.CharField(max_length=200, blank=True)
    email = models.EmailField("email", blank=True)
    directorate = models.ForeignKey(
        Directorate, null=True, blank=True, on_delete=models.PROTECT, related_name="people"
    )
    division = models.ForeignKey(
        Division, null=True, blank=True, on_delete=models.PROTECT, related_name="people"
    )
    named_in_public = models.BooleanField(
        "named in public papers",
        default=False,
        help_text="Senior officers are. Of others, papers for the public name the post.",
    )
    left_on = models.DateField("left on", null=True, blank=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return self.name
