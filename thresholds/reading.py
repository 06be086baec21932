"""A whole version of the framework, read at once: what pages, booklet, search and files show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from thresholds.models import (
    Contact,
    Domain,
    Framework,
    Heading,
    Indicator,
    Level,
    SocialCareLevel,
    SocialCareParagraph,
)


@dataclass(frozen=True)
class Cell:
    """What stands at one level under one heading."""

    level: Level
    heading: Heading
    indicators: list[Indicator]
    protective: list[Indicator]

    @property
    def is_empty(self) -> bool:
        return not self.indicators and not self.protective


@dataclass(frozen=True)
class DomainHeadings:
    """A domain with its headings in order."""

    domain: Domain
    headings: list[Heading]


@dataclass(frozen=True)
class DomainCells:
    """A domain with the cells of its headings, all of one level."""

    domain: Domain
    cells: list[Cell]

    @property
    def is_empty(self) -> bool:
        return all(cell.is_empty for cell in self.cells)


class FrameworkReading:
    """A version with all its parts, in the same few queries however long it is."""

    def __init__(self, framework: Framework) -> None:
        self.framework = framework

    @cached_property
    def levels(self) -> list[Level]:
        return list(self.framework.levels.all())

    def level(self, number: int) -> Level | None:
        """The level of a number, if there is one."""
        return next((level for level in self.levels if level.number == number), None)

    @cached_property
    def domains(self) -> list[DomainHeadings]:
        domains = self.framework.domains.prefetch_related("headings")
        return [DomainHeadings(each, list(each.headings.all())) for each in domains]

    @property
    def headings(self) -> Iterator[Heading]:
        """Every heading in the order of the domains."""
        return (heading for each in self.domains for heading in each.headings)

    @cached_property
    def indicators(self) -> list[Indicator]:
        """Every indicator and protective factor."""
        return list(Indicator.objects.filter(level__framework=self.framework))

    @cached_property
    def _by_place(self) -> dict[tuple[int, int], list[Indicator]]:
        found: dict[tuple[int, int], list[Indicator]] = defaultdict(list)
        for each in self.indicators:
            found[each.level_id, each.heading_id].append(each)
        return found

    def cell(self, level: Level, heading: Heading) -> Cell:
        """What stands at a level under a heading."""
        held = self._by_place[level.pk, heading.pk]
        return Cell(
            level,
            heading,
            [each for each in held if each.kind == Indicator.Kind.NEED],
            [each for each in held if each.kind == Indicator.Kind.PROTECTIVE],
        )

    def at_level(self, level: Level) -> list[DomainCells]:
        """Everything of one level, by domain and heading."""
        return [
            DomainCells(each.domain, [self.cell(level, heading) for heading in each.headings])
            for each in self.domains
        ]

    def under_heading(self, heading: Heading) -> list[Cell]:
        """One heading at every level, side by side."""
        return [self.cell(level, heading) for level in self.levels]

    @cached_property
    def social_care_paragraphs(self) -> list[SocialCareParagraph]:
        return list(self.framework.social_care_paragraphs.all())

    @cached_property
    def social_care_levels(self) -> list[SocialCareLevel]:
        return list(self.framework.social_care_levels.all())

    @cached_property
    def contacts(self) -> list[Contact]:
        return list(self.framework.contacts.all())
