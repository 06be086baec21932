from django.conf import settings
from django.db import models
from django.db.models import Q

from core.dates import in_words
from core.text import LINE, TEXT
from plans.models.plan import Plan


class RouteStep(models.Model):
    """One step of a plan's route to approval: what was decided, by whom, and who recorded it.

    The step moves the plan: the database takes the plan's status from a step that fits where
    the plan stands, and from nowhere else. An approval holds for the version that was
    approved, told by its number and by the digest of its text.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="route_steps")
    from_status = models.CharField(max_length=10, choices=Plan.Status.choices)
    to_status = models.CharField(max_length=10, choices=Plan.Status.choices)
    decided_by = models.CharField("decided by", max_length=LINE)
    decided_on = models.DateField("decided on")
    meeting = models.CharField(max_length=LINE, blank=True)
    note = models.CharField(max_length=TEXT, blank=True)
    version = models.PositiveIntegerField(null=True, editable=False)
    digest = models.CharField(max_length=64, blank=True, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_by_name = models.CharField(max_length=200)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(to_status__in=["draft", "withdrawn"]) | ~Q(note=""),
                name="sending_back_needs_a_reason",
                violation_error_message="Enter the reason.",
            ),
            models.CheckConstraint(
                condition=Q(to_status="approved", version__isnull=False)
                | (~Q(to_status="approved") & Q(version__isnull=True)),
                name="approval_has_a_version",
            ),
            models.UniqueConstraint(fields=["plan", "version"], name="version_approved_once"),
        ]

    def __str__(self) -> str:
        return f"{self.took}, {in_words(self.decided_on)}"

    @property
    def took(self) -> str:
        """What it did, as a reader is told: "Sent back to draft", "Approved"."""
        if self.to_status == Plan.Status.DRAFT:
            withdrawn = self.from_status == Plan.Status.WITHDRAWN
            return "Taken up again as a draft" if withdrawn else "Sent back to draft"
        return self.get_to_status_display()

    @property
    def needed_a_reason(self) -> bool:
        """Whether its note is the reason for which the plan went back or was withdrawn."""
        return self.to_status in (Plan.Status.DRAFT, Plan.Status.WITHDRAWN)
