from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.text import LINE, TEXT
from plans.models.plan import Plan


class CommentQuerySet(models.QuerySet["Comment"]):
    """Comments by where they stand."""

    def threads(self) -> CommentQuerySet:
        """The comments that began a thread, those not resolved first, the latest on top."""
        return self.filter(thread=None).order_by(
            models.F("resolved_at").desc(nulls_first=True), "-pk"
        )


class Comment(models.Model):
    """What somebody says of an action, KPI, risk or the whole plan to those who work on it.

    Never printed. A thread is its first comment and the replies; it can be resolved. An edit
    is marked, and the audit trail keeps what stood there.
    """

    KINDS = ("action", "kpi", "risk")

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="comments")
    kind = models.CharField(max_length=10, blank=True)
    part_pk = models.BigIntegerField(null=True)
    thread = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="replies")
    text = models.CharField(max_length=TEXT)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    author_name = models.CharField(max_length=LINE)
    made_at = models.DateTimeField(auto_now_add=True)
    edited_at = models.DateTimeField(null=True)
    resolved_at = models.DateTimeField(null=True)
    resolved_by_name = models.CharField(max_length=LINE, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["plan", "kind", "part_pk"], name="comment_part")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="", part_pk__isnull=True)
                | Q(kind__in=["action", "kpi", "risk"], part_pk__isnull=False),
                name="comment_is_of_a_part_or_of_the_plan",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="comment_says_something"),
            models.CheckConstraint(
                condition=Q(resolved_at__isnull=True) | Q(thread__isnull=True),
                name="comment_resolved_is_a_thread",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def is_resolved(self) -> bool:
        return self.resolved_at is not None
