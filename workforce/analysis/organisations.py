"""Whom a profile tells of: a directorate beside the whole council, each with its years."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q

from workforce.characteristics import Characteristic, Headline
from workforce.checking import footnotes_of
from workforce.figures import Reference, SnapshotFigures, figures_of
from workforce.models import Snapshot, StaffGroup
from workforce.population import BoroughPopulation, population_of
from workforce.series import NEAR, breaks_between, groups_in, nearest, of_council, years_of


@dataclass(frozen=True)
class Organisation:
    """A directorate or the whole council, with its snapshots from the latest year back."""

    name: str
    years: list[SnapshotFigures | None]
    """None for a year of which nothing is held."""

    @property
    def latest(self) -> SnapshotFigures | None:
        return self.years[0]

    @property
    def held(self) -> list[SnapshotFigures]:
        """The years of which something is held."""
        return [each for each in self.years if each is not None]


class Profile:
    """What is told of a snapshot: of its organisation, of the whole council, of three years, and
    beside staff of who came, rose and left."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.reference = Reference()
        mine = years_of(snapshot)
        council = of_council(snapshot)
        councils = years_of(council) if council else []
        self.days = [each.day for each in mine]
        flows = _flows_beside(snapshot)
        held = figures_of({*mine, *councils, *flows}, self.reference)
        self.organisations = [Organisation(snapshot.organisation, [held[s.pk] for s in mine])]
        if councils:
            beside = [nearest(councils, day) for day in self.days]
            self.organisations.append(
                Organisation(councils[0].organisation, [held[s.pk] if s else None for s in beside])
            )
        self.flows = [held[each.pk] for each in flows]
        """Who came, rose and left in the twelve months, of each of the organisations."""

    @property
    def mine(self) -> SnapshotFigures:
        """The figures of the snapshot itself."""
        latest = self.organisations[0].latest
        assert latest is not None  # noqa: S101
        return latest

    @property
    def groups(self) -> list[StaffGroup]:
        """The groups of which any year tells, in the order of the tables."""
        return groups_in([one for each in self.organisations for one in each.held])

    @cached_property
    def main_group(self) -> StaffGroup | None:
        """The group that charts and comparisons are of: the first total that is held."""
        groups = self.mine.groups
        totals = (each.group for each in groups if each.group.is_total)
        return next(totals, groups[0].group if groups else None)

    @cached_property
    def groups_in_full(self) -> list[StaffGroup]:
        """The groups that are shown by every category: the main one, and school staff apart."""
        main = self.main_group
        schools = [
            each.group
            for each in self.mine.groups
            if each.group.kind == StaffGroup.Kind.SCHOOLS and each.headcount
        ]
        return [*([main] if main else []), *(group for group in schools if group != main)]

    @property
    def characteristics(self) -> list[Characteristic]:
        """Those by which any group of the snapshot is told."""
        told = {each for one in self.mine.groups for each in one.counted}
        told |= {Headline(each).characteristic for one in self.mine.groups for each in one.printed}
        return [each for each in Characteristic if each in told]

    @property
    def snapshots(self) -> list[Snapshot]:
        """Those of the main table."""
        return [one.snapshot for each in self.organisations for one in each.held]

    @cached_property
    def footnotes(self) -> dict[int, list[str]]:
        """What was answered to warnings about the tables that are shown, where it is printed."""
        flows = [one.snapshot for one in self.flows]
        return footnotes_of([*self.snapshots, *flows], self.reference)

    @cached_property
    def boroughs(self) -> dict[Characteristic, BoroughPopulation]:
        """The borough's population by each characteristic by which it is held."""
        day, reference = self.snapshot.day, self.reference
        found = {each: population_of(each, day, reference) for each in self.characteristics}
        return {each: borough for each, borough in found.items() if borough}

    @property
    def breaks(self) -> list[str]:
        """Why years do not compare, each reason once."""
        words = [
            told
            for each in self.organisations
            for later, earlier in zip(each.held, each.held[1:], strict=False)
            for told in breaks_between(later, earlier)
        ]
        return list(dict.fromkeys(words))

    def flow(self, organisation: Organisation, base: str) -> SnapshotFigures | None:
        """The figures of a flow of one of the organisations."""
        latest = organisation.latest
        if latest is None:
            return None
        directorate = latest.snapshot.directorate_id
        return next(
            (
                each
                for each in self.flows
                if each.snapshot.base == base and each.snapshot.directorate_id == directorate
            ),
            None,
        )


def _flows_beside(snapshot: Snapshot) -> list[Snapshot]:
    """The flows of the twelve months up to a snapshot of staff, of its organisation and of the
    council."""
    if snapshot.is_flow:
        return []
    near = Snapshot.objects.exclude(base=Snapshot.Base.STAFF).filter(
        Q(directorate=snapshot.directorate) | Q(directorate=None),
        day__range=(snapshot.day - NEAR, snapshot.day + NEAR),
    )
    found: dict[tuple[str, int | None], Snapshot] = {}
    for each in near.select_related("directorate"):
        key = (each.base, each.directorate_id)
        if key not in found or nearest([found[key], each], snapshot.day) is each:
            found[key] = each
    return list(found.values())
