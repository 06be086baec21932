"""Which paper was last year's, and how the plans in two papers count."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from reports.committee.kinds import subjects
from reports.committee.readable import documents_readable_by, shown_papers
from reports.models import PackPart, Paper, PaperText

RULE = (
    "Last year’s paper is the one of the same directorate in the municipal year before that is "
    "about most of the same things; of several the latest."
)
Groups = list[tuple[str, list[tuple[str, str]]]]


def last_years(paper: Paper, user: User) -> Paper | None:
    """Last year's paper by the rule, of those that somebody may read."""
    candidates = (
        shown_papers(user)
        .filter(directorate=paper.directorate_id, year=paper.year - 1)
        .exclude(pack=paper.pack_id)
    )
    like = [(_likeness(paper, other), other.meeting_day, other.pk, other) for other in candidates]
    best = max(like, default=None, key=lambda each: each[:3])
    return best[3] if best and best[0] else None


def _likeness(paper: Paper, other: Paper) -> int:
    """How many subjects two papers share; of papers that have none, whether both are so."""
    ours, theirs = subjects(paper.kinds), subjects(other.kinds)
    return len(ours & theirs) if ours or theirs else 1


def others_offered(paper: Paper, user: User) -> Groups:
    """The other papers that somebody may read, those of the same directorate first."""
    papers = shown_papers(user).exclude(pack=paper.pack_id).order_by("-meeting_day", "title", "pk")
    own = [each for each in papers if each.directorate_id == paper.directorate_id]
    others = [each for each in papers if each.directorate_id != paper.directorate_id]
    groups = [(paper.directorate_name, own), ("Other directorates", others)]
    return [
        (name, [(str(each.pk), f"{each.title}, {each.year_label}") for each in found])
        for name, found in groups
        if found
    ]


def passages_of(paper: Paper, user: User) -> list[PaperText]:
    """The text of the documents of a paper that somebody may read, part A before part B."""
    documents = documents_readable_by(user).filter(paper=paper).order_by().values("pk")
    texts = PaperText.objects.filter(file__in=documents).select_related("file")
    texts = texts.defer("searched", "file__content", "file__html")
    return list(texts.order_by("-file__side", "file_id", "position"))


# What the plans in two papers hold


@dataclass(frozen=True)
class Counted:
    """How many of something the plans of the earlier and of the later paper hold."""

    what: str
    before: int
    after: int

    @property
    def difference(self) -> str:
        """ "+2", "−1" or "the same"."""
        change = self.after - self.before
        return f"{change:+}".replace("-", "−") if change else "the same"


def plan_counts(before: Paper, after: Paper, user: User) -> list[Counted]:
    """What the plans hold, where both papers print plans that somebody may read; else nothing."""
    plans = [_plans_of(paper, user) for paper in (before, after)]
    if not all(plans):
        return []
    old, new = (_counts(each) for each in plans)
    return [Counted(what, old[what], new[what]) for what in new]


def _plans_of(paper: Paper, user: User) -> list[dict[str, Any]]:
    """The plans that it prints; of one that is exempt, for who reads part B."""
    is_open = PackPart.Kind.PLAN in paper.kinds
    if not is_open and not Paper.objects.read_whole_by(user).filter(pk=paper.pk).exists():
        return []
    data: dict[str, Any] = Paper.objects.values_list("data", flat=True).get(pk=paper.pk)
    return list(data.values())


def _counts(plans: Iterable[dict[str, Any]]) -> dict[str, int]:
    objectives = [
        objective
        for plan in plans
        for appendix in plan.get("appendices") or ()
        for block in appendix.get("outcomes") or ()
        for objective in block.get("objectives") or ()
    ]

    def within(key: str) -> int:
        return sum(len(objective.get(key) or ()) for objective in objectives)

    return {
        "Objectives": len(objectives),
        "Actions": within("actions"),
        "KPIs": within("kpis"),
        "Risks under objectives": within("risks"),
    }
