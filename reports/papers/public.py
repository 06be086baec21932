"""What everybody may read: which papers, in which versions, by year and directorate."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from reports.models import Audience, Paper, Publication


def publications() -> QuerySet[Publication]:
    """The publications to everybody, each with its paper, the latest first."""
    return (
        Publication.objects.filter(audience=Audience.PUBLIC)
        .select_related("paper")
        .defer("paper__data")
        .order_by("-published_at", "-pk")
    )


def versions_of(paper: Paper) -> list[Paper]:
    """The versions of a paper that everybody may read, the latest first."""
    papers = Paper.objects.public().filter(pack=paper.pack_id)
    return list(papers.only("pack", "version", "title", "correction").order_by("-version"))


def standing() -> list[Publication]:
    """Of each paper the latest version that everybody may read, the last published first."""
    latest = [each.latest for each in _by_paper(publications())]
    return sorted(latest, key=lambda each: (each.published_at, each.pk), reverse=True)


@dataclass(frozen=True)
class Published:
    """A paper in its latest public version, with the earlier ones that can still be read."""

    latest: Publication
    earlier: Sequence[Publication]


def by_directorate(found: Iterable[Publication]) -> list[tuple[str, list[Published]]]:
    """The papers of a year under the directorates, as they were called then."""
    grouped: dict[str, list[Published]] = defaultdict(list)
    for each in _by_paper(found):
        grouped[each.latest.paper.directorate_name].append(each)
    return sorted(grouped.items())


def _by_paper(found: Iterable[Publication]) -> list[Published]:
    versions: dict[int, list[Publication]] = defaultdict(list)
    for publication in found:
        versions[publication.paper.pack_id].append(publication)
    for each in versions.values():
        each.sort(key=lambda publication: publication.paper.version, reverse=True)
    papers = [Published(latest, earlier) for latest, *earlier in versions.values()]
    return sorted(papers, key=lambda each: each.latest.paper.meeting_day, reverse=True)


def years() -> list[tuple[int, int]]:
    """The municipal years with public papers, the latest first, and how many each has."""
    counted: dict[int, set[int]] = defaultdict(set)
    for year, pack in Paper.objects.public().values_list("year", "pack"):
        counted[year].add(pack)
    return sorted(((year, len(packs)) for year, packs in counted.items()), reverse=True)
