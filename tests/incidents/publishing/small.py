"""A small council whose figures of 2026/27 are published."""

from __future__ import annotations

from typing import Any

from council.models import Area, School
from incidents.models import IncidentType
from incidents.publishing.preview import Preview, ShownCell
from tests.factories import AreaFactory, SchoolFactory, racist
from tests.incidents.held import borough, returned

MALE_ARE_FEW = {
    "victim_gender, Male": 3,
    "victim_gender, Female": 37,
    "location, Closely supervised area": 20,
    "location, Other areas": 38,
    "victim_ethnicity, Indian": 12,
    "victim_ethnicity, Black African": 2,
    "victim_ethnicity, White British": 30,
}
"""Of 58 incidents; 18 victims of no recorded gender, 14 of no recorded ethnicity."""

GENDER, PHASES, AREAS = "Gender of victims", "By school phase", "By area"
YEAR = "2026/27"


def small_council() -> dict[str, list[School]]:
    """58 incidents: 18 in primary schools, 27 in secondary ones, 13 in the only special one."""
    north, south = AreaFactory(name="Linden Vale"), AreaFactory(name="Northgate")
    schools = {
        "primary": SchoolFactory.create_batch(3, phase="primary", area=north),
        "secondary": SchoolFactory.create_batch(3, phase="secondary", area=south),
        "special": SchoolFactory.create_batch(1, phase="special", area=south),
    }
    totals = {"primary": (5, 6, 7), "secondary": (8, 9, 10), "special": (13,)}
    for phase, of_phase in schools.items():
        for place, (school, total) in enumerate(zip(of_phase, totals[phase], strict=True)):
            first = phase == "primary" and not place
            returned(2026, total, school, pupils=500, counts=MALE_ARE_FEW if first else {})
    return schools


def three_schools(total: int, counts: dict[str, int]) -> None:
    """So many incidents, of three schools, so that nothing is hidden for being that of few."""
    returned(2026, total - 14, counts=counts)
    returned(2026, 7)
    returned(2026, 7)


def with_an_old_year() -> None:
    borough(2020, {"victim_gender, Male": 61}, total=139, returning=52, source="Minutes")


def shown(
    preview: Preview | None = None, kind: IncidentType | None = None
) -> dict[tuple[str, str, str], ShownCell]:
    """The cells of the last year of a preview, by table, heading and row."""
    preview = preview or Preview(kind or racist())
    return {
        (table["key"], section["heading"], row["label"]): row["cells"][-1]
        for table in preview.rows()
        for section in table["sections"]
        for row in section["rows"]
    }


def text(table: str, heading: str, label: str, **kwargs: Any) -> str:
    return shown(**kwargs)[table, heading, label].text


def area_of(name: str) -> Area:
    return Area.objects.get(name=name)
