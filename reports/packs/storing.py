"""Storing a frozen paper: its files, texts and answers first, itself last, then the step."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection
from django.utils import timezone

from accounts.models import User
from core.audit import act
from core.text import LINE, TEXT
from reports.models import Meeting, Pack, PackStep, Paper, PaperAnswer, PaperFile, PaperText
from reports.packs.acts import writer_of
from reports.packs.audit_actions import PACK_FROZEN
from reports.packs.mails import tell_of_step
from reports.packs.moment import Read
from reports.packs.steps import STEPS, approval_of, locked

if TYPE_CHECKING:
    from reports.binding import Bound


class MovedOn(Exception):
    """The pack is not as it was approved any more; the message says how it stands."""


@dataclass(frozen=True)
class Finished:
    """What is stored of a pack that was read and laid out."""

    read: Read
    bound: dict[tuple[str, str], Bound]
    """By side and audience."""
    version: int
    correction: str


def store(finished: Finished, *, actor: User) -> Paper:
    """Store a paper and take the step, in one transaction; tell whom it concerns.

    Raises MovedOn where the pack was frozen or sent back, or its meeting changed, meanwhile.
    """
    step, approval = STEPS["freeze"], finished.read.approval
    with act(PACK_FROZEN, actor=actor, target=finished.read.pack):
        # Its day is printed: nobody moves it any more.
        meetings = Meeting.objects.select_for_update(of=("self",))
        was = finished.read.pack
        meeting = meetings.filter(pk=was.meeting_id).first() if was.meeting_id else None
        pack = locked(was)
        holds = approval_of(pack)
        if pack.state != Pack.State.APPROVED or holds is None or holds.pk != approval.pk:
            raise MovedOn(f"This pack is now “{pack.get_state_display()}”, so it was not frozen")
        if _printed_of(pack, meeting) != _printed_of(was, was.meeting):
            raise MovedOn(
                "The meeting was changed meanwhile. Send the pack back and approve it again"
            )
        number = _next_number()
        for (side, audience), bound in finished.bound.items():
            _store_file(number, side, audience, bound)
        PaperAnswer.objects.bulk_create(
            PaperAnswer(paper_id=number, question_id=question, asked=asked, text=text)
            for question, asked, text in finished.read.answers
        )
        paper = _store_paper(number, finished, actor)
        taken = PackStep.objects.create(
            pack=pack,
            from_state=pack.state,
            to_state=step.target,
            recorded_by=actor,
            recorded_by_name=str(actor),
            recorded_at=timezone.now(),
        )
        tell_of_step(taken, step.label, step.tells, actor)
    return paper


def _printed_of(pack: Pack, meeting: Meeting | None) -> tuple[object, ...]:
    """What the title page says of the meeting, and for whom and by whom the pack is."""
    of_meeting = (meeting.day, meeting.committee_id) if meeting else ()
    return (*of_meeting, pack.committee.name, pack.directorate.name)


def _next_number() -> int:
    """The number of the paper, before it is stored: what belongs to it comes first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [Paper._meta.db_table])
        number: int = cursor.fetchone()[0]
    return number


def _store_file(number: int, side: str, audience: str, bound: Bound) -> None:
    file = PaperFile.objects.create(
        paper_id=number,
        side=side,
        audience=audience,
        content=bound.content,
        sha256=hashlib.sha256(bound.content).hexdigest(),
        size=len(bound.content),
        pages=bound.pages,
        claims_accessibility=bound.claims_accessibility,
        html=bound.html,
        notices=[each.message for each in bound.notices if each.kind == "character"],
    )
    PaperText.objects.bulk_create(
        PaperText(
            file=file,
            position=position,
            part=passage.part[:LINE],
            heading=passage.heading[:TEXT],
            level=passage.level,
            page=page,
            anchor=passage.anchor[:LINE],
            text=passage.text,
        )
        for position, (passage, page) in enumerate(bound.texts, start=1)
    )


def _store_paper(number: int, finished: Finished, actor: User) -> Paper:
    """From what was read, as the documents print it."""
    pack, approval = finished.read.pack, finished.read.approval
    meeting = pack.meeting
    assert meeting is not None  # noqa: S101  (an obstacle otherwise)
    submitted = pack.steps.filter(to_state=Pack.State.SUBMITTED).last()
    parts = pack.parts.filter(is_exempt=False)
    return Paper.objects.create(
        pk=number,
        pack=pack,
        version=finished.version,
        replaces=pack.papers.filter(version=finished.version - 1).first(),
        correction=finished.correction,
        title=pack.title,
        committee=pack.committee,
        committee_name=pack.committee.name,
        directorate=pack.directorate,
        directorate_name=pack.directorate.name,
        meeting=meeting,
        meeting_day=meeting.day,
        year=meeting.year,
        kinds=list(dict.fromkeys(parts.values_list("kind", flat=True))),
        asks_for=finished.read.asks_for,
        data=finished.read.data,
        written_by_name=writer_of(pack),
        submitted_by_name=submitted.recorded_by_name if submitted else "",
        approved_by_name=approval.recorded_by_name,
        frozen_by=actor,
        frozen_by_name=str(actor),
        frozen_at=timezone.now(),
    )
