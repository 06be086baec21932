"""The questions for scrutiny members that a new system comes with.

They are laid once, into empty tables, after the migrations; from then on they are the
council's, to change, add to and ask no more.
"""

from __future__ import annotations

from typing import Any

from django.db import connections

from core.audit import act
from reports.models import PackPart, Question, QuestionTopic
from reports.questions.audit_actions import READY_MADE_ADDED

Kind = PackPart.Kind
_OF_SERVICES = (Kind.PLAN, Kind.ANNUAL_REPORT)
_OF_COURSE = (Kind.ANNUAL_REPORT, Kind.PROGRESS)

TOPICS: list[tuple[str, list[tuple[str, tuple[str, ...]]]]] = [
    (
        "Learning from audits and reviews",
        [
            (
                "Which audits of our own practice were made this year, and what did they find?",
                _OF_COURSE,
            ),
            (
                "What has been done differently since, and how do we know that it worked?",
                _OF_COURSE,
            ),
            (
                "What did we learn from serious case reviews, here and elsewhere?",
                (Kind.ANNUAL_REPORT,),
            ),
        ],
    ),
    (
        "Support for front-line staff",
        [
            (
                "How often do front-line staff have supervision, and does it happen as planned?",
                (Kind.ANNUAL_REPORT, Kind.WORKFORCE),
            ),
            (
                "Do they have enough time for the families they work with?",
                (Kind.ANNUAL_REPORT, Kind.WORKFORCE),
            ),
            (
                "Whom can they ask for specialist advice, and how quickly do they get it?",
                _OF_SERVICES,
            ),
            (
                "Do their computers work, and are there rooms in which they can talk in private?",
                _OF_SERVICES,
            ),
        ],
    ),
    (
        "Working with partners and adult services",
        [
            (
                "Do councillors know the partner bodies that serve adults, and do these know us?",
                _OF_SERVICES,
            ),
            (
                "How does a concern about a child reach us from a service for adults, and what "
                "happens then?",
                (Kind.PLAN, Kind.ANNUAL_REPORT, Kind.THRESHOLDS),
            ),
        ],
    ),
    (
        "What children, parents and staff tell us",
        [
            (
                "How can children say what they thought of an assessment or a conference?",
                _OF_COURSE,
            ),
            ("How can parents say it, and what did they say this year?", _OF_COURSE),
            ("How can staff say it, and what was changed because somebody spoke up?", _OF_COURSE),
        ],
    ),
    (
        "Quality rather than process",
        [
            (
                "How is the quality of the help measured, and not only whether it was on time?",
                (Kind.PLAN, Kind.ANNUAL_REPORT, Kind.PROGRESS),
            ),
            ("What is better for children and families than a year ago?", _OF_COURSE),
        ],
    ),
    (
        "Thresholds for help",
        [
            ("How are the thresholds for help set, and who agreed them?", (Kind.THRESHOLDS,)),
            (
                "How do we know that they are right, neither too high nor too low?",
                (Kind.THRESHOLDS, Kind.ANNUAL_REPORT),
            ),
        ],
    ),
    (
        "Families with complex needs",
        [
            (
                "Which services are there for families whose needs are complex, and who gets them?",
                _OF_SERVICES,
            ),
            ("Which families do these services not reach?", _OF_SERVICES),
        ],
    ),
    (
        "Training of members",
        [
            (
                "What training did members of this committee have, and what is still wanted?",
                (Kind.ANNUAL_REPORT,),
            ),
        ],
    ),
]
"""By topic: each question, and the kinds of paper with which it is usually asked."""


def add_ready_made(using: str = "default", **_: Any) -> None:
    """Lay them where nobody has made any yet (post_migrate of this app)."""
    if "reports_question" not in connections[using].introspection.table_names():
        return
    if QuestionTopic.objects.exists():
        return
    with act(READY_MADE_ADDED, actor=None):
        for place, (name, questions) in enumerate(TOPICS, start=1):
            topic = QuestionTopic.objects.create(name=name, position=place)
            Question.objects.bulk_create(
                Question(
                    topic=topic, text=text, position=position, kinds=list(kinds), from_handbook=True
                )
                for position, (text, kinds) in enumerate(questions, start=1)
            )
