from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import MD5

from core.models import Revised
from core.text import LINE, TEXT
from plans.models.objective import Objective
from plans.models.parts import Carried, Responsible
from plans.models.plan import Plan
from plans.models.risk_scale import RiskBand, RiskScaleStep


class RiskQuerySet(models.QuerySet["Risk"]):
    """Risks by their scores."""

    def with_scores(self) -> models.QuerySet[Any]:
        """Each risk's `score_now` and `assessed_now`, as `Risk.current` has them, to sort by."""
        latest = RiskAssessment.objects.filter(risk=OuterRef("pk")).order_by("-assessed_on", "-pk")
        product = F("impact__value") * F("probability__value")
        return self.annotate(
            score_now=Subquery(latest.values_list(product)[:1]),
            assessed_now=Subquery(latest.values("assessed_on")[:1]),
        )

    def not_scored(self) -> RiskQuerySet:
        """Risks, with their scores, that have none."""
        return self.filter(Q(score_now=None))

    def in_band(self, name: str) -> RiskQuerySet:
        """Risks, with their scores, in the band of that name of their own plan's scale."""
        band = RiskBand.objects.filter(
            scale=OuterRef("plan__risk_scale"),
            name=name,
            lowest__lte=OuterRef("score_now"),
            highest__gte=OuterRef("score_now"),
        )
        return self.filter(Exists(band))


class Risk(Revised, Carried, Responsible):
    """A potential barrier to success; one risk can threaten several objectives of its plan."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="risks")
    ref = models.CharField(max_length=LINE, blank=True)
    text = models.CharField("description", max_length=TEXT, blank=True)
    objectives = models.ManyToManyField(
        Objective, through="plans.ObjectiveRisk", related_name="risks"
    )

    objects = RiskQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            # The text may be too long for an index, its digest never is.
            models.UniqueConstraint(
                "plan",
                "ref",
                MD5("text"),
                condition=~Q(ref=""),
                name="risk_of_one_ref_and_text_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.text[:80]}".strip()

    @property
    def current(self) -> RiskAssessment | None:
        """The latest assessment; None for a risk not yet scored."""
        assessments = list(self.assessments.all())
        return assessments[-1] if assessments else None

    @property
    def score(self) -> int | None:
        """The score now; None, never 0, for a risk not yet scored."""
        return self.current.score if self.current else None

    @property
    def band(self) -> RiskBand | None:
        """The band of the score by the scale that the plan was made with."""
        return self.plan.risk_scale.band(self.score)


class ObjectiveRisk(models.Model):
    """A risk as it stands under one objective, with the responsible cell printed there."""

    objective = models.ForeignKey(
        Objective, on_delete=models.CASCADE, related_name="objective_risks"
    )
    risk = models.ForeignKey(Risk, on_delete=models.CASCADE, related_name="objective_risks")
    position = models.PositiveIntegerField()
    responsible = models.CharField(max_length=LINE, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["objective", "position"],
                name="objective_risk_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self) -> str:
        return str(self.risk)


class RiskAssessment(models.Model):
    """A dated assessment of a risk by the steps of its plan's scale.

    Where only one of the two is known yet there is no score.
    """

    risk = models.ForeignKey(Risk, on_delete=models.CASCADE, related_name="assessments")
    impact = models.ForeignKey(RiskScaleStep, null=True, on_delete=models.PROTECT, related_name="+")
    probability = models.ForeignKey(
        RiskScaleStep, null=True, on_delete=models.PROTECT, related_name="+"
    )
    assessed_on = models.DateField()
    assessor_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["assessed_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(impact__isnull=False) | Q(probability__isnull=False),
                name="assessment_says_something",
            )
        ]

    def __str__(self) -> str:
        return f"{self.impact} × {self.probability}"

    @property
    def score(self) -> int | None:
        """Impact × probability."""
        if self.impact is None or self.probability is None:
            return None
        return self.impact.value * self.probability.value
