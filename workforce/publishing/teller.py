"""What each cell shows once disclosure control has judged it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from core.disclosure import Cell as PublishedCell
from core.disclosure import (
    Key,
    Profile,
    Publication,
    Ratio,
    joined,
    renamed_ratio,
)
from workforce.analysis.measures import Cell, Measure, true_text
from workforce.characteristics import Headline
from workforce.figures import SnapshotFigures
from workforce.models import StaffGroup
from workforce.publishing.printed_shares import HEADCOUNT, Place
from workforce.publishing.quantities import quantity_of

TOO_FEW = "it may be that of too few people"


@dataclass(frozen=True)
class Judged:
    """The publication of one day or flow, with the names of what was revised."""

    publication: Publication
    names: Mapping[Key, Key]


@dataclass(frozen=True)
class PublishedTeller:
    """Tells what leaves the council; beside it, for officers, the true figure and the reason."""

    rule: Profile
    judged: Mapping[int, Judged]
    """By the number of the snapshot."""
    hidden_shares: frozenset[Place]
    """Of those that hold percentages."""
    keep: Collection[str] = field(default_factory=frozenset)

    def tell(self, figures: SnapshotFigures, group: StaffGroup, measure: Measure) -> Cell:
        """The cell of a group that the snapshot tells of."""
        if not figures.snapshot.has_counts:
            return self._of_printed(figures, group, measure)
        true = true_text(figures, group, measure)
        quantity = quantity_of(figures, group, measure)
        if quantity is None or figures.snapshot.pk not in self.judged:
            return Cell()
        judged = self.judged[figures.snapshot.pk]
        if isinstance(quantity, Ratio):
            ratio = renamed_ratio(quantity, judged.names)
            if ratio not in judged.publication.ratios:
                return Cell()
            shown = judged.publication.ratios[ratio]
            # Where a category stands with its number, that one is asked to be kept.
            key = ratio.numerator if isinstance(measure.of, Headline) else None
            return self._cell(shown, true, key, judged)
        key = judged.names.get(quantity, quantity)
        if key not in judged.publication.cells:
            return Cell()
        return self._cell(judged.publication.cells[key], true, key, judged)

    def _cell(self, shown: PublishedCell, true: str, key: Key | None, judged: Judged) -> Cell:
        """With the name of its count, where an officer can ask to keep it."""
        reason = shown.reason.value if shown.reason else ""
        if key is None:
            return Cell(shown.text, true, reason)
        is_kept = joined(key) in self.keep
        can_be_kept = is_kept or key in judged.publication.pattern.secondary
        return Cell(shown.text, true, reason, joined(key) if can_be_kept else "", is_kept)

    def _of_printed(self, figures: SnapshotFigures, group: StaffGroup, measure: Measure) -> Cell:
        """A text as it was printed, or the sign that it is hidden."""
        true = true_text(figures, group, measure)
        column = HEADCOUNT if measure.of is None else str(measure.of)
        if (figures.snapshot.pk, group.pk, column) in self.hidden_shares:
            return Cell(self.rule.confidential.sign, true, TOO_FEW)
        return Cell(true)
