from __future__ import annotations

from django.db import models
from django.db.models import Q

from core.models import Revised
from core.text import LINE, TEXT
from plans.models import Plan
from reports.models.pack import Pack


class CoverShape(models.TextChoices):
    """The two shapes in which councils set out a cover report."""

    PURPOSE = "purpose", "Report of …, with purpose and recommendation"
    SUMMARY = "summary", "By, to, date, subject, classification and summary"


class AsksFor(models.TextChoices):
    """What a paper asks of the committee."""

    DECISION = "decision", "Decision"
    DISCUSSION = "discussion", "Discussion"
    NOTING = "noting", "Noting"


class SectionKind(models.TextChoices):
    """What a section of a cover report is about; most committees expect the same ones."""

    PURPOSE = "purpose", "Purpose"
    BACKGROUND = "background", "Background"
    OPTIONS = "options", "Options considered"
    FINANCE = "finance", "Finance"
    LAW = "law", "Law"
    EQUALITY = "equality", "Equality impact"
    RECOMMENDATION = "recommendation", "Recommendation"
    OTHER = "other", "Other"


class CoverReport(Revised):
    """The report that goes before the other papers of a pack: what it is for, and what is asked."""

    pack = models.ForeignKey(Pack, on_delete=models.CASCADE, related_name="cover_reports")
    plan = models.ForeignKey(
        Plan, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    """The plan from which its text was filled."""
    shape = models.CharField(max_length=7, choices=CoverShape.choices)
    asks_for = models.CharField("what it is for", max_length=10, choices=AsksFor.choices)
    title = models.CharField(max_length=LINE)
    report_of = models.CharField("report of", max_length=LINE, help_text="A post.")
    classification = models.CharField(max_length=LINE, default="Unrestricted")
    summary = models.CharField(max_length=TEXT, blank=True)
    signed_by = models.CharField("signed by", max_length=LINE, blank=True)
    signed_post = models.CharField("post of who signs", max_length=LINE, blank=True)
    contact_name = models.CharField("contact officer", max_length=LINE, blank=True)
    contact_post = models.CharField("post of the contact", max_length=LINE, blank=True)
    contact_telephone = models.CharField("telephone", max_length=LINE, blank=True)
    contact_email = models.EmailField("email address", blank=True)
    background_papers = models.CharField(
        "background documents",
        max_length=TEXT,
        blank=True,
        help_text="A line each (Local Government Act 1972, section 100D).",
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(shape__in=["purpose", "summary"]), name="cover_shape_known"
            ),
            models.CheckConstraint(
                condition=Q(asks_for__in=["decision", "discussion", "noting"]),
                name="cover_asks_for_known",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class CoverSection(Revised):
    """A headed section of a cover report; its paragraphs are numbered through all sections."""

    report = models.ForeignKey(CoverReport, on_delete=models.CASCADE, related_name="sections")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=14, choices=SectionKind.choices, default=SectionKind.OTHER)
    heading = models.CharField(max_length=LINE)
    text = models.TextField(
        max_length=TEXT, blank=True, help_text="An empty line begins a new paragraph."
    )

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "position"],
                name="cover_section_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self) -> str:
        return self.heading


class CoverOption(Revised):
    """A way the committee could decide; where a decision is asked, doing nothing is one of them."""

    report = models.ForeignKey(CoverReport, on_delete=models.CASCADE, related_name="options")
    position = models.PositiveIntegerField()
    title = models.CharField(max_length=LINE)
    text = models.TextField("for and against", max_length=TEXT, blank=True)
    does_nothing = models.BooleanField("this is doing nothing", default=False)
    is_recommended = models.BooleanField("this is recommended", default=False)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "position"],
                name="cover_option_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(
                fields=["report"],
                condition=Q(is_recommended=True),
                name="cover_option_recommended_once",
                violation_error_message="One option only is recommended.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class CoverTemplate(Revised):
    """The council's own beginning of a cover report, with places that a plan fills."""

    name = models.CharField(max_length=LINE, unique=True)
    shape = models.CharField(max_length=7, choices=CoverShape.choices)
    asks_for = models.CharField("what it is for", max_length=10, choices=AsksFor.choices)
    title = models.CharField(max_length=LINE)
    classification = models.CharField(max_length=LINE, default="Unrestricted")
    summary = models.CharField(max_length=TEXT, blank=True)
    background_papers = models.CharField("background documents", max_length=TEXT, blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = "template of cover reports"
        verbose_name_plural = "templates of cover reports"
        constraints = [
            models.CheckConstraint(
                condition=Q(shape__in=["purpose", "summary"]), name="cover_template_shape_known"
            ),
            models.CheckConstraint(
                condition=Q(asks_for__in=["decision", "discussion", "noting"]),
                name="cover_template_asks_for_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class TemplateSection(Revised):
    """A section that a template begins with."""

    template = models.ForeignKey(CoverTemplate, on_delete=models.CASCADE, related_name="sections")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=14, choices=SectionKind.choices, default=SectionKind.OTHER)
    heading = models.CharField(max_length=LINE)
    text = models.TextField(max_length=TEXT, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["template", "position"],
                name="template_section_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self) -> str:
        return self.heading
