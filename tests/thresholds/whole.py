"""A framework as large as a partnership's: every heading at every level, 190 indicators."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.factories.thresholds import ContactFactory, FrameworkFactory, SocialCareParagraphFactory
from thresholds.models import Framework, Heading, Indicator

LONG = "is noticed by people who know the child well, and has been so for some weeks or months"
LINES = [
    f"A line of {n} that says in a sentence of ordinary length what is meant" for n in "abcdef"
]


def whole_framework(**fields: Any) -> Framework:
    """A version in force with everything that one can hold."""
    texts = {"introduction": LINES, "how_to_use": LINES, "escalation": LINES, "at_risk": LINES[:2]}
    framework = FrameworkFactory(ready=True, **(texts | fields))
    for level in framework.levels.all():
        level.key_features = level.consent = level.assessment_process = LINES
        level.key_services = level.what_next = level.step_up = level.step_down = LINES[:4]
        level.save()
    headings = list(Heading.objects.filter(domain__framework=framework))
    Indicator.objects.bulk_create(_indicators(framework, headings))
    for column in framework.social_care_levels.all():
        column.key_features = column.criteria = column.assessment = LINES
        column.save()
    for number in range(1, 6):
        SocialCareParagraphFactory(framework=framework, number=str(number), bullets=LINES[:3])
    for name in ("Children's front door", "Out of hours", "Police"):
        ContactFactory(framework=framework, name=name)
    framework.state, framework.in_force_from = Framework.State.IN_FORCE, date(2026, 9, 1)
    framework.save()
    return framework


def _indicators(framework: Framework, headings: list[Heading]) -> list[Indicator]:
    """190 of need, three or four to a cell, and a protective factor in each."""
    made, left = [], 190
    for level in framework.levels.all():
        for place, heading in enumerate(headings):
            here = 4 if place < 7 or (level.number > 2 and place == 7) else 3
            here = min(here, left)
            left -= here
            made += [
                Indicator(
                    level=level,
                    heading=heading,
                    text=f"{heading.name} at level {level.number}, sign {n + 1}, {LONG}",
                    position=n,
                )
                for n in range(here)
            ]
            made.append(
                Indicator(
                    level=level,
                    heading=heading,
                    kind="protective",
                    text=f"A strength in {heading.name.lower()} at level {level.number}",
                    position=0,
                )
            )
    assert left == 0
    return made
