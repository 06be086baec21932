"""The groups of staff and the lists of characteristics that a new system comes with.

They are laid once, into empty tables, after the migrations; from then on they are the
council's.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import connections

from core.audit import act
from workforce.audit_actions import READY_MADE_ADDED
from workforce.characteristics import Characteristic, Headline
from workforce.models import CharacteristicList, GroupBand, StaffCategory, StaffGroup

_LONG_AGO = date(2000, 4, 1)
_CENSUS_2011 = date(2012, 4, 1)
_CENSUS_2021 = date(2022, 4, 1)

Lines = list[tuple[str, str]]
"""Each category with the one it is part of, if any."""

_ASIAN = "Asian or Asian British"
_BLACK = "Black or Black British"
_MIXED = "Mixed or multiple ethnic groups"
_OTHER = "Other ethnic groups"


def _ethnic_groups(*, roma: bool) -> Lines:
    return [
        ("White", ""),
        ("White British", "White"),
        ("White Irish", "White"),
        ("Gypsy or Irish Traveller", "White"),
        *([("Roma", "White")] if roma else []),
        ("Other White", "White"),
        ("BME", ""),
        (_ASIAN, "BME"),
        ("Indian", _ASIAN),
        ("Pakistani", _ASIAN),
        ("Bangladeshi", _ASIAN),
        ("Chinese", _ASIAN),
        ("Other Asian", _ASIAN),
        (_BLACK, "BME"),
        ("African", _BLACK),
        ("Caribbean", _BLACK),
        ("Other Black", _BLACK),
        (_MIXED, "BME"),
        ("White and Asian", _MIXED),
        ("White and Black African", _MIXED),
        ("White and Black Caribbean", _MIXED),
        ("Other mixed", _MIXED),
        (_OTHER, "BME"),
        ("Arab", _OTHER),
        ("Any other ethnic group", _OTHER),
    ]


_BANDS = [("Scale point 34 and above", 34, None), ("Below scale point 34", None, 33)]
_BME = {"BME": Headline.BME}


def add_ready_made(using: str = "default", **_: Any) -> None:
    """Lay them where nobody has made any yet (post_migrate of this app)."""
    if "workforce_staffgroup" not in connections[using].introspection.table_names():
        return
    if StaffGroup.objects.exists() or CharacteristicList.objects.exists():
        return
    with act(READY_MADE_ADDED, actor=None):
        _add_groups()
        _add_list(
            Characteristic.SEX,
            "Female and male",
            [("Female", ""), ("Male", "")],
            headlines={"Female": Headline.FEMALE, "Male": Headline.MALE},
        )
        _add_list(
            Characteristic.ETHNICITY,
            "White and BME",
            [("White", ""), ("BME", "")],
            until=date(2012, 3, 31),
            headlines=_BME,
        )
        _add_list(
            Characteristic.ETHNICITY,
            "Census of 2011",
            _ethnic_groups(roma=False),
            begins=_CENSUS_2011,
            until=date(2022, 3, 31),
            headlines=_BME,
        )
        _add_list(
            Characteristic.ETHNICITY,
            "Census of 2021",
            _ethnic_groups(roma=True),
            begins=_CENSUS_2021,
            headlines=_BME,
        )
        _add_list(
            Characteristic.DISABILITY,
            "Disabled and not disabled",
            [("Disabled", ""), ("Not disabled", "")],
            headlines={"Disabled": Headline.DISABLED},
        )
        for characteristic, name, names in _FURTHER:
            _add_list(characteristic, name, [(each, "") for each in names])


_FURTHER: list[tuple[Characteristic, str, list[str]]] = [
    (
        Characteristic.AGE,
        "Age bands",
        ["16 to 24", "25 to 34", "35 to 44", "45 to 54", "55 to 64", "65 and over"],
    ),
    (
        Characteristic.RELIGION,
        "Census groups",
        [
            "No religion",
            "Buddhist",
            "Christian",
            "Hindu",
            "Jewish",
            "Muslim",
            "Sikh",
            "Other religion or belief",
        ],
    ),
    (
        Characteristic.ORIENTATION,
        "Census groups",
        ["Heterosexual or straight", "Gay or lesbian", "Bisexual", "Other sexual orientation"],
    ),
]


def _add_groups() -> None:
    kinds = StaffGroup.Kind
    whole = StaffGroup.objects.create(name="Total with schools", kind=kinds.TOTAL, position=5)
    direct = StaffGroup.objects.create(
        name="Total directly employed", kind=kinds.TOTAL, part_of=whole, position=3
    )
    for position, (name, first, last) in enumerate(_BANDS, start=1):
        band = StaffGroup.objects.create(name=name, part_of=direct, position=position)
        GroupBand.objects.create(
            group=band, valid_from=_LONG_AGO, first_point=first, last_point=last
        )
    StaffGroup.objects.create(name="School employed", kind=kinds.SCHOOLS, part_of=whole, position=4)


def _add_list(
    characteristic: Characteristic,
    name: str,
    lines: Lines,
    *,
    begins: date = _LONG_AGO,
    until: date | None = None,
    headlines: Mapping[str, Headline] | None = None,
) -> None:
    held = CharacteristicList.objects.create(
        characteristic=characteristic, name=name, valid_from=begins, valid_until=until
    )
    made: dict[str, StaffCategory] = {}
    for position, (category, broad) in enumerate(lines):
        made[category] = StaffCategory.objects.create(
            list=held,
            name=category,
            position=position,
            part_of=made[broad] if broad else None,
            headline=(headlines or {}).get(category, ""),
        )
