"""The reference data that a new system comes with: frameworks, a risk scale, a RAG definition.

It is laid once, into empty tables, after the migrations; from then on it is the council's.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from core.audit import act
from plans.audit_actions import READY_MADE_ADDED
from plans.models import (
    Aim,
    Outcome,
    OutcomeFramework,
    RagDefinition,
    RiskBand,
    RiskScale,
    RiskScaleStep,
)

_EVERY_CHILD_MATTERS: dict[str, list[str]] = {
    "Be healthy": [
        "Physically healthy",
        "Mentally and emotionally healthy",
        "Sexually healthy",
        "Healthy lifestyles",
        "Choose not to take illegal drugs",
    ],
    "Stay safe": [
        "Safe from maltreatment, neglect, violence and sexual exploitation",
        "Safe from accidental injury and death",
        "Safe from bullying and discrimination",
        "Safe from crime and anti-social behaviour in and out of school",
        "Have security, stability and are cared for",
    ],
    "Enjoy and achieve": [
        "Ready for school",
        "Attend and enjoy school",
        "Achieve stretching national educational standards at primary school",
        "Achieve personal and social development and enjoy recreation",
        "Achieve stretching national educational standards at secondary school",
    ],
    "Make a positive contribution": [
        "Engage in decision-making and support the community and environment",
        "Engage in law-abiding and positive behaviour in and out of school",
        "Develop positive relationships and choose not to bully and discriminate",
        "Develop self-confidence and successfully deal with significant life changes",
        "Develop enterprising behaviour",
    ],
    "Achieve economic well-being": [
        "Engage in further education, employment or training on leaving school",
        "Ready for employment",
        "Live in decent homes and sustainable communities",
        "Access to transport and material goods",
        "Live in households free from low income",
    ],
}

FRAMEWORKS: list[tuple[str, str, dict[str, list[str]]]] = [
    (
        "Every Child Matters",
        "The five outcomes of the national programme of 2003.",
        _EVERY_CHILD_MATTERS,
    ),
    (
        "Every Child Matters and quality service management",
        "The five outcomes, with a sixth for the running of the service itself.",
        {
            **_EVERY_CHILD_MATTERS,
            "Quality service management": [
                "Lead and manage services well",
                "Plan, commission and use resources well",
            ],
        },
    ),
    (
        "Council priorities",
        "The council's own structure for equality, diversity and community cohesion.",
        {
            "Policy development and performance management": [],
            "Engagement": [],
            "Improve communications": [],
            "Employees": [],
            "Community safety and cohesion": [],
        },
    ),
    (
        "Equality Framework for Local Government 2009",
        "Levels: Developing, Achieving, Excellent.",
        {
            "Knowing your community and equality mapping": [],
            "Place shaping, leadership, partnership and organisational commitment": [],
            "Community engagement and satisfaction": [],
            "Responsive services and customer care": [],
            "Modern and diverse workforce": [],
        },
    ),
    (
        "Equality Framework for Local Government 2021",
        "Levels: Developing, Achieving, Excellent.",
        {
            "Understanding and working with your communities": [],
            "Leadership and organisational commitment": [],
            "Responsive services and customer care": [],
            "Diverse and engaged workforce": [],
        },
    ),
    (
        "Equality Standard for Local Government",
        "The older standard, used until 2009.",
        {
            "Level 1: Commitment to a comprehensive equality policy": [],
            "Level 2: Assessment and consultation": [],
            "Level 3: Setting equality objectives and targets": [],
            "Level 4: Information systems and monitoring against targets": [],
            "Level 5: Achieving and reviewing outcomes": [],
        },
    ),
]

IMPACT = ["Insignificant", "Minor", "Moderate", "Significant", "Major"]
PROBABILITY = ["Rare", "Unlikely", "Moderate", "Likely", "Almost certain"]
BANDS = [
    ("Green", "green", 1, 4, 12),
    ("Yellow", "yellow", 5, 9, 6),
    ("Amber", "amber", 10, 15, 3),
    ("Red", "red", 16, 25, 1),
]
APPETITE = 15
FROM_THE_START = date(2000, 1, 1)


def add_ready_made(using: str = "default", **_: Any) -> None:
    """Fill each empty table of reference data (post_migrate of this app)."""
    from django.db import connections

    if "plans_riskscale" not in connections[using].introspection.table_names():
        return
    if (
        OutcomeFramework.objects.exists()
        and RiskScale.objects.exists()
        and RagDefinition.objects.exists()
    ):
        return
    with act(READY_MADE_ADDED, actor=None):
        if not OutcomeFramework.objects.exists():
            _add_frameworks()
        if not RiskScale.objects.exists():
            _add_scale()
        if not RagDefinition.objects.exists():
            _add_definition()


def _add_frameworks() -> None:
    for name, introduction, outcomes in FRAMEWORKS:
        framework = OutcomeFramework.objects.create(name=name, introduction=introduction)
        for place, (outcome_name, aims) in enumerate(outcomes.items(), start=1):
            outcome = Outcome.objects.create(framework=framework, position=place, name=outcome_name)
            Aim.objects.bulk_create(
                Aim(outcome=outcome, position=number, text=text)
                for number, text in enumerate(aims, start=1)
            )


def _add_scale() -> None:
    scale = RiskScale.objects.create(
        name="Risk scale", in_force_from=FROM_THE_START, appetite=APPETITE
    )
    RiskScaleStep.objects.bulk_create(
        RiskScaleStep(scale=scale, axis=axis, label=str(value), name=name, value=value)
        for axis, names in (("impact", IMPACT), ("probability", PROBABILITY))
        for value, name in enumerate(names, start=1)
    )
    RiskBand.objects.bulk_create(
        RiskBand(
            scale=scale,
            name=name,
            colour=colour,
            lowest=lowest,
            highest=highest,
            review_months=months,
        )
        for name, colour, lowest, highest, months in BANDS
    )


def _add_definition() -> None:
    RagDefinition.objects.create(
        name="RAG of KPIs",
        in_force_from=FROM_THE_START,
        green_words="The target is met",
        amber_words="The target is missed by no more than 5 per cent of it",
        red_words="The target is missed by more than 5 per cent of it",
        grey_words="No target or no actual, so not rated",
    )
