"""The filled cells of a part besides its ref and its text, each with its name.

Where a plan is written and where two plans are compared, a part is shown by these.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from plans.models import (
    Appendix,
    CriticalAction,
    Indicator,
    Objective,
    ObjectiveRisk,
    OutcomeBlock,
)
from plans.models.risk_scale import score_in_words

Facts = list[tuple[str, str]]
LEVEL = "Level of need it serves"


def _dated(part: Objective | CriticalAction) -> Facts:
    return [("Start", part.start_text), ("Finish", part.finish_text)]


def _appendix(part: Appendix) -> Facts:
    return [
        ("Introduction", part.introduction),
        ("Layout", part.get_layout_display()),
        ("Framework", part.framework_text),
    ]


def _outcome(part: OutcomeBlock) -> Facts:
    return [("Aim", part.aim_text), ("Lead", part.responsible)]


def _objective(part: Objective) -> Facts:
    return [
        *_dated(part),
        ("Lead", part.responsible),
        ("Linkages", part.linkages),
        (LEVEL, part.level_words),
    ]


def _action(part: CriticalAction) -> Facts:
    return [
        ("Equality action", part.equality_action),
        *_dated(part),
        ("Milestones", part.milestones),
        ("Responsible", part.responsible),
        ("Linkages", part.linkages),
        ("Planned outcome", part.planned_outcome),
        (LEVEL, part.level_words),
        ("Status", part.get_status_display()),
    ]


def _kpi(part: Indicator) -> Facts:
    return [
        ("Unit", part.unit),
        ("What is better", part.get_polarity_display() if part.polarity else ""),
        ("Figures are", part.get_measures_display()),
        ("Counted", part.get_frequency_display()),
        ("Watched without a target", "Yes" if part.contextual else ""),
        ("Differences of chance", f"{part.noise.normalize():f}" if part.noise is not None else ""),
        ("Seasonal", "Yes" if part.seasonal else ""),
        ("Takes its figures from", part.takes_from_words),
        ("Baseline", part.baseline_text),
        *((f"{row.year} actual", row.printed) for row in part.actuals.all()),
        *((f"{row.year} target", row.text) for row in part.targets.all()),
        ("Benchmarks", part.benchmarks),
        ("Responsible", part.responsible),
    ]


def _risk(part: ObjectiveRisk) -> Facts:
    current, scale = part.risk.current, part.risk.plan.risk_scale
    others = [link.objective for link in part.risk.objective_risks.all() if link.pk != part.pk]
    return [
        ("Impact", str(current.impact or "") if current else ""),
        ("Probability", str(current.probability or "") if current else ""),
        ("Score", score_in_words(part.risk.score, part.risk.band)),
        *(
            (name, scale.scored(each.score if each else None).in_words)
            for name, each in (
                ("Inherent score", part.risk.inherent),
                ("Target score", part.risk.target),
            )
        ),
        ("Responsible", part.responsible),
        ("Also threatens", ", ".join(other.ref or other.text[:60] for other in others)),
    ]


FACTS: dict[str, Callable[[Any], Facts]] = {
    "section": lambda part: [],
    "paragraph": lambda part: [],
    "appendix": _appendix,
    "outcome": _outcome,
    "objective": _objective,
    "action": _action,
    "kpi": _kpi,
    "risk": _risk,
}


def is_progress(kind: str, name: str) -> bool:
    """Whether a cell tells how it goes rather than what was promised."""
    return (kind == "action" and name == "Status") or (kind == "kpi" and " actual" in name)
