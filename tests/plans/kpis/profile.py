"""A source of figures as a workforce profile is one, and pages that the tests open."""

from datetime import date
from html import unescape

from django.urls import reverse

from core.supplied_figures import Answer, Choices, Supplied
from plans.models import Indicator, Plan, QuarterActual
from tests.factories import IndicatorFactory

BME, DISABLED = "profile:council/bme", "profile:council/disabled"
SECOND = "?quarter=2026/27-2"
WORDS = {BME: "Council: BME", DISABLED: "Council: disabled"}
"""What these figures are called in a sentence."""


def figure(text: str, day: date = date(2026, 3, 31), **about) -> Supplied:
    """A figure of a snapshot."""
    return Supplied(text, day, "Workforce profile, 31 March 2026", **about)


class Profile:
    """What is held, by key; `asked` remembers what was asked for, and for which day."""

    def __init__(self) -> None:
        self.held: dict[str, Answer] = {}
        self.offered: Choices = [
            ("Council", [("council/bme", "BME"), ("council/disabled", "disabled")])
        ]
        self.asked: list[tuple[str, date]] = []

    def choices(self) -> Choices:
        return self.offered

    def figure(self, key: str, day: date) -> Answer:
        self.asked.append((key, day))
        return self.held.get(f"profile:{key}")


def taking(objective, key: str = BME, **about) -> Indicator:
    """A KPI that takes its figures from the profile."""
    return IndicatorFactory(
        objective=objective, takes_from=key, takes_from_words=WORDS[key], **about
    )


def all_of(plan: Plan) -> str:
    """The page of all figures of the second quarter."""
    return reverse("plans:kpi_figures", args=[plan.pk]) + SECOND


def shown(response) -> str:
    """The page as it is read."""
    assert response.status_code == 200
    return " ".join(unescape(response.content.decode()).split())


def sent(form) -> dict[str, str]:
    """What a browser sends of a form as it was opened."""
    return {field.html_name: "" if field.value() is None else str(field.value()) for field in form}


def told() -> list[tuple[str, str]]:
    """Each figure that was reported for a quarter, with its source."""
    return [(row.printed, row.source) for row in QuarterActual.objects.order_by("indicator_id")]
