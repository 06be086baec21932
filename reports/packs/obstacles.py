"""What stops a pack, and what its author should know: each a sentence with the place to mend it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse

from reports.models import Pack, PackPart
from reports.packs.sources import SOURCES, name_of, subjects_of

Kind = PackPart.Kind
NAMES_STAY = (
    "names in an annex are not replaced in the public version. Check that it names no junior "
    "officer"
)


@dataclass(frozen=True)
class Obstacle:
    """A sentence, and where it is mended."""

    words: str
    url: str = ""


@dataclass(frozen=True)
class Findings:
    """What stops a pack, and warnings, which stop nothing."""

    obstacles: list[Obstacle]
    warnings: list[Obstacle]


def findings_of(pack: Pack) -> Findings:
    """Everything that is found; the number of queries does not grow with the parts."""
    parts = list(pack.parts.select_related("annex").defer("annex__content"))
    return Findings([*_of_pack(pack, parts), *_of_parts(pack, parts)], list(_warnings(pack, parts)))


def obstacles_of(pack: Pack) -> list[str]:
    """What stops a pack, in sentences."""
    return [obstacle.words for obstacle in findings_of(pack).obstacles]


def _of_pack(pack: Pack, parts: list[PackPart]) -> Iterator[Obstacle]:
    details = reverse("papers:pack_edit", args=[pack.pk])
    add = reverse("papers:pack_part_kinds", args=[pack.pk])
    if pack.meeting is None:
        yield Obstacle("Select the meeting to which it goes", details)
    elif pack.meeting.committee_id != pack.committee_id:
        yield Obstacle("Its meeting is of another committee. Select one of its own", details)
    elif pack.meeting.is_cancelled:
        yield Obstacle("Its meeting does not take place. Select another one", details)
    elif pack.meeting.is_past and not pack.papers.exists():
        # A paper that was before the committee may be corrected afterwards.
        yield Obstacle("Its meeting has passed. Select a coming one", details)
    if not parts:
        yield Obstacle("Add its parts", add)
        return
    if all(part.is_exempt for part in parts):
        yield Obstacle("Every part is exempt. Part A (open) needs at least one part", add)
    if not any(part.kind == Kind.COVER_REPORT for part in parts):
        yield Obstacle("Add a cover report", address("cover_report_add", pack.pk) or add)
    if any(part.is_exempt for part in parts):
        exempt = reverse("papers:pack_exempt", args=[pack.pk])
        if pack.exempt_paragraph is None:
            yield Obstacle("Select the paragraph of Schedule 12A for the exempt part", exempt)
        if not pack.public_interest:
            yield Obstacle("State why the public interest favours the exemption", exempt)


def _of_parts(pack: Pack, parts: list[PackPart]) -> Iterator[Obstacle]:
    subjects = subjects_of(parts)
    for part in parts:
        subject = subjects.get(part.pk)
        if part.kind == Kind.ANSWERS:
            if not pack.answers.exists():
                yield Obstacle(f"{part}: no question is answered yet", page_of(part, None))
        elif part.annex is None:
            name, url = name_of(part, subject), page_of(part, subject)
            if subject is None:
                remove = reverse("papers:pack_part_remove", args=[pack.pk, part.pk])
                yield Obstacle(f"{name}: what it is made of is gone. Remove the part", remove)
            else:
                for words in SOURCES[part.kind].against(subject):
                    yield Obstacle(f"{name}: {words}", url)


def _warnings(pack: Pack, parts: list[PackPart]) -> Iterator[Obstacle]:
    for part in parts:
        if part.annex is not None:
            url = reverse("papers:pack_part_edit", args=[pack.pk, part.pk])
            notices = list(part.annex.notices)
            if pack.replaces_names and not part.is_exempt:
                notices.append(NAMES_STAY)
            for notice in notices:
                yield Obstacle(f"{name_of(part, None)}: {notice}", url)


def page_of(part: PackPart, subject: Any | None) -> str:
    """The address of what a part is made of; empty where it has none."""
    if part.annex is not None:
        return reverse("papers:pack_annex", args=[part.pack_id, part.pk])
    match part.kind:
        case Kind.ANSWERS:
            return address("pack_answers", part.pack_id)
        case Kind.COVER_REPORT:
            return address("cover_report", part.target_id) if subject else ""
        case Kind.ANNUAL_REPORT:
            return address("annual_report", part.target_id) if subject else ""
        case Kind.PROGRESS:
            return reverse("plans:period", args=[subject.plan_id, subject.pk]) if subject else ""
    return subject.get_absolute_url() if subject else ""


def address(name: str, pk: int | None) -> str:
    """The address of a page of the papers, if there is one."""
    try:
        return reverse(f"papers:{name}", args=[pk])
    except NoReverseMatch:
        return ""
