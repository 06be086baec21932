from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.capabilities import Capability
from accounts.models import User
from core.models import Revised
from core.text import LINE, TEXT
from incidents.models import PublishedReturns
from plans.models import Plan
from workforce.models import Snapshot


class AnnualReportQuerySet(models.QuerySet["AnnualReport"]):
    """Annual reports, and who sees which."""

    def readable_by(self, user: User) -> AnnualReportQuerySet:
        """Those of one's directorates, and those for the committees whose papers one publishes:
        the same people who see the packs that they become a part of."""
        follows = user.reach(Capability.READ_PLANS)
        if follows.everywhere:
            return self
        publishes = user.reach(Capability.PUBLISH_PAPERS)
        return self.filter(
            Q(plan__directorate__in=follows.directorates)
            | Q(plan__directorate__committee__in=publishes.committees)
        )


class AnnualReport(Revised):
    """What a directorate tells of a year of its plan: key facts, returns, and what was achieved.

    Figures are taken from the other parts of the product when it is printed; achievements are
    those of the plan's closed year end.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        SUBMITTED = "submitted", "Submitted"

    plan = models.OneToOneField(Plan, on_delete=models.PROTECT, related_name="annual_report")
    title = models.CharField(max_length=LINE)
    introduction = models.TextField(
        max_length=TEXT, blank=True, help_text="An empty line begins a new paragraph."
    )
    vision = models.TextField(max_length=TEXT, blank=True)
    schools_text = models.TextField("about schools and pupils", max_length=TEXT, blank=True)
    workforce = models.ForeignKey(
        Snapshot, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    workforce_text = models.TextField("about the workforce", max_length=TEXT, blank=True)
    returns = models.ForeignKey(
        PublishedReturns, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    returns_text = models.TextField("about the returns", max_length=TEXT, blank=True)
    achievements_text = models.TextField("about the achievements", max_length=TEXT, blank=True)
    state = models.CharField(
        max_length=9, choices=State.choices, default=State.DRAFT, editable=False
    )

    objects = AnnualReportQuerySet.as_manager()

    class Meta:
        ordering = ["-plan__start", "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "submitted"]), name="annual_report_state_known"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("papers:annual_report", args=[self.pk])

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def state_colour(self) -> str:
        """The colour that goes with the word."""
        return "blue" if self.is_draft else "green"

    def allows(self, user: User, capability: Capability) -> bool:
        """Whether a user has a capability for this report: for its plan's directorate."""
        return self.plan.allows(user, capability)


class ReportedAssessment(Revised):
    """An equality impact assessment of the year, as an annual report lists it."""

    report = models.ForeignKey(AnnualReport, on_delete=models.CASCADE, related_name="assessments")
    position = models.PositiveIntegerField()
    title = models.CharField(max_length=LINE)
    completed_on = models.DateField("completed on", null=True, blank=True)
    finding = models.CharField("what was found and done", max_length=TEXT, blank=True)
    link = models.URLField("where it is published", blank=True)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = "equality impact assessment"
        constraints = [
            models.UniqueConstraint(
                fields=["report", "position"],
                name="reported_assessment_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self) -> str:
        return self.title


class AnnualReportStep(models.Model):
    """The submitting of an annual report, or its taking back, with the reason. It moves the
    report (database trigger)."""

    report = models.ForeignKey(AnnualReport, on_delete=models.CASCADE, related_name="steps")
    to_state = models.CharField(max_length=9, choices=AnnualReport.State.choices)
    note = models.CharField(max_length=TEXT, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_by_name = models.CharField(max_length=LINE)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(to_state="draft") | ~Q(note=""),
                name="annual_report_taken_back_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report}: {self.get_to_state_display()}"

    @property
    def took(self) -> str:
        """What was done, in words."""
        return "taken back" if self.to_state == AnnualReport.State.DRAFT else "submitted"
