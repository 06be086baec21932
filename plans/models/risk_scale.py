from dataclasses import dataclass

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone


def score_in_words(score: int | None, band: "RiskBand | None") -> str:
    """A score as it is read: "12 Amber"; empty, never 0, for a risk not yet scored."""
    if score is None:
        return ""
    return f"{score} {band.name}" if band else str(score)


@dataclass(frozen=True)
class Scored:
    """A score with its band; both None for what is not yet scored."""

    score: int | None
    band: "RiskBand | None"

    @property
    def in_words(self) -> str:
        """ "12 Amber"; empty, never 0, for what is not yet scored."""
        return score_in_words(self.score, self.band)


class RiskScale(models.Model):
    """A version of the council's risk scale: the steps of impact and probability, and the bands.

    A version in use never changes (the database refuses it); a change is a new version,
    and each plan keeps the version it was made with.
    """

    name = models.CharField(max_length=200)
    version = models.PositiveIntegerField(default=1)
    in_force_from = models.DateField("in force from")
    appetite = models.PositiveSmallIntegerField(
        "appetite",
        null=True,
        blank=True,
        help_text="The highest score the council lives with without acceptance.",
    )

    class Meta:
        ordering = ["-in_force_from", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["name", "version"], name="risk_scale_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.name}, version {self.version}"

    @classmethod
    def in_force(cls) -> "RiskScale":
        """The scale that a new plan is made with: the latest that is in force today."""
        versions = cls.objects.filter(in_force_from__lte=timezone.localdate())
        return versions.latest("in_force_from", "version")

    def steps_of(self, axis: str) -> list["RiskScaleStep"]:
        """The steps of one axis from low to high."""
        return sorted(
            (step for step in self.steps.all() if step.axis == axis), key=lambda s: s.value
        )

    def step(self, axis: str, label: str | int) -> "RiskScaleStep | None":
        """The step that a document means by 4 or "D"; None outside the scale."""
        for step in self.steps.all():
            if step.axis == axis and step.label.casefold() == str(label).strip().casefold():
                return step
        return None

    def band(self, score: int | None) -> "RiskBand | None":
        """The band of a score; None for a risk not yet scored."""
        if score is None:
            return None
        for band in self.bands.all():
            if band.lowest <= score <= band.highest:
                return band
        return None

    def scored(self, score: int | None) -> Scored:
        """A score with its band."""
        return Scored(score, self.band(score))

    def is_above_appetite(self, score: int | None) -> bool:
        """Whether a score is higher than the council lives with without acceptance."""
        return score is not None and self.appetite is not None and score > self.appetite


class RiskScaleStep(models.Model):
    """One step of an axis: impact 4, "Significant"."""

    class Axis(models.TextChoices):
        IMPACT = "impact", "Impact"
        PROBABILITY = "probability", "Probability"

    scale = models.ForeignKey(RiskScale, on_delete=models.CASCADE, related_name="steps")
    axis = models.CharField(max_length=11, choices=Axis.choices)
    label = models.CharField(max_length=10, help_text="As printed: 4, or D.")
    name = models.CharField(max_length=60)
    value = models.PositiveSmallIntegerField(help_text="What it counts in the score.")

    class Meta:
        ordering = ["axis", "value"]
        constraints = [
            models.UniqueConstraint(fields=["scale", "axis", "label"], name="risk_step_once"),
            models.UniqueConstraint(fields=["scale", "axis", "value"], name="risk_value_once"),
            models.CheckConstraint(condition=Q(value__gte=1), name="risk_value_positive"),
            models.CheckConstraint(
                condition=Q(axis__in=["impact", "probability"]), name="risk_axis_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.name}"


class RiskBand(models.Model):
    """A band of scores with its word and colour, and how often a risk in it is reviewed."""

    class Colour(models.TextChoices):
        GREEN = "green", "Green"
        YELLOW = "yellow", "Yellow"
        AMBER = "amber", "Amber"
        RED = "red", "Red"
        BLUE = "blue", "Blue"
        GREY = "grey", "Grey"

    scale = models.ForeignKey(RiskScale, on_delete=models.CASCADE, related_name="bands")
    name = models.CharField(
        max_length=40, validators=[RegexValidator(r"\S", "Enter the word of the band")]
    )
    colour = models.CharField(max_length=10, choices=Colour.choices)
    lowest = models.PositiveSmallIntegerField()
    highest = models.PositiveSmallIntegerField()
    review_months = models.PositiveSmallIntegerField("reviewed every … months")

    class Meta:
        ordering = ["lowest"]
        constraints = [
            models.CheckConstraint(
                condition=Q(highest__gte=F("lowest")), name="risk_band_not_upside_down"
            ),
            models.UniqueConstraint(fields=["scale", "name"], name="risk_band_once"),
            models.CheckConstraint(
                condition=Q(colour__in=["green", "yellow", "amber", "red", "blue", "grey"]),
                name="risk_band_colour_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.lowest}–{self.highest}"
