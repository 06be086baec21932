from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from core.text import LINE
from incidents.models.incident_type import IncidentType


class PublishedReturns(models.Model):
    """What was published of a kind of incident: each printed text, frozen as it left the council.

    The record also keeps the true figures, which only the council reads: the next
    publication of the same people must not give away what this one hides. It is never
    changed and never removed.
    """

    type = models.ForeignKey(IncidentType, on_delete=models.PROTECT, related_name="+")
    first_year = models.CharField(max_length=7)
    last_year = models.CharField(max_length=7)
    record = models.JSONField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    published_by_name = models.CharField(max_length=LINE)
    published_at = models.DateTimeField(auto_now_add=True)

    # Kept here for good; a second copy in the trail would say no more.
    audit_omits = ("record",)

    class Meta:
        ordering = ["-pk"]
        verbose_name = "published figures"
        verbose_name_plural = "published figures"
        constraints = [
            models.CheckConstraint(
                condition=Q(last_year__gte=models.F("first_year")), name="published_years_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.first_year} to {self.last_year}"

    def get_absolute_url(self) -> str:
        return reverse("incidents:published", args=[self.pk])

    @property
    def title(self) -> str:
        """As it was called when it was published."""
        return f"{self.record['type']} {self.first_year} to {self.last_year}"
