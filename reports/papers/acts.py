"""Publishing frozen papers: to their committee, to everybody; for good."""

from __future__ import annotations

from collections.abc import Collection

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.capabilities import Capability
from accounts.models import User
from accounts.roles import roles_with
from accounts.telling import tell
from core.audit import act
from core.dates import in_words
from core.text import TEXT
from council.models import Council
from reports.models import Audience, Pack, Paper, Publication
from reports.papers.audit_actions import PAPER_MADE_PUBLIC, PAPER_PUBLISHED
from reports.papers.clear_days import clear_days, last_day_to_publish
from reports.papers.naming import refusal
from reports.papers.rights import may_publish

ACTIONS = {Audience.COMMITTEE: PAPER_PUBLISHED, Audience.PUBLIC: PAPER_MADE_PUBLIC}
"""In the order in which a paper is published."""


def why_not_published(paper: Paper) -> str:
    """Why a paper cannot be published; empty where it can."""
    if later := Paper.objects.filter(replaces=paper).first():
        return f"Version {later.version} replaces this paper. Publish that one"
    if paper.pack.state != Pack.State.FROZEN:
        return (
            "The pack of this paper was sent back to be corrected. Publish the corrected version "
            "once it is frozen"
        )
    return ""


def is_late(paper: Paper) -> bool:
    """Whether a paper that is published today leaves fewer clear days than the council needs."""
    days = clear_days(timezone.localdate(), paper.meeting_day)
    return days < Council.current().clear_days


def why_late(paper: Paper) -> str:
    """Since when it would have been late to publish a paper, in a sentence."""
    council = Council.current()
    last = last_day_to_publish(paper.meeting_day, council.clear_days)
    return (
        f"The last day to publish {council.clear_days} clear days before the meeting was "
        f"{in_words(last)}."
    )


def publish(
    paper: Paper,
    audiences: Collection[str],
    *,
    actor: User,
    late_reason: str = "",
    urgency: str = "",
) -> list[Publication]:
    """Publish a paper to its committee, to everybody, or to both; what was published before
    stays as it is, so that doing it twice does no more than once.

    Raises ValidationError where it cannot be published, or where its committee gets it late
    without being told why, or told with the name of somebody who is not named in public.
    """
    if not may_publish(actor, paper):
        raise PermissionDenied
    with transaction.atomic():
        # Waits for somebody else who publishes or replaces it.
        paper = (
            Paper.objects.select_for_update(of=("self",)).select_related("pack").get(pk=paper.pk)
        )
        published = {each.audience: each for each in paper.publications.all()}
        wanted = [each for each in ACTIONS if each in audiences and each not in published]
        if not wanted:
            return []
        if reason := why_not_published(paper):
            raise ValidationError(reason)
        if wanted == [Audience.PUBLIC] and Audience.COMMITTEE not in published:
            raise ValidationError(
                {"audience": "Publish the paper to the committee before everybody can read it"}
            )
        if before := published.get(Audience.COMMITTEE):
            late = _as_before(paper, before)
        else:
            late = _lateness(paper, late_reason.strip(), urgency.strip())
        return [_publish_to(audience, paper, late, actor) for audience in wanted]


def _lateness(paper: Paper, late_reason: str, urgency: str) -> dict[str, object]:
    days = clear_days(timezone.localdate(), paper.meeting_day)
    if not is_late(paper):
        return {"clear_days": days, "is_late": False}
    faults = {}
    if not late_reason:
        faults["late_reason"] = "Enter why the paper is late"
    if not urgency:
        faults["urgency"] = "Enter why the paper is urgent"
    for name, text in (("late_reason", late_reason), ("urgency", urgency)):
        if len(text) > TEXT:
            faults[name] = f"Enter no more than {TEXT} characters"
        elif paper.pack.replaces_names and (named := refusal(text)):
            faults[name] = named
    if faults:
        raise ValidationError(faults)
    return {"clear_days": days, "is_late": True, "late_reason": late_reason, "urgency": urgency}


def _as_before(paper: Paper, before: Publication) -> dict[str, object]:
    """Lateness is about the notice that the committee had, whenever everybody may read it."""
    return {
        "clear_days": clear_days(timezone.localdate(), paper.meeting_day),
        "is_late": before.is_late,
        "late_reason": before.late_reason,
        "urgency": before.urgency,
    }


def _publish_to(
    audience: Audience, paper: Paper, late: dict[str, object], actor: User
) -> Publication:
    with act(ACTIONS[audience], actor=actor, target=paper):
        publication = Publication.objects.create(
            paper=paper,
            audience=audience,
            published_by=actor,
            published_by_name=str(actor),
            published_at=timezone.now(),
            **late,
        )
    if audience == Audience.COMMITTEE:
        _tell_members(publication, actor)
    return publication


def _tell_members(publication: Publication, actor: User) -> None:
    paper = publication.paper
    members = User.objects.filter(
        is_active=True,
        role_assignments__role__in=roles_with(Capability.READ_PAPERS),
        role_assignments__committee=paper.committee_id,
    )
    tell(
        members.distinct().order_by("pk"),
        f"Paper for {in_words(paper.meeting_day)}: {paper}",
        "papers/papers/published_mail.txt",
        {"paper": paper, "meeting": paper.meeting, "publication": publication},
        besides=actor,
    )
