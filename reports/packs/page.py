"""The page of a pack: its parts in their order, what stops it, and what can be done now."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse

from accounts.capabilities import Capability
from accounts.models import User
from core.dates import in_words
from core.text import counted
from reports.models import Document, Pack, PackPart, PackStep, Paper, PaperFile
from reports.packs.acts import may_be_removed
from reports.packs.composing import exempt_statement
from reports.packs.obstacles import Findings, findings_of, page_of
from reports.packs.sources import name_of, subjects_of
from reports.packs.steps import STEPS, Step, next_steps
from reports.packs.tables import STATE_COLOURS

FREEZING = "pack-freezing"
"""The kind of document by which a pack is frozen."""


@dataclass(frozen=True)
class PartRow:
    """A part as the page shows it."""

    part: PackPart
    name: str
    url: str
    """Of what it is made of; empty where it has no page."""
    facts: str
    is_first: bool
    is_last: bool


@dataclass(frozen=True)
class Draft:
    """A document that can be asked for."""

    words: str
    side: str
    audience: str


class PackPage:
    """Everything that a person is shown of a pack."""

    def __init__(self, pack: Pack, user: User) -> None:
        self.pack = pack
        self.user = user
        self.may_write = pack.is_draft and pack.allows(user, Capability.WRITE_PAPERS)
        self.may_remove = self.may_write and may_be_removed(pack)
        self.colour = STATE_COLOURS[pack.state]
        self.exempt_statement = exempt_statement(pack)

    @cached_property
    def parts(self) -> list[PackPart]:
        parts = self.pack.parts.select_related("annex").defer("annex__content")
        return list(parts)

    @cached_property
    def sides(self) -> list[tuple[str, list[PartRow]]]:
        """Part A, and part B where there is one."""
        subjects = subjects_of(self.parts)
        sides = []
        for side in PaperFile.Side:
            of_side = [each for each in self.parts if each.is_exempt == (side == "exempt")]
            if of_side or side == PaperFile.Side.OPEN:
                rows = [
                    self._row(part, subjects.get(part.pk), place, len(of_side))
                    for place, part in enumerate(of_side, start=1)
                ]
                sides.append((str(side.label), rows))
        return sides

    def _row(self, part: PackPart, subject: Any, place: int, count: int) -> PartRow:
        annex = part.annex
        facts = part.get_kind_display()
        if annex is not None:
            tagged = "" if annex.is_tagged else ", not tagged"
            facts = f"{facts}, {counted(annex.pages, 'page')}{tagged}"
        url = page_of(part, subject)
        return PartRow(part, name_of(part, subject), url, facts, place == 1, place == count)

    @cached_property
    def findings(self) -> Findings:
        """What stops it and what is worth knowing; of a frozen pack nothing is asked any more."""
        if self.pack.state == Pack.State.FROZEN:
            return Findings([], [])
        return findings_of(self.pack)

    @cached_property
    def steps(self) -> list[Step]:
        """The steps that this person may take now."""
        stopped = bool(self.findings.obstacles)
        going_on = (Pack.State.SUBMITTED, Pack.State.APPROVED, Pack.State.FROZEN)
        return [
            step
            for step in next_steps(self.pack, self.user)
            if not (stopped and step.target in going_on)
        ]

    @cached_property
    def taken(self) -> list[tuple[PackStep, str]]:
        """The steps so far, each with its words."""
        return [(step, _words_of(step)) for step in self.pack.steps.all()]

    @property
    def facts(self) -> list[tuple[str, Any]]:
        """Where it goes."""
        pack = self.pack
        meeting = in_words(pack.meeting.day) if pack.meeting else ""
        return [
            ("Committee", pack.committee.name),
            ("Meeting", meeting),
            ("Directorate", pack.directorate.name),
            ("Junior officers", _NAMES[pack.replaces_names]),
        ]

    @property
    def drafts(self) -> list[Draft]:
        """The documents that can be made of it while it is no paper yet."""
        if self.pack.state == Pack.State.FROZEN:
            return []
        open_ones = [
            Draft("Part A as the committee will read it", "open", "committee"),
            Draft("Part A as the public will read it", "open", "public"),
        ]
        exempt = [Draft("Part B (exempt)", "exempt", "committee")]
        has = {part.is_exempt for part in self.parts}
        return [*(open_ones if False in has else []), *(exempt if True in has else [])]

    @cached_property
    def freezing(self) -> Document | None:
        """The freezing that was asked for since the approval, if it has not become a paper."""
        if self.pack.state != Pack.State.APPROVED:
            return None
        approval = self.pack.steps.filter(to_state=Pack.State.APPROVED).last()
        asked = Document.objects.filter(kind=FREEZING, target_id=self.pack.pk).defer("content")
        return asked.filter(parameters__approval=str(approval.pk)).first() if approval else None

    @cached_property
    def papers(self) -> list[Paper]:
        """Its frozen versions, the latest first."""
        return list(self.pack.papers.defer("data").order_by("-version"))

    @property
    def add_url(self) -> str:
        return reverse("papers:pack_part_kinds", args=[self.pack.pk])


_NAMES = {
    True: "Named by their posts in the public version",
    False: "Named in the public version too",
}


def _words_of(step: PackStep) -> str:
    """A step in words, by where it led."""
    for known in STEPS.values():
        if known.target == step.to_state and step.from_state in known.sources:
            return known.label
    return step.get_to_state_display()
