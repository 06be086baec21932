"""The templates of cover reports that a new system comes with, one in each shape.

They are laid once, into an empty table, after the migrations; from then on they are the
council's.
"""

from __future__ import annotations

from typing import Any

from django.db import connections

from core.audit import act
from reports.cover_reports.audit_actions import TEMPLATES_ADDED
from reports.models import AsksFor, CoverShape, CoverTemplate, SectionKind, TemplateSection

Kind = SectionKind
Sections = list[tuple[SectionKind, str, str]]

FOR_DECISION: Sections = [
    (
        Kind.PURPOSE,
        "Purpose of report",
        "To put before the Committee the {plan}, for the period {period}, and to ask for its "
        "decision before the plan goes to the cabinet member for approval.",
    ),
    (
        Kind.BACKGROUND,
        "Background",
        "Each directorate makes a plan that says what it will do for equality, who answers for "
        "each action, and by when. The plan of {directorate} for {period} is attached.\n\n"
        "What became of the actions is reported to this Committee after the end of the plan’s "
        "period.",
    ),
    (
        Kind.OPTIONS,
        "Options considered",
        "The Committee can decide in the ways that follow. What speaks for and against each is "
        "set out under it.",
    ),
    (
        Kind.FINANCE,
        "Finance",
        "The actions of the plan are paid for from the budgets that the Council has approved. "
        "Where an action needs more, the plan says so.",
    ),
    (Kind.LAW, "Law", "{legislation}"),
    (
        Kind.EQUALITY,
        "Equality impact",
        "The plan is meant to advance equality. What each action is expected to change, and for "
        "whom, is stated in the plan; actions that alter a service are assessed before they "
        "begin.",
    ),
    (
        Kind.RECOMMENDATION,
        "Recommendation",
        "That the Committee recommends the {plan} for {period} to the cabinet member for approval.",
    ),
]

FOR_NOTING: Sections = [
    (
        Kind.BACKGROUND,
        "Background",
        "{directorate} works to the {plan}, for the period {period}. This report tells the "
        "Committee how it stands.",
    ),
    (
        Kind.OTHER,
        "Main points",
        "What went well, what did not, and what is done about it is set out in the papers that "
        "follow.",
    ),
    (
        Kind.FINANCE,
        "Finance",
        "This report has no financial consequences of its own.",
    ),
    (Kind.LAW, "Law", "{legislation}"),
    (
        Kind.EQUALITY,
        "Equality impact",
        "The report describes what the Council does for equality. It changes no service, so it "
        "needs no assessment of its own.",
    ),
    (
        Kind.RECOMMENDATION,
        "Recommendation",
        "That the Committee notes this report.",
    ),
]

TEMPLATES: list[tuple[dict[str, str], Sections]] = [
    (
        {
            "name": "Plan before its approval",
            "shape": CoverShape.PURPOSE,
            "asks_for": AsksFor.DECISION,
            "title": "{plan}: report before its approval",
        },
        FOR_DECISION,
    ),
    (
        {
            "name": "Report for noting",
            "shape": CoverShape.SUMMARY,
            "asks_for": AsksFor.NOTING,
            "title": "{plan}: how it stands",
            "summary": "{directorate} reports to {committee} on its plan for {period}.",
        },
        FOR_NOTING,
    ),
]


def add_ready_made(using: str = "default", **_: Any) -> None:
    """Lay them where nobody has made any yet (post_migrate of this app)."""
    if "reports_covertemplate" not in connections[using].introspection.table_names():
        return
    if CoverTemplate.objects.exists():
        return
    with act(TEMPLATES_ADDED, actor=None):
        for facts, sections in TEMPLATES:
            template = CoverTemplate.objects.create(**facts)
            for position, (kind, heading, text) in enumerate(sections, start=1):
                TemplateSection.objects.create(
                    template=template, position=position, kind=kind, heading=heading, text=text
                )
