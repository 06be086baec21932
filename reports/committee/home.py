"""What a committee meets about next, and what it met about last, for somebody who reads it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from accounts.models import User
from council.models import Committee
from reports.committee.readable import committees_of, documents_readable_by, shown_papers
from reports.models import (
    AsksFor,
    Audience,
    Meeting,
    Paper,
    PaperFile,
    Publication,
    Recommendation,
)


@dataclass(frozen=True)
class Item:
    """A paper as it is listed under its meeting."""

    paper: Paper
    documents: list[PaperFile]
    """Part A, and part B for who may read it."""

    @property
    def asks_for(self) -> list[str]:
        """What its cover reports asked of the committee when it was frozen: "Decision"."""
        return [str(AsksFor(each).label) for each in self.paper.asks_for]

    @cached_property
    def _published(self) -> dict[str, Publication]:
        return {each.audience: each for each in self.paper.publications.all()}

    @property
    def published_at(self) -> datetime | None:
        """When it was published to the committee, or to everybody if only that was done."""
        to = self._published
        publication = to.get(Audience.COMMITTEE) or to.get(Audience.PUBLIC)
        return publication.published_at if publication else None

    @property
    def is_late(self) -> bool:
        """Whether the committee got it later than five clear days before."""
        to_committee = self._published.get(Audience.COMMITTEE)
        return to_committee is not None and to_committee.is_late

    @property
    def parts(self) -> list[tuple[str, str]]:
        """ "Part A (open), 54 pages", with the address of its PDF."""
        return [
            (
                f"{each.get_side_display()}, {each.pages} page{'' if each.pages == 1 else 's'}",
                reverse("papers:paper_file", args=[self.paper.pk, each.side]),
            )
            for each in self.documents
        ]


@dataclass(frozen=True)
class Sitting:
    """A meeting with the papers that somebody may read."""

    meeting: Meeting
    items: list[Item]


@dataclass(frozen=True)
class CommitteeReading:
    """A committee: its next meeting, and its last one."""

    committee: Committee
    next: Sitting | None
    last: Sitting | None


@dataclass(frozen=True)
class HomeReading:
    """The committees of somebody, and what is still open."""

    committees: list[CommitteeReading]
    open_recommendations: int


def read_home(user: User, today: date) -> HomeReading:
    """Everything of the page; the number of queries does not grow with it."""
    committees = list(committees_of(user))
    held = Meeting.objects.filter(is_cancelled=False)
    upcoming = _one_each(held.filter(day__gte=today), committees, "day")
    past = _one_each(held.filter(day__lt=today), committees, "-day")
    items = _items([*upcoming.values(), *past.values()], user)

    def sitting(meeting: Meeting | None) -> Sitting | None:
        return Sitting(meeting, items[meeting.pk]) if meeting else None

    unfinished = Recommendation.objects.unfinished().filter(committee__in=committees)
    return HomeReading(
        [
            CommitteeReading(each, sitting(upcoming.get(each.pk)), sitting(past.get(each.pk)))
            for each in committees
        ],
        unfinished.count(),
    )


def _one_each(
    meetings: QuerySet[Meeting], committees: Iterable[Committee], by: str
) -> dict[int, Meeting]:
    """The first meeting of each committee in an order."""
    first = meetings.filter(committee__in=committees).order_by("committee_id", by, "pk")
    return {
        each.committee_id: each
        for each in first.distinct("committee_id").select_related("committee")
    }


def _items(meetings: Iterable[Meeting], user: User) -> dict[int, list[Item]]:
    documents = documents_readable_by(user).defer("content", "html")
    papers = (
        shown_papers(user)
        .filter(meeting__in=list(meetings))
        .prefetch_related(
            "publications",
            Prefetch("files", documents, to_attr="readable"),
        )
        .order_by("directorate_name", "title")
    )
    found: dict[int, list[Item]] = defaultdict(list)
    for paper in papers:
        readable: list[PaperFile] = paper.readable
        found[paper.meeting_id].append(Item(paper, readable))
    return found
