"""Which committees, papers, documents and passages somebody may read."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from accounts.capabilities import Capability
from accounts.models import User
from council.models import Committee
from reports.models import Audience, Paper, PaperFile, PaperText
from reports.models.paper import PaperQuerySet


def committees_of(user: User) -> QuerySet[Committee]:
    """The committees whose papers somebody reads or publishes, or before which their plans come;
    for anybody else all of them: each has papers that are published to everybody."""
    committees = Committee.objects.order_by("name")
    sits = user.reach(Capability.READ_PAPERS).committees
    sits = sits | user.reach(Capability.PUBLISH_PAPERS).committees
    writes = user.reach(Capability.READ_PLANS)
    if writes.everywhere or not (sits or writes.directorates):
        return committees
    of_plans = Q(directorates__in=writes.directorates)
    return committees.filter(Q(pk__in=sits) | of_plans).distinct()


def newest(papers: PaperQuerySet) -> PaperQuerySet:
    """Of each pack the last version among these papers: a correction that somebody may not read
    yet leaves them the version before it."""
    last = papers.order_by("pack_id", "-version").distinct("pack_id")
    return Paper.objects.filter(pk__in=last.values("pk"))


def shown_papers(user: User) -> PaperQuerySet:
    """The papers that somebody may read, each in its last version, without their plan data."""
    return newest(Paper.objects.readable_by(user)).defer("data")


def documents_readable_by(user: User) -> QuerySet[PaperFile]:
    """The documents somebody may read: of each paper those of one audience, never both."""
    whole = Paper.objects.read_whole_by(user).order_by().values("pk")
    public = Paper.objects.public().order_by().values("pk")
    return PaperFile.objects.filter(
        Q(audience=Audience.COMMITTEE, paper__in=whole)
        | (Q(audience=Audience.PUBLIC, paper__in=public) & ~Q(paper__in=whole))
    )


def passages_readable_by(user: User) -> QuerySet[PaperText]:
    """The passages of those documents, of the last version of each paper."""
    documents = documents_readable_by(user).filter(
        paper__in=newest(Paper.objects.readable_by(user)).order_by().values("pk")
    )
    return PaperText.objects.filter(file__in=documents.order_by().values("pk"))
