from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from core.dates import in_words
from core.models import Revised
from core.text import LINE

NAME = 200
"""Longest name of a level, domain or heading."""


def lines(**options: object) -> ArrayField:
    """A field of paragraphs or points, each a text of its own, in order."""
    return ArrayField(models.TextField(), default=list, blank=True, **options)  # type: ignore[arg-type]


class FrameworkQuerySet(models.QuerySet["Framework"]):
    """Versions by how they stand."""

    def readable(self) -> FrameworkQuerySet:
        """Those that practitioners read: in force, or replaced but still in use."""
        return self.filter(state__in=[Framework.State.IN_FORCE, Framework.State.STILL_USED])

    def for_everybody(self) -> FrameworkQuerySet:
        """Those of them that are read without signing in."""
        return self.readable().filter(is_public=True)

    def in_force(self) -> Framework | None:
        """The version that holds now."""
        return self.filter(state=Framework.State.IN_FORCE).first()


class Framework(Revised):
    """A version of the partnership's guidance. From the day it is in force it stays as it is: a
    change is a new version."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        IN_FORCE = "in_force", "In force"
        STILL_USED = "still_used", "Replaced, but still in use"
        REPLACED = "replaced", "Replaced"

    title = models.CharField(max_length=LINE)
    subtitle = models.CharField(max_length=LINE, blank=True)
    council_name = models.CharField("council or partnership", max_length=LINE, blank=True)
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.DRAFT, editable=False
    )
    in_force_from = models.DateField(null=True, blank=True)
    is_public = models.BooleanField("anybody may read it without signing in", default=True)
    introduction = lines()
    how_to_use = lines()
    at_risk = lines(verbose_name="if a child may be at risk")
    """What to do at once, in the box on every page."""
    escalation = lines(verbose_name="when professionals disagree")
    emergency = models.CharField("number for emergencies", max_length=20, default="999")

    objects = FrameworkQuerySet.as_manager()

    class Meta:
        ordering = ["-in_force_from", "-pk"]
        verbose_name = "threshold framework"
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "in_force", "still_used", "replaced"]),
                name="framework_state_known",
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(in_force_from__isnull=False),
                name="framework_in_force_from_a_day",
            ),
            models.UniqueConstraint(
                fields=["state"], condition=Q(state="in_force"), name="framework_one_in_force"
            ),
            models.UniqueConstraint(
                fields=["in_force_from"],
                condition=~Q(state="draft"),
                name="framework_one_from_a_day",
                violation_error_message="Another version is in force from that day.",
            ),
        ]

    def __str__(self) -> str:
        if self.in_force_from is None:
            return f"{self.title} (draft)"
        return f"{self.title}, from {in_words(self.in_force_from)}"

    def get_absolute_url(self) -> str:
        return reverse("thresholds:framework", args=[self.pk])

    @property
    def state_in_words(self) -> str:
        """What a reader of a version that is not in force is told."""
        match self.state:
            case Framework.State.DRAFT:
                return "This is a draft. It is not in force."
            case Framework.State.STILL_USED:
                return "This version was replaced. It is still used for work that began with it."
            case Framework.State.REPLACED:
                return "This version was replaced and is no longer used."
        return ""

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT


class Level(Revised):
    """A level of need, from universal to acute, by the partnership's own name."""

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="levels")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=NAME)
    meaning = models.CharField("in a sentence", max_length=LINE, blank=True)
    key_features = lines()
    consent = lines()
    assessment_process = lines()
    key_services = lines(verbose_name="who can help")
    what_next = lines(verbose_name="what to do next")
    step_up = lines(verbose_name="when to step up")
    step_down = lines(verbose_name="when to step down")

    audit_names = ("framework__title", "number", "name")

    class Meta:
        ordering = ["framework", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["framework", "number"],
                name="level_number_once",
                violation_error_message="There is a level of this number already.",
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=9), name="level_number_sensible"
            ),
        ]

    def __str__(self) -> str:
        return f"Level {self.number}: {self.name}"


class Domain(Revised):
    """A side of a child's life: development, parents and carers, family and environment."""

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="domains")
    name = models.CharField(max_length=NAME)
    position = models.PositiveSmallIntegerField()

    audit_names = ("framework__title", "name")

    class Meta:
        ordering = ["framework", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["framework", "name"],
                name="domain_name_once",
                violation_error_message="There is a domain of this name already.",
            ),
            models.UniqueConstraint(
                fields=["framework", "position"],
                name="domain_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Heading(Revised):
    """A heading of a domain: Health, Basic care, Community resources."""

    domain = models.ForeignKey(Domain, on_delete=models.CASCADE, related_name="headings")
    name = models.CharField(max_length=NAME)
    position = models.PositiveSmallIntegerField()

    audit_names = ("domain__name", "name")

    class Meta:
        ordering = ["domain", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["domain", "name"],
                name="heading_name_once",
                violation_error_message="There is a heading of this name already.",
            ),
            models.UniqueConstraint(
                fields=["domain", "position"],
                name="heading_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Indicator(models.Model):
    """What may be seen at a level under a heading: a sign of need, or what protects."""

    class Kind(models.TextChoices):
        NEED = "need", "Indicator"
        PROTECTIVE = "protective", "Protective factor"

    level = models.ForeignKey(Level, on_delete=models.CASCADE, related_name="indicators")
    heading = models.ForeignKey(Heading, on_delete=models.CASCADE, related_name="indicators")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.NEED)
    text = models.TextField()
    position = models.PositiveSmallIntegerField()

    audit_names = ("level__number", "heading__name", "text")

    class Meta:
        ordering = ["level", "heading", "kind", "position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["need", "protective"]), name="threshold_indicator_kind_known"
            ),
            models.CheckConstraint(
                condition=~Q(text=""), name="threshold_indicator_says_something"
            ),
            models.UniqueConstraint(
                fields=["level", "heading", "kind", "position"],
                name="threshold_indicator_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self) -> str:
        return self.text[:100]
