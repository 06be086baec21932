"""What a publication of a profile would print, and why; the record that stays."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from hashlib import sha256
from typing import Any

from core.disclosure import (
    Publication,
    Quantities,
    Release,
    hidden_in_words,
    kept,
    mark_of,
    preferred,
    publish,
    release_of,
    renamed_where_revised,
)
from council.models import DisclosureProfile
from workforce.analysis.layout import PrintedTable
from workforce.analysis.main_table import notes_of
from workforce.analysis.organisations import Profile
from workforce.analysis.whole import WholeProfile
from workforce.figures import SnapshotFigures
from workforce.models import PublishedProfile, Snapshot
from workforce.publishing.beside import day_of, with_rest_of_council, without_others
from workforce.publishing.printed_shares import hidden_shares
from workforce.publishing.quantities import DayOfCounts
from workforce.publishing.record import as_told
from workforce.publishing.teller import Judged, PublishedTeller

REVISED = "Revised since it was first published."


class Preview:
    """What would leave the council today of a snapshot of staff and the years before it.

    `keep` are the figures that officers prefer to keep, by the key of their cells. Raises
    `core.disclosure.NotSafe` where no safe publication is found.
    """

    def __init__(self, snapshot: Snapshot, keep: Collection[str] = ()) -> None:
        self.snapshot = snapshot
        self.keep = frozenset(keep)
        self.rule = DisclosureProfile.of(DisclosureProfile.UsedFor.WORKFORCE)

    @cached_property
    def profile(self) -> Profile:
        return Profile(self.snapshot)

    @cached_property
    def _told_together(self) -> list[list[SnapshotFigures]]:
        """The snapshots that are judged together: of one day, or of one flow."""
        profile = self.profile
        days = [
            [figures for each in profile.organisations if (figures := each.years[place])]
            for place in range(len(profile.days))
        ]
        flows: dict[str, list[SnapshotFigures]] = {}
        for figures in profile.flows:
            flows.setdefault(figures.snapshot.base, []).append(figures)
        return [*days, *flows.values()]

    @cached_property
    def _quantities(self) -> list[Quantities]:
        return [
            DayOfCounts(
                told, self.profile.reference, self.profile.groups_in_full if place == 0 else ()
            ).quantities()
            for place, told in enumerate(self._told_together)
        ]

    @cached_property
    def _past(self) -> list[Release]:
        """Every release of the workforce, the earliest first: each may tell of the same people."""
        published = PublishedProfile.objects.order_by("pk")
        records = published.values_list("record__releases", flat=True)
        return [release_of(each) for releases in records for each in releases]

    @cached_property
    def seen(self) -> str:
        """A mark of the true figures, texts and notes it was made of: another means that some
        changed."""
        marks = [mark_of(each) for each in self._quantities]
        printed = [
            (figures.snapshot.pk, each.group.pk, each.headcount, dict(each.printed))
            for told in self._told_together
            for figures in told
            for each in figures.groups
            if each.printed
        ]
        notes = notes_of(self.profile)
        return sha256(repr((marks, printed, notes)).encode()).hexdigest()[:32]

    @cached_property
    def judged(self) -> list[Judged]:
        """What disclosure control lets out, of each day and flow."""
        return [self._judge(each) for each in self._quantities]

    def _judge(self, quantities: Quantities) -> Judged:
        days = {key[0] for key in quantities.figures}
        past = [each for each in self._past if days & {day_of(key[0]) for key in each.figures}]
        renamed, names = renamed_where_revised(quantities, past)
        renamed, _ = renamed_where_revised(with_rest_of_council(renamed, past), past)
        publication = publish(
            renamed, self.rule, past=past, keep=preferred(renamed.figures, self.keep)
        )
        return Judged(publication, names)

    @cached_property
    def teller(self) -> PublishedTeller:
        """Who tells what each cell of the tables shows."""
        judged: Mapping[int, Judged] = {
            figures.snapshot.pk: each
            for told, each in zip(self._told_together, self.judged, strict=True)
            for figures in told
        }
        hidden = (
            hidden_shares(told, self.profile.reference, self.rule) for told in self._told_together
        )
        return PublishedTeller(self.rule, judged, frozenset().union(*hidden), self.keep)

    @cached_property
    def whole(self) -> WholeProfile:
        """The tables and charts as they would be printed."""
        return WholeProfile(self.profile, self.teller)

    @property
    def tables(self) -> list[PrintedTable]:
        return self.whole.tables

    @property
    def _publications(self) -> list[Publication]:
        return [each.publication for each in self.judged]

    @property
    def rule_in_words(self) -> str:
        """The council's rule: which numbers are hidden, and of how few a percentage is."""
        rule = self.rule
        words = []
        if rule.threshold:
            zero = "" if rule.zero_shown else ", and so is 0"
            words.append(f"Numbers from 1 to {rule.threshold} are hidden{zero}")
        if rule.base:
            words.append(f"Others are rounded to a multiple of {rule.base}")
        words.append("Other numbers are hidden where a small one could be worked out from them")
        if rule.smallest_base:
            words.append(f"A percentage of fewer than {rule.smallest_base} people is hidden")
        return f"{'. '.join(words)}."

    @property
    def hidden(self) -> list[str]:
        """Of each day and flow how many figures are hidden, and whether fewer would do."""
        return list(self._hidden_by_day())

    def _hidden_by_day(self) -> Iterator[str]:
        for told, publication in zip(self._told_together, self._publications, strict=True):
            if told and any(cell.reason for cell in publication.cells.values()):
                about = told[0].snapshot.about
                yield f"{about[:1].upper()}{about[1:]}: {hidden_in_words(publication)}"

    @property
    def markers(self) -> list[str]:
        """The lines that explain the markers, each once."""
        told = {note: None for each in self._publications for note in each.notes}
        return list(told)

    @property
    def revised(self) -> list[str]:
        """The days of which a figure was published otherwise before."""
        days = [
            told[0].snapshot.about
            for told, each in zip(self._told_together, self.judged, strict=True)
            if each.names
        ]
        return [f"{day[:1].upper()}{day[1:]}: {REVISED.lower()}" for day in days]

    @property
    def notes(self) -> list[str]:
        """All that stands under the tables, as the public reads it."""
        return [*self.markers, *self.revised]

    def record(self) -> dict[str, Any]:
        """All that the documents of this publication print, now and ever after."""
        return as_told(self.whole) | {
            "notes": self.notes,
            "markers": self.markers,
            "hidden": self.hidden,
            "releases": [
                kept(without_others(each.release)) for each in self._publications if each.cells
            ],
        }
