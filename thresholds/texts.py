"""The texts of a level beside its indicators, in the order in which they are read."""

from __future__ import annotations

from dataclasses import dataclass

from thresholds.models import Level


@dataclass(frozen=True)
class Text:
    """A part of a level under its own title."""

    key: str
    title: str
    lines: list[str]


def texts_of(level: Level) -> list[Text]:
    """What a level says after its indicators; a part that says nothing is left out."""
    texts = [
        Text("assessment", "Assessment process", level.assessment_process),
        Text("consent", "Consent", level.consent),
        Text("services", "Who can help", level.key_services),
        Text("next", "What to do next", level.what_next),
        Text("step-up", "When to step up", level.step_up),
        Text("step-down", "When to step down", level.step_down),
    ]
    return [text for text in texts if text.lines]
