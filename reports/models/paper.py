from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.capabilities import Capability
from accounts.models import User
from core.text import LINE, TEXT
from council.models import Committee, Directorate
from reports.models.meeting import Meeting
from reports.models.pack import Pack
from reports.models.question import Question


class Audience(models.TextChoices):
    """Whom a paper is for; it decides which profile of disclosure control its figures pass."""

    COMMITTEE = "committee", "Committee"
    PUBLIC = "public", "Public"


class PaperQuerySet(models.QuerySet["Paper"]):
    """Frozen papers, and who may read which."""

    def public(self) -> PaperQuerySet:
        """Those that were published to everybody."""
        return self.filter(publications__audience=Audience.PUBLIC)

    def read_whole_by(self, user: User) -> PaperQuerySet:
        """Those of which somebody reads what the committee reads, part B as well: those of one's
        own directorates, those one publishes, and those published to one's committees."""
        writes = user.reach(Capability.READ_PLANS)
        if writes.everywhere:
            return self
        publishes = user.reach(Capability.PUBLISH_PAPERS)
        reads = user.reach(Capability.READ_PAPERS)
        published = Paper.objects.filter(
            publications__audience=Audience.COMMITTEE, committee__in=reads.committees
        )
        return self.filter(
            Q(pk__in=published.values("pk"))
            | Q(directorate__in=writes.directorates)
            | Q(committee__in=publishes.committees)
        )

    def readable_by(self, user: User) -> PaperQuerySet:
        """Those that somebody reads as the committee does, and what was published to everybody."""
        whole = Paper.objects.read_whole_by(user).order_by().values("pk")
        public = Paper.objects.public().order_by().values("pk")
        return self.filter(Q(pk__in=whole) | Q(pk__in=public))

    def standing(self) -> PaperQuerySet:
        """Those that no later version replaces."""
        return self.filter(replaced_by__isnull=True)


class Paper(models.Model):
    """What was frozen of a pack: a version that stays as it is, for ever, with its files and the
    data behind it. A corrected paper is a new version that names the one it replaces.

    Its files, texts and answers are stored first and it is stored last: nothing can be added to a
    paper that exists (database triggers)."""

    pack = models.ForeignKey(Pack, on_delete=models.PROTECT, related_name="papers")
    version = models.PositiveIntegerField()
    replaces = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    correction = models.CharField(max_length=TEXT, blank=True)
    """What was corrected, in a version that replaces another."""
    title = models.CharField(max_length=LINE)
    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="papers")
    committee_name = models.CharField(max_length=LINE)
    directorate = models.ForeignKey(Directorate, on_delete=models.PROTECT, related_name="papers")
    directorate_name = models.CharField(max_length=LINE)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="papers")
    meeting_day = models.DateField()
    year = models.PositiveIntegerField()
    """The calendar year in which the municipal year of the meeting begins."""
    kinds = models.JSONField(default=list)
    """The kinds of its open parts."""
    asks_for = models.JSONField(default=list)
    """What its open cover reports asked of the committee: "decision"."""
    data = models.JSONField()
    """Each plan that it prints or reports on, in the plan format, by its number; those of part B
    too, for it is given to those alone who read that."""
    written_by_name = models.CharField(max_length=LINE)
    submitted_by_name = models.CharField(max_length=LINE)
    approved_by_name = models.CharField(max_length=LINE)
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    frozen_by_name = models.CharField(max_length=LINE)
    frozen_at = models.DateTimeField(default=timezone.now)

    objects = PaperQuerySet.as_manager()

    # Kept here for good; a second copy in the trail would say no more.
    audit_omits = ("data",)

    class Meta:
        ordering = ["-meeting_day", "title", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["pack", "version"], name="paper_version_once"),
            models.CheckConstraint(
                condition=Q(version=1, replaces__isnull=True, correction="")
                | (Q(version__gt=1, replaces__isnull=False) & ~Q(correction="")),
                name="paper_version_names_what_it_replaces",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("papers:paper", args=[self.pk])

    @property
    def year_label(self) -> str:
        """The municipal year of its meeting: "2026/27"."""
        return f"{self.year}/{(self.year + 1) % 100:02}"


class PaperFile(models.Model):
    """A document of a paper: part A or part B, for the committee or for everybody."""

    class Side(models.TextChoices):
        OPEN = "open", "Part A (open)"
        EXEMPT = "exempt", "Part B (exempt)"

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="files")
    side = models.CharField(max_length=6, choices=Side.choices)
    audience = models.CharField(max_length=9, choices=Audience.choices)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    pages = models.PositiveIntegerField()
    claims_accessibility = models.BooleanField()
    """Whether it is PDF/UA; an annex without tags takes that away."""
    html = models.TextField()
    """The same words as a part of a web page."""
    notices = models.JSONField(default=list)

    audit_omits = ("content", "html")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "side", "audience"], name="paper_file_once"),
            models.CheckConstraint(
                condition=~Q(side="exempt", audience="public"), name="exempt_part_never_public"
            ),
            models.CheckConstraint(
                condition=Q(side__in=["open", "exempt"], audience__in=["committee", "public"]),
                name="paper_file_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.paper}: {self.get_side_display()}"


class PaperText(models.Model):
    """What stands under one heading of a paper's file, for search and comparison."""

    file = models.ForeignKey(PaperFile, on_delete=models.PROTECT, related_name="texts")
    position = models.PositiveIntegerField()
    part = models.CharField(max_length=LINE)
    heading = models.CharField(max_length=TEXT)
    level = models.PositiveSmallIntegerField()
    page = models.PositiveIntegerField()
    anchor = models.CharField(max_length=LINE)
    text = models.TextField()
    searched = models.GeneratedField(
        expression=SearchVector("heading", "text", config="english"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    audit_unwatched = True  # what the file says already

    class Meta:
        ordering = ["file", "position"]
        constraints = [
            models.UniqueConstraint(fields=["file", "position"], name="paper_text_once"),
        ]
        indexes = [GinIndex(fields=["searched"], name="paper_text_search")]

    def __str__(self) -> str:
        return self.heading


class PaperAnswer(models.Model):
    """A question with the answer that a frozen paper gave to it."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    asked = models.CharField(max_length=TEXT)
    text = models.TextField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "question"], name="paper_answers_a_question_once"
            ),
        ]

    def __str__(self) -> str:
        return self.asked
