"""A pack put together: its title page and its parts in words, for a side and an audience.

Everything that is asked of the database is asked here; binding the result needs nothing more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from core.dates import in_words
from council.models import Council
from reports.documents.writing import Written, council_files
from reports.models import Audience, Pack, PackPart, PaperFile
from reports.packs.digest import digest_of

if TYPE_CHECKING:
    from reports.binding import Bound, BoundAnnex, BoundPart

OPEN, EXEMPT = PaperFile.Side.OPEN, PaperFile.Side.EXEMPT
FRONT = "front"
"""The title page among the digests of the parts."""
NAMES = "names"
"""Whether the public version names posts, among them."""
ANSWERS_TITLE = "Answers to members’ questions"


class NotComposed(Exception):
    """The pack cannot be put together; the message says why."""


@dataclass(frozen=True)
class ComposedPart:
    """A part of a pack in words, and the bytes of an annex."""

    part: PackPart
    written: Written
    content: bytes = b""

    @property
    def key(self) -> str:
        return f"part-{self.part.pk}"

    @cached_property
    def digest(self) -> str:
        """Of what it says."""
        return digest_of(self.written.told, self.content)

    def to_bind(self) -> BoundPart | BoundAnnex:
        from reports.binding import BoundAnnex, BoundPart

        if self.part.annex is None:
            return BoundPart(self.key, self.written)
        return BoundAnnex(self.key, self.written, self.content, self.part.annex.pages)


@dataclass(frozen=True)
class Composition:
    """One side of a pack for one audience, all of its words told."""

    front: Written
    parts: tuple[ComposedPart, ...]
    council: Council
    change: Callable[[Element], None] | None = None
    """What alters the words of each part and of the title page for its audience."""

    @property
    def placed(self) -> dict[str, ComposedPart]:
        """The parts by place and number."""
        parts = enumerate(self.parts, start=1)
        return {f"{place}/{each.part.pk}": each for place, each in parts}

    @property
    def digests(self) -> dict[str, str]:
        """What the title page and each part say."""
        front = digest_of(self.front.html(self.council, {}))
        return {FRONT: front} | {place: each.digest for place, each in self.placed.items()}

    def says_the_same_as(self, other: Composition) -> bool:
        """Whether it is the same for two audiences, word for word."""
        return (
            self.change is other.change is None
            and self.front == other.front
            and [each.written.told for each in self.parts]
            == [each.written.told for each in other.parts]
        )

    def stating(self, **context: Any) -> Composition:
        """The same with something else on its title page."""
        return replace(self, front=self.front.but(**context))

    def bind(self, *, draft: bool) -> Bound:
        """The PDF, the web page and the texts; asks nothing of the database."""
        # The engine takes a second to load, and only a worker ever needs it.
        from reports.binding import bind

        return bind(
            self.front,
            [part.to_bind() for part in self.parts],
            draft=draft,
            change=self.change,
            council=self.council,
        )


def compose(pack: Pack, side: str, audience: str) -> Composition:
    """Put one side of a pack together for an audience, which decides what its figures disclose.

    Raises NotComposed for what cannot be: a part whose subject is gone, a side without parts,
    exempt parts for the public.
    """
    exempt = side == EXEMPT
    if exempt and audience != Audience.COMMITTEE:
        raise NotComposed("The exempt part is for the committee only")
    council = Council.current()
    files = council_files(council)
    rows = pack.parts.filter(is_exempt=exempt).select_related("annex", "pack__directorate")
    parts = tuple(_composed(part, audience, council, files) for part in rows)
    if not parts:
        raise NotComposed(f"{PaperFile.Side(side).label} of this pack has no parts")
    change = _posts_for_names(pack) if audience == Audience.PUBLIC else None
    return Composition(_front(pack, side, council), parts, council, change)


def approved_of(pack: Pack, sides: Mapping[str, Composition]) -> dict[str, str]:
    """What an approval covers: what is said on each side and where, and whether names go."""
    told = {NAMES: str(pack.replaces_names)}
    for side, composition in sides.items():
        told |= {f"{side}/{key}": digest for key, digest in composition.digests.items()}
    return told


def _posts_for_names(pack: Pack) -> Callable[[Element], None] | None:
    """What names posts in the public version; it reads the names now, with all the rest."""
    if not pack.replaces_names:
        return None
    # With it comes the engine, which takes a second to load.
    from reports.papers.names import posts_for_names

    return posts_for_names(pack)


def _front(pack: Pack, side: str, council: Council) -> Written:
    meeting = pack.meeting
    context = {
        "committee": pack.committee.name,
        "meeting": in_words(meeting.day) if meeting else "",
        "directorate": pack.directorate.name,
        "side": PaperFile.Side(side).label,
        "status": "Draft",
        "is_exempt": side == EXEMPT,
        "exempt": exempt_statement(pack) if side == EXEMPT else [],
    }
    return Written("pdf/pack.html", context, title=pack.title, council_name=council.name)


def exempt_statement(pack: Pack) -> list[str]:
    """Why part B is not published, in paragraphs."""
    if pack.exempt_paragraph is None:
        return []
    number, _, words = pack.get_exempt_paragraph_display().partition(": ")
    return [
        f"The public may be excluded while this part is considered. It holds exempt information "
        f"as paragraph {number} of Part 1 of Schedule 12A to the Local Government Act 1972 "
        f"describes it: {words}.",
        f"Why the public interest favours not publishing it: {pack.public_interest}",
    ]


def _composed(
    part: PackPart, audience: str, council: Council, files: Mapping[str, bytes]
) -> ComposedPart:
    written = _written(part, audience)
    if part.title:
        written = replace(written, title=part.title)
    content = bytes(part.annex.content) if part.annex else b""
    return ComposedPart(part, written.as_part(council, files), content)


def _written(part: PackPart, audience: str) -> Written:
    """The words of a part."""
    # The kinds of document know the pack as one of them.
    from reports.documents import KINDS

    if part.annex is not None:
        annex = part.annex
        context = {
            "file_name": annex.file_name,
            "pages": annex.pages,
            "placeholders": range(annex.pages),
            "is_tagged": annex.is_tagged,
            "directorate": part.pack.directorate.name,
        }
        return Written("pdf/annex.html", context, title=annex.file_name)
    if part.kind == PackPart.Kind.ANSWERS:
        return _answers(part.pack)
    kind = KINDS.get(part.kind)
    subject = kind.subjects().filter(pk=part.target_id).first() if kind else None
    made_of = kind.made_of(subject, {}, None) if kind and subject is not None else None
    if kind is None or made_of is None:
        raise NotComposed(f"What “{part}” is made of is not there any more")
    return kind.write(made_of, audience)


def _answers(pack: Pack) -> Written:
    """The questions that the pack answers, by topic."""
    topics: dict[str, list[dict[str, str]]] = {}
    for answer in pack.answers.select_related("question__topic"):
        told = {"question": answer.question.text, "answer": answer.text}
        topics.setdefault(answer.question.topic.name, []).append(told)
    context = {
        "topics": [{"name": name, "answers": told} for name, told in topics.items()],
        "directorate": pack.directorate.name,
    }
    return Written("pdf/answers.html", context, title=ANSWERS_TITLE)
