"""The audit trail's two tables, and what every edited row has in common."""

from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone


class AuditAct(models.Model):
    """What somebody did, once: the sentence of the audit trail.

    Names are kept as words, so that the trail still tells who it was when the person
    has left and what it was about when the thing is gone.
    """

    at = models.DateTimeField(default=timezone.now, editable=False)
    action = models.CharField(max_length=60)
    actor_id = models.BigIntegerField(null=True, blank=True)
    actor_name = models.CharField(max_length=200, blank=True)
    target_model = models.CharField(max_length=80, blank=True)
    target_id = models.BigIntegerField(null=True, blank=True)
    target_name = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)

    audit_unwatched = True

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["target_model", "target_id"], name="audit_act_target"),
            models.Index(fields=["actor_id"], name="audit_act_actor"),
            models.Index(fields=["at"], name="audit_act_at"),
        ]

    def __str__(self) -> str:
        return self.sentence

    def about(self, target: models.Model, *, save: bool = True) -> None:
        """Name what the act is about."""
        self.target_model = target._meta.label_lower
        self.target_id = target.pk
        self.target_name = str(target)[:300]
        if save:
            self.save(update_fields=["target_model", "target_id", "target_name"])

    @property
    def sentence(self) -> str:
        """The act in words: "Amina Yusuf imported the plan Children's Services 2026/27"."""
        from core.audit import ACTIONS

        words = ACTIONS.get(self.action, self.action)
        return " ".join(part for part in (self.actor_name or "The system", words) if part) + (
            f" {self.target_name}" if self.target_name else ""
        )


class AuditChange(models.Model):
    """One row that was added, altered or removed, written by the database itself."""

    class Operation(models.TextChoices):
        INSERT = "I", "added"
        UPDATE = "U", "changed"
        DELETE = "D", "removed"

    act = models.ForeignKey(
        AuditAct, null=True, on_delete=models.PROTECT, related_name="changes", db_constraint=False
    )
    at = models.DateTimeField(db_default=Now(), editable=False)
    table_name = models.CharField(max_length=63)
    row_id = models.CharField(max_length=64)
    operation = models.CharField(max_length=1, choices=Operation.choices)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    audit_unwatched = True

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["table_name", "row_id"], name="audit_change_row"),
            GinIndex(fields=["after"], opclasses=["jsonb_path_ops"], name="audit_change_after"),
        ]

    def __str__(self) -> str:
        return f"{self.get_operation_display()} {self.table_name} {self.row_id}"


class Revised(models.Model):
    """A row that people edit in forms: its revision tells whether it changed meanwhile."""

    revision = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        # Single columns (a sign-in's date, a password) are no edit of the row as people see it.
        if not self._state.adding and kwargs.get("update_fields") is None:
            self.revision += 1
        super().save(*args, **kwargs)
