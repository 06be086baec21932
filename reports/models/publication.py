from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from core.text import LINE, TEXT
from reports.models.paper import Audience, Paper


class Publication(models.Model):
    """The publishing of a frozen paper to its committee, or to everybody: it stays."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="publications")
    audience = models.CharField(max_length=9, choices=Audience.choices)
    clear_days = models.IntegerField()
    """Between the day of publication and that of the meeting; 0 if it has passed."""
    is_late = models.BooleanField()
    late_reason = models.CharField("why it is late", max_length=TEXT, blank=True)
    urgency = models.CharField("why it is urgent", max_length=TEXT, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    published_by_name = models.CharField(max_length=LINE)
    published_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "audience"], name="published_once_to_each"),
            models.CheckConstraint(
                condition=Q(audience__in=["committee", "public"]), name="publication_audience_known"
            ),
            models.CheckConstraint(
                condition=Q(is_late=False, late_reason="", urgency="")
                | (Q(is_late=True) & ~Q(late_reason="") & ~Q(urgency="")),
                name="late_publication_states_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.paper}: {self.get_audience_display()}"
