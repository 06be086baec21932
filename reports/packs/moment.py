"""An approved pack read at one moment: all that its documents are made of."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from plans.exchange.exporting import export_plan
from plans.exchange.json_file import write_json
from plans.models import Plan, ReportingPeriod
from reports.documents import plan as plan_document
from reports.models import AnnualReport, Audience, CoverReport, Pack, PackPart, PackStep
from reports.packs.composing import (
    EXEMPT,
    NAMES,
    OPEN,
    Composition,
    NotComposed,
    approved_of,
    compose,
)
from reports.packs.obstacles import obstacles_of
from reports.packs.sources import subjects_of

Kind = PackPart.Kind


class NotFrozen(Exception):
    """The pack was not frozen; the message says why, and what to do."""


@dataclass(frozen=True)
class Read:
    """All that was read of an approved pack, of one moment."""

    pack: Pack
    approval: PackStep
    files: dict[tuple[str, str], Composition]
    """By side and audience."""
    data: dict[str, Any]
    answers: list[tuple[int, str, str]]
    """Of each answer the number of its question, how it was asked, and what it says."""
    asks_for: list[str]
    """What the open cover reports ask of the committee, each once."""


@contextmanager
def one_moment() -> Iterator[None]:
    """Everything that is read inside is of one moment, whatever others change meanwhile."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def read_approved(pack_pk: int, approval_pk: int) -> Read:
    """Read a pack as one approval of it says. Raises NotFrozen where it is not so any more."""
    packs = Pack.objects.select_related("committee", "directorate", "meeting")
    pack = packs.get(pk=pack_pk)
    approval = pack.steps.filter(to_state=Pack.State.APPROVED).last()
    if pack.state != Pack.State.APPROVED or approval is None or approval.pk != approval_pk:
        raise NotFrozen(f"This pack is now “{pack.get_state_display()}”, so it was not frozen")
    if stopped := obstacles_of(pack):
        raise NotFrozen(". ".join(stopped))
    try:
        files = {each: compose(pack, *each) for each in documents_of(pack)}
    except NotComposed as problem:
        raise NotFrozen(str(problem)) from None
    to_committee = {
        side: composition
        for (side, audience), composition in files.items()
        if audience == Audience.COMMITTEE
    }
    _refuse_other_words(approval, pack, to_committee)
    return Read(pack, approval, files, data_behind(pack), _answers_of(pack), _asked_by(pack))


def documents_of(pack: Pack) -> list[tuple[str, str]]:
    """The documents that are made of a pack, by side and audience."""
    documents: list[tuple[str, str]] = [(OPEN, Audience.COMMITTEE), (OPEN, Audience.PUBLIC)]
    if pack.parts.filter(is_exempt=True).exists():
        documents.append((EXEMPT, Audience.COMMITTEE))
    return documents


def _refuse_other_words(approval: PackStep, pack: Pack, sides: Mapping[str, Composition]) -> None:
    """Raises NotFrozen where the pack is not what was approved: something says something else,
    stands elsewhere, is new or is missing."""
    now, then = approved_of(pack, sides), approval.digests
    again = "Send the pack back, read it again and approve it"
    if now[NAMES] != then.get(NAMES):
        raise NotFrozen(f"Whether the public version names posts was changed. {again}")
    named = {
        f"{side}/{place}": f"“{each.written.title}”"
        for side, composition in sides.items()
        for place, each in composition.placed.items()
    }
    for key, digest in now.items():
        name = named.get(key, "The title page")
        if key not in then:
            raise NotFrozen(f"{name} is not where it was when the pack was approved. {again}")
        if then[key] != digest:
            raise NotFrozen(f"{name} now says something else than what was approved. {again}")
    if then.keys() - now.keys():
        raise NotFrozen(f"A part that was approved is not there any more. {again}")


def data_behind(pack: Pack) -> dict[str, Any]:
    """Each plan behind the parts in the plan format, by its number."""
    plans = plan_document.subjects().filter(pk__in=_plans_behind(pack)).order_by("pk")
    return {str(plan.pk): json.loads(write_json(export_plan(plan))) for plan in plans}


def _plans_behind(pack: Pack) -> set[int]:
    """The plans that parts print or report on, exempt ones too: whoever is given the data of a
    paper reads part B."""
    found: set[int] = set()
    for subject in subjects_of(pack.parts.all()).values():
        if isinstance(subject, Plan):
            found.add(subject.pk)
        elif isinstance(subject, AnnualReport | ReportingPeriod):
            found.add(subject.plan_id)
    return found


def _answers_of(pack: Pack) -> list[tuple[int, str, str]]:
    """The answers that an open part prints."""
    if not pack.parts.filter(kind=Kind.ANSWERS, is_exempt=False).exists():
        return []
    answers = pack.answers.select_related("question")
    return [(each.question_id, each.question.text, each.text) for each in answers]


def _asked_by(pack: Pack) -> list[str]:
    """What the open cover reports ask of the committee, in the order of the parts."""
    parts = pack.parts.filter(kind=Kind.COVER_REPORT, is_exempt=False)
    reports = [each for each in subjects_of(parts).values() if isinstance(each, CoverReport)]
    return list(dict.fromkeys(report.asks_for for report in reports))
