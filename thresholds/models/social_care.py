from django.db import models
from django.db.models import Q

from core.models import Revised
from thresholds.models.framework import Framework, lines


class SocialCareParagraph(Revised):
    """A numbered paragraph before the chart of children's social care."""

    framework = models.ForeignKey(
        Framework, on_delete=models.CASCADE, related_name="social_care_paragraphs"
    )
    number = models.CharField(max_length=20, blank=True)
    text = models.TextField()
    bullets = lines()
    position = models.PositiveSmallIntegerField()

    audit_names = ("framework__title", "number")

    class Meta:
        ordering = ["framework", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["framework", "position"],
                name="social_care_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.text[:60]}".strip()


class SocialCareLevel(Revised):
    """A column of the chart of children's social care: what it does at one level of need."""

    framework = models.ForeignKey(
        Framework, on_delete=models.CASCADE, related_name="social_care_levels"
    )
    number = models.PositiveSmallIntegerField()
    key_features = lines()
    criteria = lines()
    assessment = lines(verbose_name="level of assessment")

    audit_names = ("framework__title", "number")

    class Meta:
        ordering = ["framework", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["framework", "number"],
                name="social_care_level_once",
                violation_error_message="This level is in the chart already.",
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=9), name="social_care_level_sensible"
            ),
        ]

    def __str__(self) -> str:
        return f"Children's social care, level {self.number}"
