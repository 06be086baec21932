from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class Document(models.Model):
    """A PDF that somebody asked for: waiting, being made, ready or failed."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        MAKING = "making", "Being made"
        READY = "ready", "Ready"
        FAILED = "failed", "Failed"

    audit_omits = ("content", "doing", "pages_so_far")

    kind = models.CharField(max_length=20)
    target_id = models.BigIntegerField()
    parameters = models.JSONField(default=dict, blank=True)
    """What it needs besides its target: of a comparison, with what it compares."""
    title = models.CharField(max_length=600)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="documents"
    )
    requested_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    doing = models.CharField(max_length=200, blank=True)
    """What is being done while it is made, and how many pages are laid out."""
    pages_so_far = models.PositiveIntegerField(null=True)
    content = models.BinaryField(null=True)
    pages = models.PositiveIntegerField(null=True)
    notices = models.JSONField(default=list)
    """What the person should know of the document, a sentence each."""
    problem = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="ready") | Q(content__isnull=False),
                name="a_ready_document_has_its_content",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_under_way(self) -> bool:
        return self.state in (self.State.WAITING, self.State.MAKING)

    @property
    def progress(self) -> str:
        """How far it is while it is made: "Laying out: page 57 so far"."""
        if self.pages_so_far is None:
            return self.doing
        return f"{self.doing}: page {self.pages_so_far} so far"
