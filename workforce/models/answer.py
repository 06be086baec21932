from django.conf import settings
from django.db import models
from django.db.models import Q

from core.models import Revised
from core.text import LINE
from workforce.models.snapshot import Snapshot


class CheckAnswer(Revised):
    """What somebody answers to a warning about a table, kept with the words of the warning.

    It answers these figures only: when one of them changes, the warning is a new one.
    """

    snapshot = models.ForeignKey(Snapshot, on_delete=models.CASCADE, related_name="answers")
    key = models.CharField(max_length=300)
    warning = models.TextField()
    note = models.TextField(max_length=1000)
    as_footnote = models.BooleanField("print this note under the table", default=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_by_name = models.CharField(max_length=LINE)
    answered_at = models.DateTimeField()

    audit_names = ("snapshot__day", "key")

    class Meta:
        ordering = ["snapshot", "pk"]
        verbose_name = "answer to a warning"
        verbose_name_plural = "answers to warnings"
        constraints = [
            models.UniqueConstraint(fields=["snapshot", "key"], name="check_answer_once"),
            models.CheckConstraint(condition=~Q(note=""), name="check_answer_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.snapshot}: {self.note[:100]}"
