"""What two of the demonstration's schools recorded in their logs in a term."""

from __future__ import annotations

from datetime import date

from accounts.models import User
from config.demo.clock import on_day
from incidents.acts_on_log import keep_incident
from incidents.breakdowns import Dimension
from incidents.models import Category, CategoryList, Incident, IncidentType

_LOG: list[tuple[str, date, str, str, str, list[tuple[str, str, str, str, str]]]] = [
    (
        "head@corbeckhigh.example",
        date(2026, 9, 18),
        "verbal",
        "parents",
        "Other areas",
        [
            ("victim", "pupil", "11 to 14", "Female", "Pakistani"),
            ("perpetrator", "pupil", "11 to 14", "Male", "White British"),
        ],
    ),
    ("head@corbeckhigh.example", date(2026, 10, 6), "written", "not_found", "Other areas", []),
    (
        "head@corbeckhigh.example",
        date(2026, 11, 9),
        "online",
        "sanction",
        "",
        [
            ("victim", "pupil", "15 to 17", "Male", "Black African"),
            ("victim", "pupil", "15 to 17", "Male", "Mixed or multiple groups"),
            ("perpetrator", "pupil", "15 to 17", "Male", "White British"),
            ("perpetrator", "", "", "", ""),
        ],
    ),
    (
        "office@tanyardprimary.example",
        date(2026, 10, 14),
        "verbal",
        "resolved",
        "Closely supervised area",
        [
            ("victim", "staff", "18 and over", "Female", "Indian"),
            ("perpetrator", "pupil", "8 to 10", "Male", "White British"),
        ],
    ),
    (
        "office@tanyardprimary.example",
        date(2026, 11, 12),
        "exclusion",
        "parents",
        "Other areas",
        [
            ("victim", "pupil", "8 to 10", "Female", "Chinese"),
            ("perpetrator", "pupil", "8 to 10", "Female", ""),
            ("perpetrator", "pupil", "8 to 10", "Female", "White British"),
        ],
    ),
]
"""Who recorded it, when, what happened, its outcome and place, and those involved."""


def keep_log() -> None:
    """Record each incident on its day."""
    racist = IncidentType.objects.get(key=IncidentType.RACIST)
    for address, day, kind, outcome, place, people in _LOG:
        user = User.objects.get(email=address)
        school = user.role_assignments.get().school
        incident = Incident(
            school=school,
            type=racist,
            happened_on=day,
            kind=kind,
            outcome=outcome,
            location=_category(Dimension.LOCATION, place),
            governors_informed=outcome == "sanction",
        )
        with on_day(day):
            keep_incident(incident, lambda: _recorded(incident, people), actor=user)  # noqa: B023


def _recorded(incident: Incident, people: list[tuple[str, str, str, str, str]]) -> Incident:
    incident.save()
    if people:
        lists = CategoryList.objects.on(incident.happened_on)
        incident.support.set(
            Category.objects.filter(list__in=lists, name="Senior staff involvement")
        )
    for part, role, age, gender, ethnicity in people:
        incident.involved.create(
            part=part,
            role=role,
            age=_category(Dimension.AGE, age),
            gender=_category(Dimension.GENDER, gender),
            ethnicity=_category(Dimension.ETHNICITY, ethnicity),
        )
    return incident


def _category(dimension: Dimension, name: str) -> Category | None:
    lists = CategoryList.objects.on(date(2026, 9, 1)).filter(dimension=dimension)
    return Category.objects.filter(list__in=lists, name=name).first()
