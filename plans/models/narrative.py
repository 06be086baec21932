from django.db import models

from core.text import LINE, TEXT
from plans.models.parts import Carried, Ordered
from plans.models.plan import Plan


class Section(Ordered, Carried):
    """A headed section of a plan's narrative."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="sections")
    number = models.CharField(max_length=LINE, blank=True)
    heading = models.CharField(max_length=LINE, blank=True)

    class Meta(Ordered.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "position"],
                name="section_position_once",
                deferrable=models.Deferrable.DEFERRED,
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.heading}".strip()


class Paragraph(Ordered, Carried):
    """A paragraph under a section, with its number as typed."""

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="paragraphs")
    number = models.CharField(max_length=LINE, blank=True)
    text = models.CharField(max_length=TEXT, blank=True)

    class Meta(Ordered.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["section", "position"],
                name="paragraph_position_once",
                deferrable=models.Deferrable.DEFERRED,
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.text[:60]}".strip()


class Bullet(Ordered):
    """One line of the list under a paragraph."""

    paragraph = models.ForeignKey(Paragraph, on_delete=models.CASCADE, related_name="bullets")
    text = models.CharField(max_length=TEXT)

    class Meta(Ordered.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["paragraph", "position"],
                name="bullet_position_once",
                deferrable=models.Deferrable.DEFERRED,
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]
