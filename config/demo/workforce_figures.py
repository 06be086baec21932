"""What the demonstration's staff come to, year by year, and what was published before that."""

from __future__ import annotations

from config.demo.workforce_lines import Group, Staff

CHILDREN, ADULTS, RESOURCES = "Children's Services", "Adult Social Care", "Corporate Resources"
CHIEF_EXECUTIVE = "CEX"
"""The code of the chief executive's office, which is no directorate."""

_UNITS = {
    CHILDREN: ["Children and Families", "Early Help and Youth", "SEND and Inclusion"],
    ADULTS: ["Adult Care Management", "Home Care", "Commissioning"],
    RESOURCES: ["Finance", "Customer Services", "Facilities"],
    CHIEF_EXECUTIVE: ["Policy"],
}
_UPPER, _LOWER = range(34, 56), range(3, 34)

_STAFF: dict[int, dict[str, tuple[Staff, Staff]]] = {
    2025: {
        CHILDREN: (
            Staff(262, 194, 250, 26, 186, 11, 3),
            Staff(1208, 1024, 1102, 188, 814, 52, 21),
        ),
        ADULTS: (
            Staff(176, 127, 168, 19, 121, 8, 2),
            Staff(1104, 921, 1020, 252, 716, 49, 17),
        ),
        RESOURCES: (
            Staff(231, 114, 222, 22, 168, 9, 4),
            Staff(842, 531, 795, 121, 590, 38, 11),
        ),
        CHIEF_EXECUTIVE: (Staff(22, 12, 21, 3, 18, 1), Staff(31, 21, 30, 5, 24, 2)),
    },
    2026: {
        CHILDREN: (
            Staff(268, 201, 258, 29, 205, 13, 3),
            Staff(1218, 1038, 1132, 206, 872, 63, 24),
        ),
        ADULTS: (
            Staff(180, 131, 173, 21, 134, 9, 2),
            Staff(1121, 938, 1044, 268, 779, 57, 19),
        ),
        RESOURCES: (
            Staff(226, 113, 219, 23, 174, 11, 4),
            Staff(829, 520, 789, 126, 613, 42, 12),
        ),
        CHIEF_EXECUTIVE: (Staff(21, 12, 20, 3, 18, 1), Staff(33, 23, 32, 6, 26, 2)),
    },
}
_SCHOOLS: dict[int, Staff] = {
    2025: Staff(3184, 2742, 2610, 301, 1911, 38, 60),
    2026: Staff(3142, 2711, 2656, 322, 2010, 44, 58),
}


def groups_of(year: int) -> list[Group]:
    """Everybody whom the council pays on 31 March of a year."""
    groups = []
    for organisation, (upper, lower) in _STAFF[year].items():
        units = _UNITS[organisation]
        groups.append(Group(organisation, units, _UPPER, False, upper))
        groups.append(Group(organisation, units, _LOWER, False, lower))
    groups.append(Group(CHILDREN, ["Schools"], range(3, 45), True, _SCHOOLS[year]))
    return groups


AS_PUBLISHED = """organisation,group,snapshot_date,headcount,female,male,bme,disabled
Children's Services,Scale point 34 and above,2024-03-31,255,73.7,26.3,9.9,5.5
Children's Services,Below scale point 34,2024-03-31,1190,84.5,15.5,16.6,6.0
Children's Services,Total directly employed,2024-03-31,1445,82.6,17.4,15.4,5.9
Children's Services,School employed,2024-03-31,3206,86.2,13.8,11.1,1.9
Council,Scale point 34 and above,2024-03-31,,65.1,34.9,10.2,5.3
Council,Below scale point 34,2024-03-31,,77.9,22.1,17.2,6.1
Council,Total directly employed,2024-03-31,,75.6,24.4,19.5,6.0
Council,School employed,2024-03-31,,86.2,13.8,11.1,1.9
"""
"""The tables of the annual report of 2024. In the council's total one figure is a slip."""

SLIP_EXPLAINED = (
    "The BME figure of the total directly employed, 19.5, is as it was printed in June 2024. It "
    "lies outside its parts; 15.9 would fit them."
)

FLOWS: dict[str, tuple[Staff, Staff, Staff, Staff]] = {
    "applicants": (
        Staff(214, 151, 203, 38, 198, 15, 5),
        Staff(1462, 1167, 1391, 381, 1352, 109, 31),
        Staff(702, 391, 668, 128, 641, 47, 18),
        Staff(5208, 3612, 4942, 1361, 4801, 362, 122),
    ),
    "shortlisted": (
        Staff(72, 53, 69, 9, 67, 6, 1),
        Staff(511, 419, 489, 104, 474, 39, 9),
        Staff(233, 134, 224, 34, 216, 17, 4),
        Staff(1794, 1279, 1713, 391, 1664, 127, 33),
    ),
    "appointed": (
        Staff(24, 18, 23, 3, 22, 1),
        Staff(168, 141, 161, 29, 155, 11, 3),
        Staff(79, 46, 76, 9, 73, 5, 1),
        Staff(583, 421, 558, 108, 541, 38, 9),
    ),
    "promoted": (
        Staff(9, 6, 9, 1, 8, 0),
        Staff(37, 30, 36, 5, 33, 2),
        Staff(26, 15, 25, 3, 24, 1),
        Staff(118, 83, 114, 18, 108, 6, 1),
    ),
    "leavers": (
        Staff(21, 15, 20, 2, 17, 1),
        Staff(151, 126, 141, 27, 112, 9, 3),
        Staff(70, 40, 67, 8, 59, 4, 1),
        Staff(531, 381, 502, 96, 431, 31, 9),
    ),
}
"""The twelve months up to 31 March 2026: of Children's Services by the two bands, then of the
whole council."""

BOROUGH: dict[str, dict[str, int]] = {
    "sex": {"Female": 101_410, "Male": 97_026},
    "disability": {"Disabled": 37_310, "Not disabled": 161_126},
}
BOROUGH_ETHNICITY = {"White": 151_207, "BME": 47_229}
BOROUGH_SOURCE = "Census 2021, usual residents"
