"""Who has a page or form of a plan open, for as long as it is open."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from accounts.models import User
from core.dates import in_words
from plans.models.plan import Plan

KEPT = timedelta(seconds=60)
"""How long somebody counts as present after the last sign; pages give one every 20 seconds."""


class PresenceQuerySet(models.QuerySet["Presence"]):
    """Who is where."""

    def now(self) -> PresenceQuerySet:
        """Those who gave a sign within the last minute."""
        return self.filter(seen_at__gte=timezone.now() - KEPT)

    def gone(self) -> PresenceQuerySet:
        """Those who gave no sign any more."""
        return self.filter(seen_at__lt=timezone.now() - KEPT)

    def others(self, plan: Plan, user: User) -> PresenceQuerySet:
        """Everybody else who has something of a plan open, the first to come first."""
        return self.now().filter(plan=plan).exclude(user=user).select_related("user")


class Presence(models.Model):
    """Somebody has a part of a plan open. No record: it is forgotten after a minute."""

    class Page(models.TextChoices):
        FORM = "form", "Form"
        WRITING = "writing", "Writing page"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10)
    part_pk = models.BigIntegerField()
    page = models.CharField(max_length=7, choices=Page.choices)
    opened_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField()

    objects = PresenceQuerySet.as_manager()

    audit_unwatched = True

    class Meta:
        ordering = ["opened_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "plan", "kind", "part_pk", "page"], name="presence_once"
            ),
            models.CheckConstraint(
                condition=models.Q(page__in=["form", "writing"]), name="presence_page_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} has this open (since {self.since})"

    @property
    def since(self) -> str:
        """When it was opened: "09:30", with the day if that was not today."""
        opened = timezone.localtime(self.opened_at)
        day = "" if opened.date() == timezone.localdate() else f"{in_words(opened.date())}, "
        return f"{day}{opened:%H:%M}"
