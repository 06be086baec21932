"""The items of a meeting, as far as somebody may read them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from accounts.models import User
from reports.models import Meeting, Pack, Paper, Resolution


@dataclass(frozen=True)
class Item:
    """The papers of one item: as they are made, as they were frozen, and what was resolved."""

    pack: Pack
    sees_pack: bool
    """Whether it may be seen while it is made."""
    papers: list[Paper]
    """The versions that one may read, the latest first."""
    was_frozen: bool
    resolution: Resolution | None

    @property
    def title(self) -> str:
        """As the paper prints it."""
        return self.papers[0].title if self.papers else self.pack.title


def items_of(meeting: Meeting, user: User) -> list[Item]:
    """The items of a meeting that somebody may read something of.

    What was resolved is a public record, whoever may read the papers. A pack that was taken to
    another meeting later stays an item of the one for which a version was frozen.
    """
    of_meeting = meeting.papers.values("pack")
    packs = Pack.objects.filter(pk__in=of_meeting) | Pack.objects.filter(meeting=meeting)
    packs = packs.select_related("directorate").order_by("pk")
    seen = set(Pack.objects.readable_by(user).filter(pk__in=packs).values_list("pk", flat=True))
    papers: dict[int, list[Paper]] = defaultdict(list)
    readable = Paper.objects.readable_by(user).filter(meeting=meeting)
    for paper in readable.defer("data").order_by("-version"):
        papers[paper.pack_id].append(paper)
    resolutions = {row.pack_id: row for row in meeting.resolutions.all()}
    frozen = set(of_meeting.values_list("pack", flat=True))
    items = [
        Item(
            pack,
            pack.pk in seen,
            papers[pack.pk],
            pack.pk in frozen,
            resolutions.get(pack.pk),
        )
        for pack in packs
    ]
    return [item for item in items if item.sees_pack or item.papers or item.resolution]
