from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Case, Exists, F, Func, OuterRef, Q, Subquery, When
from django.db.models.functions import MD5

from accounts.models import User
from core.dates import months_later
from core.models import Revised
from core.text import LINE, TEXT
from plans.models.objective import Objective
from plans.models.parts import Carried, Responsible
from plans.models.plan import Plan
from plans.models.risk_acceptance import RiskAcceptance
from plans.models.risk_scale import RiskBand, RiskScaleStep
from plans.movement import Movement


class RiskQuerySet(models.QuerySet["Risk"]):
    """Risks by their scores."""

    def with_scores(self) -> models.QuerySet[Any]:
        """Each risk's scores and days, as `Risk` itself has them, to sort and filter by.

        `score_now` and `assessed_now` as `Risk.current` has them, `target_now` as
        `Risk.target`, and `review_now` as `Risk.next_review`.
        """
        band = RiskBand.objects.filter(
            scale=OuterRef("plan__risk_scale"),
            lowest__lte=OuterRef("score_now"),
            highest__gte=OuterRef("score_now"),
        ).order_by("lowest")
        return self.annotate(
            score_now=_latest(RiskAssessment.Kind.CURRENT, _PRODUCT),
            assessed_now=_latest(RiskAssessment.Kind.CURRENT, "assessed_on"),
            target_now=_latest(RiskAssessment.Kind.TARGET, _PRODUCT),
        ).annotate(
            review_now=_after_months(F("assessed_now"), Subquery(band.values("review_months")[:1]))
        )

    def told_to(self, user: User) -> models.QuerySet[Any]:
        """Risks with their scores, as a user may read them.

        `followed` says whether what is noted between the plan and its reports may be read;
        `review_told` and `assessed_told` are empty where it may not.
        """
        followed = self.model.objects.followed_by(user).filter(pk=OuterRef("pk"))
        return (
            self.with_scores()
            .annotate(followed=Exists(followed))
            .annotate(
                review_told=Case(When(followed=True, then=F("review_now"))),
                assessed_told=Case(When(followed=True, then=F("assessed_now"))),
            )
        )

    def followed_by(self, user: User) -> RiskQuerySet:
        """Risks whose reviews, controls and acceptances a user may read: those of plans that
        one follows, and those that name oneself."""
        rule = Q(plan__in=Plan.objects.followed_by(user).values("pk"))
        if user.stands_for:
            named = self.model.objects.filter(people__in=user.stands_for)
            rule |= Q(pk__in=named.values("pk"))
        return self.filter(rule)

    def review_due(self, first: date | None, last: date, today: date) -> RiskQuerySet:
        """Risks, with their scores, of plans that run today, whose next review is due then."""
        running = self.filter(plan__start__lte=today, plan__finish__gte=today)
        due = running.filter(review_now__lte=last)
        return due.filter(review_now__gte=first) if first else due

    def not_accepted(self, today: date) -> RiskQuerySet:
        """Risks, with their scores, above the appetite and accepted by nobody for today."""
        held = RiskAcceptance.objects.filter(
            risk=OuterRef("pk"),
            starts_on__lte=today,
            ends_on__gte=today,
            score__gte=OuterRef("score_now"),
        )
        above = self.filter(score_now__gt=F("plan__risk_scale__appetite"))
        return above.exclude(Exists(held))

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


_PRODUCT = F("impact__value") * F("probability__value")


def _latest(kind: str, value: Any) -> Subquery:
    of_kind = RiskAssessment.objects.filter(risk=OuterRef("pk"), kind=kind)
    return Subquery(of_kind.order_by("-assessed_on", "-pk").values_list(value)[:1])


