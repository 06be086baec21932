"""Who may read which document of a frozen paper, and who publishes it."""

from __future__ import annotations

from django.db.models import QuerySet

from accounts.capabilities import Capability
from accounts.models import User
from reports.committee.readable import documents_readable_by
from reports.models import Paper, PaperFile


def may_publish(user: User, paper: Paper) -> bool:
    """Whether a user publishes the papers of the committee that a paper is for."""
    reach = user.reach(Capability.PUBLISH_PAPERS)
    return reach.everywhere or paper.committee_id in reach.committees


def readable_files(user: User, paper: Paper) -> QuerySet[PaperFile]:
    """The documents of a paper that a user may read, of those who may read the paper."""
    return documents_readable_by(user).filter(paper=paper).defer("content", "html")
