from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.capabilities import Capability
from accounts.models import User
from core.models import Revised
from core.text import LINE, TEXT
from council.models import Committee, Directorate
from reports.models.meeting import Meeting


class PackQuerySet(models.QuerySet["Pack"]):
    """Packs, and who works on which."""

    def readable_by(self, user: User) -> PackQuerySet:
        """The packs a user may see while they are made: those of one's directorates, and those
        for the committees whose papers one publishes."""
        writes = user.reach(Capability.READ_PLANS)
        if writes.everywhere:
            return self
        publishes = user.reach(Capability.PUBLISH_PAPERS)
        return self.filter(
            Q(directorate__in=writes.directorates) | Q(committee__in=publishes.committees)
        )


class Pack(Revised):
    """The papers of one item for a committee, while they are made: parts in their order.

    The open parts become one document (part A), the exempt ones another (part B). A pack moves
    by its steps only, and its parts change only while it is a draft (database triggers).
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        SUBMITTED = "submitted", "Submitted for approval"
        APPROVED = "approved", "Approved"
        FROZEN = "frozen", "Frozen"

    class ExemptParagraph(models.IntegerChoices):
        """Part 1 of Schedule 12A to the Local Government Act 1972."""

        INDIVIDUAL = 1, "1: information about an individual"
        IDENTITY = 2, "2: information likely to reveal who an individual is"
        AFFAIRS = 3, "3: financial or business affairs of a person or the council"
        LABOUR = 4, "4: consultations or negotiations about labour relations"
        LEGAL = 5, "5: legal professional privilege"
        NOTICES = 6, "6: notices, orders or directions that the council proposes"
        CRIME = 7, "7: prevention, investigation or prosecution of crime"

    title = models.CharField(max_length=LINE)
    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="packs")
    directorate = models.ForeignKey(Directorate, on_delete=models.PROTECT, related_name="packs")
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="packs"
    )
    state = models.CharField(
        max_length=9, choices=State.choices, default=State.DRAFT, editable=False
    )
    replaces_names = models.BooleanField(
        "name posts instead of junior officers in the public version", default=True
    )
    exempt_paragraph = models.PositiveSmallIntegerField(
        "paragraph of Schedule 12A", choices=ExemptParagraph.choices, null=True, blank=True
    )
    public_interest = models.CharField(
        "why the public interest favours not publishing", max_length=TEXT, blank=True
    )

    objects = PackQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "submitted", "approved", "frozen"]),
                name="pack_state_known",
            ),
            models.CheckConstraint(
                condition=Q(exempt_paragraph__isnull=True) | Q(exempt_paragraph__range=(1, 7)),
                name="pack_exempt_paragraph_known",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("papers:pack", args=[self.pk])

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    def allows(self, user: User, capability: Capability) -> bool:
        """Whether a user has a capability for this pack: by its directorate or its committee."""
        reach = user.reach(capability)
        return reach.covers_directorate(self.directorate_id) or (
            self.committee_id in reach.committees
        )


class Annex(models.Model):
    """A PDF that somebody uploaded to be bound into a pack, checked when it came in."""

    pack = models.ForeignKey(Pack, on_delete=models.CASCADE, related_name="annexes")
    file_name = models.CharField(max_length=255)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveIntegerField()
    is_tagged = models.BooleanField()
    notices = models.JSONField(default=list)
    """What its author should know of it, a sentence each."""
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField(default=timezone.now)

    audit_omits = ("content",)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.file_name


class PackPart(Revised):
    """A part of a pack: something that is printed, or an annex."""

    class Kind(models.TextChoices):
        COVER_REPORT = "cover-report", "Cover report"
        PLAN = "plan", "Plan"
        ANNUAL_REPORT = "annual-report", "Annual report"
        PROGRESS = "progress", "Progress report"
        WORKFORCE = "workforce", "Workforce profile"
        INCIDENTS = "incidents", "Incident returns"
        THRESHOLDS = "thresholds", "Threshold framework"
        ANSWERS = "answers", "Answers to members’ questions"
        ANNEX = "annex", "Annex (PDF)"

    OF_THE_PACK: ClassVar = (Kind.ANSWERS,)
    """Kinds that are made of the pack itself and name nothing else."""

    pack = models.ForeignKey(Pack, on_delete=models.CASCADE, related_name="parts")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=13, choices=Kind.choices)
    target_id = models.BigIntegerField(null=True, blank=True)
    """What it is made of, of the kind's own model."""
    annex = models.OneToOneField(
        Annex, null=True, blank=True, on_delete=models.CASCADE, related_name="part"
    )
    is_exempt = models.BooleanField("exempt from publication (part B)", default=False)
    title = models.CharField(
        max_length=LINE, blank=True, help_text="If it shall be called otherwise in the contents."
    )

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["pack", "position"],
                name="pack_part_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(
                fields=["pack", "kind", "target_id"],
                condition=Q(target_id__isnull=False),
                name="pack_part_once",
                violation_error_message="This is in the pack already.",
            ),
            models.UniqueConstraint(
                fields=["pack"], condition=Q(kind="answers"), name="pack_answers_once"
            ),
            models.CheckConstraint(
                condition=Q(kind="annex", annex__isnull=False, target_id__isnull=True)
                | Q(kind="answers", annex__isnull=True, target_id__isnull=True)
                | Q(
                    kind__in=[
                        "cover-report",
                        "plan",
                        "annual-report",
                        "progress",
                        "workforce",
                        "incidents",
                        "thresholds",
                    ],
                    annex__isnull=True,
                    target_id__isnull=False,
                ),
                name="pack_part_names_what_it_is_made_of",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.get_kind_display()


class PackStep(models.Model):
    """A step of a pack: written, submitted, approved and frozen are facts of different people.

    The step moves the pack (database trigger). An approval keeps what each part said then.
    """

    pack = models.ForeignKey(Pack, on_delete=models.CASCADE, related_name="steps")
    from_state = models.CharField(max_length=9, choices=Pack.State.choices)
    to_state = models.CharField(max_length=9, choices=Pack.State.choices)
    note = models.CharField(max_length=TEXT, blank=True)
    digests = models.JSONField(default=dict)
    """Of an approval: the digest of each part that was read, by its number."""
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_by_name = models.CharField(max_length=LINE)
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(to_state="draft") | ~Q(note=""),
                name="pack_sent_back_with_a_reason",
                violation_error_message="Enter the reason.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pack}: {self.get_to_state_display()}"
