"""The form of a return: its breakdowns, each by a list of categories.

The breakdowns are those of the handbook; the categories of each dimension are data, since
they change over the years (`incidents.models.CategoryList`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db import models


class Dimension(models.TextChoices):
    """By what something is broken down."""

    SUPPORT = "support", "Support for victims"
    ETHNICITY = "ethnicity", "Ethnicity"
    AGE = "age", "Age"
    GENDER = "gender", "Gender"
    LOCATION = "location", "Location"


class Subject(models.TextChoices):
    """What is counted: the incidents, or people of one of two equal blocks."""

    INCIDENTS = "incidents", "incident"
    VICTIMS = "victims", "victim"
    PERPETRATORS = "perpetrators", "alleged perpetrator"


@dataclass(frozen=True)
class Breakdown:
    """One breakdown of the incidents of a return."""

    key: str
    heading: str
    dimension: Dimension
    subject: Subject
    several: bool = False
    """Whether one incident may count under several of its categories, or under none."""

    def __str__(self) -> str:
        return self.heading


BREAKDOWNS: Final[tuple[Breakdown, ...]] = (
    Breakdown("support", "Support for victims", Dimension.SUPPORT, Subject.INCIDENTS, several=True),
    Breakdown("victim_ethnicity", "Ethnicity of victims", Dimension.ETHNICITY, Subject.VICTIMS),
    Breakdown("victim_age", "Ages of victims", Dimension.AGE, Subject.VICTIMS),
    Breakdown("victim_gender", "Gender of victims", Dimension.GENDER, Subject.VICTIMS),
    Breakdown(
        "perpetrator_ethnicity",
        "Ethnicity of alleged perpetrators",
        Dimension.ETHNICITY,
        Subject.PERPETRATORS,
    ),
    Breakdown(
        "perpetrator_age", "Ages of alleged perpetrators", Dimension.AGE, Subject.PERPETRATORS
    ),
    Breakdown(
        "perpetrator_gender",
        "Gender of alleged perpetrators",
        Dimension.GENDER,
        Subject.PERPETRATORS,
    ),
    Breakdown("location", "Location of incidents", Dimension.LOCATION, Subject.INCIDENTS),
)
"""In the order of the form and of the printed table."""

BY_KEY: Final[dict[str, Breakdown]] = {each.key: each for each in BREAKDOWNS}
BREAKDOWN_CHOICES: Final = [(each.key, each.heading) for each in BREAKDOWNS]
