"""The snapshots that are set beside one another: earlier years, and the whole council."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.db.models import QuerySet

from core.dates import in_words
from workforce.characteristics import Characteristic
from workforce.figures import SnapshotFigures
from workforce.models import Snapshot, StaffGroup

YEARS = 3
NEAR = timedelta(days=60)
"""A snapshot of another year, or of the whole council, is one of nearly the same day."""


def years_of(snapshot: Snapshot, years: int = YEARS) -> list[Snapshot]:
    """A snapshot and those of the years before it, the latest first; a year may be missing."""
    kin = of_kind(snapshot.base).filter(directorate=snapshot.directorate)
    found = [snapshot]
    for back in range(1, years):
        if earlier := nearest(kin, _years_before(snapshot.day, back)):
            found.append(earlier)
    return found


def of_council(snapshot: Snapshot) -> Snapshot | None:
    """The snapshot of the whole council beside which one of a directorate is shown."""
    if snapshot.directorate_id is None:
        return None
    return nearest(of_kind(snapshot.base).filter(directorate=None), snapshot.day)


def staff_beside(flow: Snapshot) -> Snapshot | None:
    """The staff whom those came to, rose in or left, on nearly the same day."""
    staff = of_kind(Snapshot.Base.STAFF).filter(directorate=flow.directorate)
    return nearest(staff, flow.day)


def of_kind(base: str) -> QuerySet[Snapshot]:
    """Every snapshot with the same base."""
    return Snapshot.objects.filter(base=base).select_related("directorate")


def nearest(snapshots: Iterable[Snapshot], day: date) -> Snapshot | None:
    """The one nearest to a day, if any is near enough."""
    near = [each for each in snapshots if abs(each.day - day) <= NEAR]
    return min(near, key=lambda each: (abs(each.day - day), each.pk), default=None)


def _years_before(day: date, years: int) -> date:
    leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - years, day=28 if leap_day else day.day)


def breaks_between(later: SnapshotFigures, earlier: SnapshotFigures) -> list[str]:
    """Why figures of two years do not compare, a sentence for each characteristic or group.

    Broken characteristics and groups are told by `broken_characteristics` and `broken_groups`.
    """
    day = in_words(later.snapshot.day)
    words = [
        f"{Characteristic(each).label}: counted by another list from {day} on "
        f"({later.lists[each].list.name}), so earlier figures do not compare."
        for each in broken_characteristics(later, earlier)
    ]
    groups = {each.group.pk: each.group for each in (*later.groups, *earlier.groups)}
    words += [
        f"{groups[pk]}: its scale points changed, so figures before {day} do not compare."
        for pk in broken_groups(later, earlier)
        if pk in groups
    ]
    return words


def broken_characteristics(later: SnapshotFigures, earlier: SnapshotFigures) -> list[str]:
    """Those whose list or denominator is another one."""
    return [
        each
        for each, held in later.lists.items()
        if each in earlier.lists and earlier.lists[each].list.pk != held.list.pk
    ]


def broken_groups(later: SnapshotFigures, earlier: SnapshotFigures) -> list[int]:
    """Bands whose scale points are others."""
    return [
        pk
        for pk in {**later.bands, **earlier.bands}
        if later.bands.get(pk) != earlier.bands.get(pk)
    ]


def groups_in(figures: Sequence[SnapshotFigures]) -> list[StaffGroup]:
    """The groups of which any of these tells, in the order of the tables."""
    found = {each.group.pk: each.group for one in figures for each in one.groups}
    return sorted(found.values(), key=lambda group: (group.position, group.pk))
