"""Scoring a risk in tests, and opening its pages."""

from datetime import date
from typing import Any

from django.urls import reverse

from plans.models import Risk, RiskAssessment
from plans.risks.acts import Review
from tests.factories import RiskAssessmentFactory


def scored(risk: Risk, *scores: tuple[int, int], kind: str = "current") -> Risk:
    """The risk with these scores, one on the first day of each month from April 2026."""
    for month, at in enumerate(scores, start=4):
        RiskAssessmentFactory(risk=risk, at=at, kind=kind, assessed_on=date(2026, month, 1))
    return Risk.objects.get(pk=risk.pk)


def found(risk: Risk, at: tuple[int, int], **given: Any) -> Review:
    """What somebody thinks of a risk, by the labels of its scale."""
    scale = risk.plan.risk_scale
    impact, probability = scale.step("impact", at[0]), scale.step("probability", at[1])
    assert impact
    assert probability
    kept = {"assessed_on": date(2026, 11, 20), "reason": "Two providers left"} | given
    return Review(impact, probability, **kept)


def typed(risk: Risk, at: tuple[int, int], day: str = "20 11 2026", **given: Any) -> dict[str, Any]:
    """A review as it is typed into its form."""
    scale = risk.plan.risk_scale
    boxes = zip(("day", "month", "year"), day.split(), strict=True)
    return {
        "impact": scale.step("impact", at[0]).pk,
        "probability": scale.step("probability", at[1]).pk,
        "reason": "Two providers left",
        **{f"assessed_on_{box}": number for box, number in boxes},
        **given,
    }


def address(name: str, risk: Risk, *more: Any) -> str:
    return reverse(f"plans:{name}", args=[risk.plan_id, risk.pk, *more])


def last(risk: Risk) -> RiskAssessment:
    return risk.assessments.latest("pk")
