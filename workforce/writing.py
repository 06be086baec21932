"""Writing the counts of a group: every characteristic comes to the headcount."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from workforce.characteristics import Held
from workforce.models import GroupCount, Snapshot, StaffCount, StaffGroup

Answers = Mapping[int | str, int]
"""How many by the number of a finest category, and by `Held.PREFER_NOT`. What is left of the
headcount is not held."""


@dataclass(frozen=True)
class GroupEntry:
    """The counts of one group: its people, and how they answered by characteristic."""

    headcount: int
    answers: Mapping[str, Answers] = field(default_factory=dict)

    def not_held(self, characteristic: str) -> int:
        """How many are left; less than 0 where more answered than there are people."""
        return self.headcount - sum(self.answers[characteristic].values())


def write_group(snapshot: Snapshot, group: StaffGroup, entry: GroupEntry) -> GroupCount:
    """Put the counts of a group in place of those held. Raises ValueError where a
    characteristic has more answers than there are people."""
    row, _ = GroupCount.objects.select_for_update().get_or_create(snapshot=snapshot, group=group)
    row.headcount = entry.headcount
    row.save()
    row.counts.all().delete()
    StaffCount.objects.bulk_create(
        StaffCount(
            group_count=row,
            characteristic=characteristic,
            held=held,
            category_id=category,
            count=count,
        )
        for characteristic in entry.answers
        for held, category, count in _cells(entry, characteristic)
    )
    return row


def _cells(entry: GroupEntry, characteristic: str) -> list[tuple[Held, int | None, int]]:
    left = entry.not_held(characteristic)
    if left < 0:
        raise ValueError(f"More people by {characteristic} than the headcount")
    cells = [
        (Held.PREFER_NOT, None, count)
        if key == Held.PREFER_NOT
        else (Held.CATEGORY, int(key), count)
        for key, count in entry.answers[characteristic].items()
    ]
    return [*cells, (Held.NOT_HELD, None, left)]
