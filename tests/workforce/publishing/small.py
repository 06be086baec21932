"""A small council of two directorates, whose staff of 31 March 2012 is published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction

from council.models import Directorate
from tests.factories import DirectorateFactory
from tests.factories.workforce import LOWER, UPPER, SnapshotFactory, count_staff
from workforce.analysis.layout import PrintedTable
from workforce.analysis.measures import Cell
from workforce.models import Snapshot
from workforce.publishing.preview import Preview

DAY = date(2012, 3, 31)
"""The last day on which ethnicity was counted as White and BME alone: few figures, soon read."""
Answers = Mapping[str, Mapping[str, int]]
Staff = Mapping[str, tuple[int, Answers]]
"""By group how many, and how they answered by characteristic."""


def answers(female: int, male: int, white: int = 0, bme: int = 0, unsaid: int = 0) -> Answers:
    sex = {"Female": female, "Male": male}
    return {"sex": sex, "ethnicity": {"White": white, "BME": bme, "prefer_not": unsaid}}


FEW_MEN: Staff = {UPPER: (40, answers(37, 3, 30, 10)), LOWER: (60, answers(40, 20, 40, 20))}
"""Three men of forty in the upper band."""
OTHERS: Staff = {UPPER: (50, answers(30, 20, 40, 10)), LOWER: (90, answers(50, 40, 60, 30))}


def counted(staff: Staff, directorate: Directorate | None = None, day: date = DAY) -> Snapshot:
    """A snapshot of counts; entered again where there is one."""
    held = Snapshot.objects.filter(directorate=directorate, day=day, base="staff").first()
    with transaction.atomic():
        snapshot = held or SnapshotFactory(directorate=directorate, day=day)
        for group, (headcount, said) in staff.items():
            count_staff(snapshot, group, headcount, **said)
    return snapshot


def together(staffs: Iterable[Staff]) -> Staff:
    """The staff of several directorates as that of one organisation."""
    staffs = list(staffs)
    return {
        group: (
            sum(staff[group][0] for staff in staffs),
            {
                each: sum((Counter(staff[group][1][each]) for staff in staffs), Counter())
                for each in said
            },
        )
        for group, (_, said) in staffs[0].items()
    }


def small_council(
    *others: Staff, of: Staff = FEW_MEN, day: date = DAY
) -> tuple[Snapshot, Snapshot]:
    """The snapshots of a directorate and of the whole council."""
    directorate = Directorate.objects.filter(name="Places").first()
    directorate = directorate or DirectorateFactory(name="Places")
    mine = counted(of, directorate, day)
    return mine, counted(together([of, *(others or (OTHERS,))]), day=day)


def cells(
    preview: Preview, key: str = "staff", organisation: str = "Places"
) -> dict[tuple[str, str, str], Cell]:
    """The cells of a table of a preview, by group, line and column of an organisation."""
    table = next(each for each in preview.tables if each.key.startswith(key))
    return cells_of(table, organisation)


def cells_of(table: PrintedTable, organisation: str) -> dict[tuple[str, str, str], Cell]:
    return {
        (group.heading, line.label, column): cell
        for group in table.line_groups
        for line in group.lines
        for (heading, column), cell in zip(table.columns, line.cells, strict=True)
        if heading == organisation
    }


def can_be_kept(snapshot: Snapshot) -> str:
    """A hidden figure that is shown when an officer would rather keep it."""
    return next(
        cell.key
        for place, cell in cells(Preview(snapshot)).items()
        if cell.key and not cells(Preview(snapshot, [cell.key]))[place].reason
    )
