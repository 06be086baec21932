from datetime import timedelta

from django.db import models
from django.utils import timezone

from plans.models.plan import Plan


class SentForm(models.Model):
    """A form by which a part was added, so that sent twice it adds the part once.

    Each form to add a part carries a token of its own; a double click or the Back button
    sends it again.
    """

    KEPT = timedelta(days=30)

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="sent_forms")
    token = models.UUIDField()
    kind = models.CharField(max_length=10)
    part_pk = models.BigIntegerField()
    sent_at = models.DateTimeField(default=timezone.now)

    audit_unwatched = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "token"], name="form_sent_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.part_pk}"
