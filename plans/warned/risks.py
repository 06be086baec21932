"""What looks wrong in the risks of a plan: in their refs, their scores, and who accepts them.

The page of a risk says the same in the same words (`looks_wrong`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date

from django.utils import timezone

from plans.models import Risk
from plans.reading import PlanReading
from plans.warned.warning import PlanWarning, risk_name


def half_scored_risks(reading: PlanReading) -> Iterator[PlanWarning]:
    """A risk with an impact but no probability, or the other way round."""
    for row in reading.risks:
        if (row.impact is None) != (row.probability is None):
            lacking = "impact" if row.impact is None else "probability"
            yield PlanWarning(risk_name(row.risk), f"has no {lacking}", f"risk-{row.link.pk}")


def risks_with_two_texts(reading: PlanReading) -> Iterator[PlanWarning]:
    """One risk ref with two different texts."""
    texts: dict[str, list[int]] = defaultdict(list)
    for row in reading.risks:
        if row.risk.ref:
            texts[row.risk.ref].append(row.link.pk)
    for ref, risks in texts.items():
        if len(risks) > 1:
            yield PlanWarning(
                f"Risk {ref}",
                f"the ref stands for {len(risks)} different texts, and so for different risks",
                f"risk-{risks[1]}",
            )


def target_is_above(risk: Risk) -> str:
    """That more is to be left of a risk than there is of it now; empty where it is not so."""
    now, target = risk.score, risk.target.score if risk.target else None
    if now is None or target is None or target <= now:
        return ""
    return f"the target score {target} is above the current score {now}"


def lowered_without_control(risk: Risk) -> str:
    """That a score was lowered though nothing keeps the risk down; empty where it is not so."""
    moved = risk.movement
    if moved is None or moved.now >= moved.before or any(c.holds for c in risk.controls.all()):
        return ""
    return (
        f"the score was lowered from {moved.before} to {moved.now}, but no control is in place "
        "and no mitigation is done"
    )


def not_accepted(risk: Risk, today: date) -> str:
    """That nobody has accepted a risk above the appetite; empty where it is not so."""
    if not risk.is_not_accepted(today):
        return ""
    appetite = risk.plan.risk_scale.appetite
    return (
        f"the score {risk.score} is above the council’s appetite of {appetite}, and nobody has "
        "accepted it for today"
    )


def looks_wrong(risk: Risk, today: date) -> list[str]:
    """All that looks wrong in one risk and what was made of it."""
    told = [target_is_above(risk), lowered_without_control(risk), not_accepted(risk, today)]
    return [words for words in told if words]


def targets_above_the_score(reading: PlanReading) -> Iterator[PlanWarning]:
    """A target (residual) score above the current one."""
    return _told(reading, target_is_above)


def scores_lowered_without_control(reading: PlanReading) -> Iterator[PlanWarning]:
    """A score lowered without a control in place or a mitigation done."""
    return _told(reading, lowered_without_control)


def risks_not_accepted(reading: PlanReading) -> Iterator[PlanWarning]:
    """A risk above the council's appetite that nobody has accepted for today."""
    today = timezone.localdate()
    return _told(reading, lambda risk: not_accepted(risk, today))


def _told(reading: PlanReading, check: Callable[[Risk], str]) -> Iterator[PlanWarning]:
    for row in reading.risks:
        if words := check(row.risk):
            yield PlanWarning(risk_name(row.risk), words, f"risk-{row.link.pk}")
