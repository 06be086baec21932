"""A pack as one PDF: a draft of it while it is made; and its freezing, which is the last one.

Both are asked for and made like every other document, so that whoever waits sees how far it is
and is told why it failed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.text import slugify

from accounts.capabilities import Capability
from accounts.models import User
from reports.documents.kind import Kind
from reports.models import Audience, Pack, Paper, PaperFile
from reports.models.pack import PackQuerySet

if TYPE_CHECKING:
    from reports.rendering import Pdf

OPEN, EXEMPT = PaperFile.Side.OPEN, PaperFile.Side.EXEMPT


@dataclass(frozen=True)
class PackSide:
    """A side of a pack for an audience; the audience is empty where the command line says it."""

    pack: Pack
    side: str
    audience: str

    def __str__(self) -> str:
        whom = f", for the {self.audience}" if self.audience else ""
        return f"{self.pack}: {PaperFile.Side(self.side).label}{whom}"

    def get_absolute_url(self) -> str:
        return self.pack.get_absolute_url()

    def for_audience(self, asked: str) -> str:
        """Whom it is for; officers read what the committee will."""
        audience = self.audience or asked
        return audience if audience in Audience.values else Audience.COMMITTEE


@dataclass(frozen=True)
class Freezing:
    """The freezing of a pack as one approval of it says."""

    pack: Pack
    approval: int
    actor: User

    def __str__(self) -> str:
        return f"{self.pack}: the frozen paper"

    def get_absolute_url(self) -> str:
        return self.pack.get_absolute_url()


def subjects() -> PackQuerySet:
    """Every pack."""
    return Pack.objects.select_related("committee", "directorate", "meeting")


def readable_by(user: User) -> PackQuerySet:
    """The packs that a person may see while they are made."""
    return subjects().readable_by(user)


def side_of(pack: Pack, parameters: Mapping[str, str], user: User | None) -> PackSide | None:
    """The side that is asked for; the exempt one only for the committee, and if it has parts."""
    side = parameters.get("side") or OPEN
    audience = parameters.get("audience", "" if user is None else Audience.COMMITTEE)
    known = side in PaperFile.Side.values and (user is None or audience in Audience.values)
    if not known or (side == EXEMPT and audience == Audience.PUBLIC):
        return None
    if not pack.parts.filter(is_exempt=side == EXEMPT).exists():
        return None
    return PackSide(pack, side, audience)


def freezing_of(pack: Pack, parameters: Mapping[str, str], user: User | None) -> Freezing | None:
    """The freezing of an approval, for who may freeze the pack."""
    number = parameters.get("approval", "")
    if user is None or not pack.allows(user, Capability.FREEZE_PAPERS) or not number.isdecimal():
        return None
    approval = pack.steps.filter(to_state=Pack.State.APPROVED, pk=int(number)).first()
    return None if approval is None else Freezing(pack, approval.pk, user)


def file_name(made_of: PackSide | Freezing) -> str:
    """ "equality-plan-part-a-open.pdf"."""
    return f"{slugify(str(made_of))[:120].strip('-')}.pdf"


def draft_pdf(made_of: PackSide, audience: str) -> Pdf:
    """The pack as PDF, with the word draft across each page; what was frozen as it was frozen."""
    # A pack is put together of all kinds of document, and these know it as one of them.
    from reports.packs.composing import compose
    from reports.rendering import Pdf

    whom = made_of.for_audience(audience)
    if made_of.pack.state == Pack.State.FROZEN:
        newest = made_of.pack.papers.order_by("version").last()
        return _file_of(newest, made_of.side, whom)
    bound = compose(made_of.pack, made_of.side, whom).bind(draft=True)
    return Pdf(bound.content, bound.pages, bound.notices)


def frozen_pdf(made_of: Freezing, _audience: str) -> Pdf:
    """Freeze the pack; the open part of that paper, as the committee reads it, comes back."""
    from reports.packs.freezing import freeze

    paper = freeze(made_of.pack, made_of.approval, actor=made_of.actor)
    return _file_of(paper, OPEN, Audience.COMMITTEE)


def _file_of(paper: Paper | None, side: str, audience: str) -> Pdf:
    from reports.rendering import Notice, Pdf

    file = PaperFile.objects.filter(paper=paper, side=side, audience=audience).first()
    if file is None:
        raise LookupError("There is no such document of this pack.")
    notices = tuple(Notice("character", message) for message in file.notices)
    return Pdf(bytes(file.content), file.pages, notices)


KIND = Kind(
    key="pack",
    name="Pack",
    subjects=subjects,
    readable_by=readable_by,
    file_name=file_name,
    parameters=("side", "audience"),
    made_of=side_of,
    make=draft_pdf,
)
FREEZING = Kind(
    key="pack-freezing",
    name="Frozen paper",
    subjects=subjects,
    readable_by=readable_by,
    file_name=file_name,
    parameters=("approval",),
    made_of=freezing_of,
    make=frozen_pdf,
)
