"""The preview of a workforce profile: how long it takes with few groups of staff and with many."""

import time
from collections import Counter
from datetime import date
from random import Random

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from council.models import Directorate
from workforce.characteristics import Held
from workforce.figures import Reference
from workforce.models import GroupBand, Snapshot, StaffGroup
from workforce.publishing.preview import Preview
from workforce.writing import Answers, GroupEntry, write_group

GROUPS = (3, 12)
DAYS = [date(year, 3, 31) for year in (2024, 2025, 2026)]
PEOPLE = 400
"""In each group of the directorate; as many again are elsewhere in the council."""


def measure_profiles() -> None:
    """One line: three years of a directorate beside the council, every cell judged."""
    times, queries = [], []
    for groups in GROUPS:
        with transaction.atomic():
            snapshot = _profile(groups)
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
            start = time.perf_counter()
            with CaptureQueriesContext(connection) as asked:
                Preview(snapshot).record()
            times.append(time.perf_counter() - start)
            queries.append(len(asked))
            transaction.set_rollback(True)
    few, many = times
    print(f"\n{'':24}{GROUPS[0]:>10} groups{GROUPS[1]:>10} groups   ratio  queries")  # noqa: T201
    line = f"{'preview of a profile':24}{few:>15.3f} s{many:>15.3f} s{many / few:>8.1f}"
    print(f"{line}{queries[0]:>6} {queries[1]:>3}")  # noqa: T201


def _profile(groups: int) -> Snapshot:
    """Three years of so many groups, of a directorate and of the whole council."""
    chance = Random(groups)  # noqa: S311
    directorate = Directorate.objects.create(name="Places")
    entered = _groups(groups)
    for day in DAYS:
        mine = Snapshot.objects.create(base="staff", directorate=directorate, day=day, way="counts")
        council = Snapshot.objects.create(base="staff", day=day, way="counts")
        for group in entered:
            said = [_answers(mine, chance) for _ in range(2)]
            write_group(mine, group, GroupEntry(PEOPLE, said[0]))
            both = {each: Counter(said[0][each]) + Counter(said[1][each]) for each in said[0]}
            write_group(council, group, GroupEntry(2 * PEOPLE, both))
    return mine


def _groups(number: int) -> list[StaffGroup]:
    """School staff, and bands of two points below the ones that the product comes with."""
    upper, lower = StaffGroup.objects.filter(kind="band")
    schools = StaffGroup.objects.get(kind="schools")
    GroupBand.objects.filter(group=lower).update(first_point=33)
    more = [
        StaffGroup.objects.create(name=f"Band {n}", part_of=lower.part_of, position=2)
        for n in range(number - 3)
    ]
    for n, group in enumerate(more):
        points = {"first_point": 2 * n + 1, "last_point": 2 * n + 2}
        GroupBand.objects.create(group=group, valid_from=date(2000, 4, 1), **points)
    return [upper, lower, *more, schools]


def _answers(snapshot: Snapshot, chance: Random) -> dict[str, Answers]:
    """How a group answers: a few categories hold most people, many a handful."""
    said: dict[str, Answers] = {}
    for characteristic in ("sex", "ethnicity", "disability"):
        finest = Reference().lists_on(snapshot)[characteristic].finest
        weights = [10 / (place + 1) ** 2 for place in range(len(finest))]
        chosen = chance.choices([each.pk for each in finest], weights, k=PEOPLE - 40)
        said[characteristic] = {**Counter(chosen), Held.PREFER_NOT: 10}
    return said