def _after_months(day: Any, months: Any) -> Func:
    """A day some calendar months later, as `core.dates.months_later` has it."""
    return Func(
        day,
        months,
        template="(%(expressions)s))::date",
        arg_joiner=" + make_interval(months => ",
        output_field=models.DateField(),
    )


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

    def assessments_of(self, kind: str, on: date | None = None) -> list[RiskAssessment]:
        """The assessments of a kind from the first to the last, or to the last one of a day."""
        return [
            each
            for each in self.assessments.all()
            if each.kind == kind and (on is None or each.assessed_on <= on)
        ]

    def latest(self, kind: str, on: date | None = None) -> RiskAssessment | None:
        """The latest assessment of a kind, or the latest one up to and including a day."""
        assessments = self.assessments_of(kind, on)
        return assessments[-1] if assessments else None

    @property
    def inherent(self) -> RiskAssessment | None:
        """The latest assessment of what the risk would be without any control."""
        return self.latest(RiskAssessment.Kind.INHERENT)

    @property
    def current(self) -> RiskAssessment | None:
        """The latest assessment as things stand; None for a risk not yet scored."""
        return self.latest(RiskAssessment.Kind.CURRENT)

    @property
    def target(self) -> RiskAssessment | None:
        """The latest assessment of what is left of it when all mitigations are done."""
        return self.latest(RiskAssessment.Kind.TARGET)

    @property
    def score(self) -> int | None:
        """The score now; None, never 0, for a risk not yet scored."""
        return self.current.score if self.current else None

    @property
    def band(self) -> RiskBand | None:
        """The band of the score by the scale that the plan was made with."""
        return self.plan.risk_scale.band(self.score)

    @property
    def movement(self) -> Movement | None:
        """How the score moved since the review before; None where there are not two scores."""
        return self.movement_on(None)

    def movement_on(self, on: date | None) -> Movement | None:
        """How the score had moved on a day since the review before."""
        scores = [each.score for each in self.assessments_of(RiskAssessment.Kind.CURRENT, on)]
        if len(scores) < 2 or scores[-1] is None or scores[-2] is None:
            return None
        return Movement(scores[-2], scores[-1])

    @property
    def next_review(self) -> date | None:
        """The day by which it is reviewed next: so many months after the last assessment as
        its band says. None while it has no score. It does not move when it has passed."""
        current, band = self.current, self.band
        return months_later(current.assessed_on, band.review_months) if current and band else None

    def review_is_overdue(self, today: date) -> bool:
        """Whether its review is late. It is asked for only while its plan runs."""
        due = self.next_review
        return due is not None and due < today and self.plan.covers(today)

    @property
    def is_above_appetite(self) -> bool:
        """Whether its score is higher than the council lives with without acceptance."""
        return self.plan.risk_scale.is_above_appetite(self.score)

    def acceptance_on(self, day: date) -> RiskAcceptance | None:
        """The acceptance that covers today's score on a day; None where there is none."""
        score = self.score
        held = [a for a in self.acceptances.all() if score is not None and a.covers(score, day)]
        return held[-1] if held else None

    def is_not_accepted(self, today: date) -> bool:
        """Whether it is above the appetite and accepted by nobody for today."""
        return self.is_above_appetite and self.acceptance_on(today) is None


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
    """A dated assessment of a risk by the steps of its plan's scale, with its reason.

    Append-only: the score now is the latest one, and what was thought before stays. Where
    only one of the two is known yet there is no score.
    """

    class Kind(models.TextChoices):
        INHERENT = "inherent", "Inherent"
        CURRENT = "current", "Current"
        TARGET = "target", "Target"

    risk = models.ForeignKey(Risk, on_delete=models.CASCADE, related_name="assessments")
    impact = models.ForeignKey(RiskScaleStep, null=True, on_delete=models.PROTECT, related_name="+")
    probability = models.ForeignKey(
        RiskScaleStep, null=True, on_delete=models.PROTECT, related_name="+"
    )
    assessed_on = models.DateField()
    assessor_name = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.CURRENT)
    reason = models.CharField(max_length=TEXT, blank=True)

    class Meta:
        ordering = ["assessed_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(impact__isnull=False) | Q(probability__isnull=False),
                name="assessment_says_something",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["inherent", "current", "target"]),
                name="assessment_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.impact} × {self.probability}"

    @property
    def score(self) -> int | None:
        """Impact × probability."""
        if self.impact is None or self.probability is None:
            return None
        return self.impact.value * self.probability.value
