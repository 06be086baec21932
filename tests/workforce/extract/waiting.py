"""Extracts that wait for somebody, what their codes mean, and the figures that are made."""

import io
from datetime import date

from accounts.models import User
from council.models import Directorate
from tests.factories.workforce import group_named, staff_category
from tests.workforce.extract.small import file
from workforce.extract.acts import import_extract, keep_extract, read_file
from workforce.extract.meanings import Meaning, Meanings
from workforce.models import CodeMeaning, PendingExtract, Snapshot

DAY = date(2026, 3, 31)


def line(**cells: str) -> str:
    """A line of somebody of Homes, of which every code is known, save for these cells."""
    usual = {
        "organisation": "Homes",
        "unit": "Lettings",
        "scale_point": "40",
        "school_employed": "N",
        "sex": "F",
        "ethnicity": "White British",
        "disability": "No",
    }
    return ",".join((usual | cells).values())


def read(*lines: str, day: date = DAY, heading: str = "") -> PendingExtract:
    """What a file of these lines comes to; it is not kept."""
    content = file(*lines)
    if heading:
        content = content.replace("disability", f"disability,{heading}", 1)
    return read_file(io.BytesIO(content.encode()), "extract.csv", Meanings(day))


def waiting(user: User, *lines: str, day: date = DAY) -> PendingExtract:
    """The same, waiting for somebody."""
    return keep_extract(read(*lines, day=day), actor=user)


def imported(*lines: str, day: date = DAY, heading: str = "") -> Snapshot:
    """The whole council's snapshot, made by the command."""
    return import_extract(read(*lines, day=day, heading=heading), actor=None).whole_council


def remembered(column: str, code: str, meaning: Meaning) -> CodeMeaning:
    """What somebody said of a code in an earlier year."""
    return CodeMeaning.objects.create(column=column, code=code, **meaning.as_kept())


def directorate(row: Directorate) -> Meaning:
    return Meaning("directorate", row.pk)


def group(name: str) -> Meaning:
    return Meaning("group", group_named(name).pk)


def category(name: str, day: date = DAY) -> Meaning:
    return Meaning("category", staff_category(name, day).pk)


def held(snapshot: Snapshot) -> dict[str, tuple[int | None, dict[str, int]]]:
    """The headcount of each group, and its counts by the names of categories."""
    return {
        row.group.name: (
            row.headcount,
            {
                f"{each.characteristic}: {each.category or each.get_held_display()}": each.count
                for each in row.counts.select_related("category")
                if each.count
            },
        )
        for row in snapshot.groups.select_related("group")
    }
