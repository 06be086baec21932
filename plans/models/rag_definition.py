from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils import timezone


class RagDefinition(models.Model):
    """A version of the council's definition of red, amber and green for KPIs.

    The words are printed in the key of each report that uses it. A version in use never
    changes; a change is a new version, and each plan keeps the one it was made with.
    """

    name = models.CharField(max_length=200)
    version = models.PositiveIntegerField(default=1)
    in_force_from = models.DateField("in force from")
    tolerance_percent = models.DecimalField(
        max_digits=5,
        decimal_places=2,
        default=Decimal(5),
        help_text="Amber reaches so many per cent of the target beyond it.",
    )
    tolerance_points = models.DecimalField(
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="For percentages: so many points instead. Empty: as above.",
    )
    green_words = models.CharField("green means", max_length=300)
    amber_words = models.CharField("amber means", max_length=300)
    red_words = models.CharField("red means", max_length=300)
    grey_words = models.CharField("grey means", max_length=300)

    class Meta:
        ordering = ["-in_force_from", "-version"]
        verbose_name = "RAG definition"
        constraints = [
            models.UniqueConstraint(fields=["name", "version"], name="rag_version_once"),
            models.CheckConstraint(
                condition=Q(tolerance_percent__gte=0)
                & (Q(tolerance_points__isnull=True) | Q(tolerance_points__gte=0)),
                name="rag_tolerance_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, version {self.version}"

    @classmethod
    def in_force(cls) -> "RagDefinition":
        """The definition that a new plan is made with: the latest that is in force today."""
        versions = cls.objects.filter(in_force_from__lte=timezone.localdate())
        return versions.latest("in_force_from", "version")

    @property
    def rows(self) -> list[tuple[str, str, str]]:
        """The key: colour, word and meaning."""
        return [
            ("green", "Green", self.green_words),
            ("amber", "Amber", self.amber_words),
            ("red", "Red", self.red_words),
            ("grey", "Grey", self.grey_words),
        ]
