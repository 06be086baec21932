"""The kinds of incident and the categories that a new system comes with.

They are laid once, into empty tables, after the migrations; from then on they are the
council's.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import connections

from core.audit import act
from incidents.audit_actions import READY_MADE_ADDED
from incidents.breakdowns import Dimension
from incidents.models import Category, CategoryList, IncidentType

TYPES: list[tuple[str, str, str]] = [
    (
        IncidentType.RACIST,
        "Racist incidents",
        "Any incident which is perceived to be racist by the victim or any other person.",
    ),
    (
        "homophobic",
        "Homophobic, biphobic and transphobic incidents",
        "Any incident which is perceived by the victim or any other person to be directed at "
        "somebody’s sexual orientation or gender identity, or what it is taken to be.",
    ),
    (
        "disability",
        "Incidents about disability",
        "Any incident which is perceived by the victim or any other person to be directed at "
        "somebody’s disability or special educational needs.",
    ),
    (
        "religion",
        "Incidents about religion or belief",
        "Any incident which is perceived by the victim or any other person to be directed at "
        "somebody’s religion or belief, or what it is taken to be.",
    ),
    (
        "sexist",
        "Sexist incidents",
        "Any incident which is perceived by the victim or any other person to be directed at "
        "somebody’s sex.",
    ),
]
"""Key, name and definition. That of racist incidents is the one of the Macpherson report, 1999."""

_LONG_AGO = date(2000, 4, 1)
_CENSUS_2021 = date(2022, 4, 1)

_BROAD_GROUPS = ["Asian", "Black groups", "Chinese or other", "Mixed race", "White groups"]
_GROUPS_OF_2021: list[tuple[str, str]] = [
    ("Indian", "Asian"),
    ("Pakistani", "Asian"),
    ("Bangladeshi", "Asian"),
    ("Chinese", "Chinese or other"),
    ("Other Asian", "Asian"),
    ("Black African", "Black groups"),
    ("Black Caribbean", "Black groups"),
    ("Other Black", "Black groups"),
    ("Mixed or multiple groups", "Mixed race"),
    ("White British", "White groups"),
    ("White Irish", "White groups"),
    ("Gypsy, Roma or Irish Traveller", "White groups"),
    ("Other White", "White groups"),
    ("Arab", "Chinese or other"),
    ("Any other group", "Chinese or other"),
]
"""Groups of the census of 2021 with the broad group that earlier returns counted them as."""

_LISTS: list[tuple[Dimension, str, list[str]]] = [
    (
        Dimension.SUPPORT,
        "Support given",
        ["Parental involvement – victim", "Senior staff involvement"],
    ),
    (Dimension.AGE, "Age bands", ["Under 8", "8 to 10", "11 to 14", "15 to 17", "18 and over"]),
    (Dimension.GENDER, "Female and male", ["Female", "Male"]),
    (Dimension.LOCATION, "Supervision", ["Closely supervised area", "Other areas"]),
]


def add_ready_made(using: str = "default", **_: Any) -> None:
    """Lay them where nobody has made any yet (post_migrate of this app)."""
    if "incidents_category" not in connections[using].introspection.table_names():
        return
    if IncidentType.objects.exists() or CategoryList.objects.exists():
        return
    with act(READY_MADE_ADDED, actor=None):
        for position, (key, name, definition) in enumerate(TYPES):
            IncidentType.objects.create(
                key=key, name=name, definition=definition, position=position
            )
        for dimension, name, categories in _LISTS:
            _add(CategoryList(dimension=dimension, name=name, valid_from=_LONG_AGO), categories)
        broad = _add(
            CategoryList(
                dimension=Dimension.ETHNICITY,
                name="Broad groups",
                valid_from=_LONG_AGO,
                valid_until=date(2022, 3, 31),
            ),
            _BROAD_GROUPS,
        )
        fine = CategoryList(
            dimension=Dimension.ETHNICITY, name="Census of 2021", valid_from=_CENSUS_2021
        )
        for category, (_name, counts_as) in zip(
            _add(fine, [name for name, _ in _GROUPS_OF_2021]).values(),
            _GROUPS_OF_2021,
            strict=True,
        ):
            category.counts_as = broad[counts_as]
            category.save()


def _add(category_list: CategoryList, names: list[str]) -> dict[str, Category]:
    category_list.save()
    return {
        name: Category.objects.create(list=category_list, name=name, position=position)
        for position, name in enumerate(names)
    }
