from django.db import models
from django.db.models import Q

from core.text import LINE, TEXT
from incidents.models.school_return import SchoolReturn


class ReturnQuery(models.Model):
    """What the council asks a school about its return, and the school's answer; both stay."""

    school_return = models.ForeignKey(
        SchoolReturn, on_delete=models.CASCADE, related_name="queries"
    )
    question = models.CharField(max_length=TEXT)
    asked_by_name = models.CharField(max_length=LINE)
    asked_at = models.DateTimeField(auto_now_add=True)
    answer = models.CharField(max_length=TEXT, blank=True)
    answered_by_name = models.CharField(max_length=LINE, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "return queries"
        constraints = [
            models.CheckConstraint(condition=~Q(question=""), name="query_asks_something"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="", answered_by_name="")
                | (Q(answered_at__isnull=False) & ~Q(answer="") & ~Q(answered_by_name="")),
                name="query_answered_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["school_return"],
                condition=Q(answered_at__isnull=True),
                name="query_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school_return}: {self.question}"

    @property
    def is_answered(self) -> bool:
        return self.answered_at is not None


class ReopeningRequest(models.Model):
    """A school's request to change a return that it has confirmed, and what became of it."""

    school_return = models.ForeignKey(
        SchoolReturn, on_delete=models.CASCADE, related_name="reopening_requests"
    )
    reason = models.CharField(max_length=TEXT)
    asked_by_name = models.CharField(max_length=LINE)
    asked_at = models.DateTimeField(auto_now_add=True)
    granted = models.BooleanField(null=True)
    decision = models.CharField(max_length=TEXT, blank=True)
    decided_by_name = models.CharField(max_length=LINE, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="reopening_request_says_why"),
            models.CheckConstraint(
                condition=Q(granted__isnull=True, decided_at__isnull=True)
                | (Q(granted__isnull=False, decided_at__isnull=False) & ~Q(decided_by_name="")),
                name="reopening_decided_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["school_return"],
                condition=Q(granted__isnull=True),
                name="reopening_asked_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school_return}: {self.reason}"
