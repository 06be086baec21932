"""What is told of two plans: what was added, changed, moved and removed, and how much of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from django.utils.text import Truncator

from core.word_diff import Piece, words
from plans.comparing.outline import KINDS, NAMING

_TITLE = 140
"""Characters of a heading."""


class State(StrEnum):
    """What became of a part; a moved part can be the same or changed besides."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


_COLOURS = {
    State.SAME: "grey",
    State.CHANGED: "blue",
    State.ADDED: "green",
    State.REMOVED: "red",
}


@dataclass(frozen=True, eq=False)
class CellDifference:
    """One cell as printed before and after."""

    label: str
    before: str
    after: str

    @property
    def changed(self) -> bool:
        return self.before != self.after

    @property
    def text(self) -> str:
        """What it says, for a part that stands in one plan only."""
        return self.after or self.before

    @cached_property
    def _pieces(self) -> list[Piece]:
        return words(self.before, self.after)

    @property
    def before_pieces(self) -> list[Piece]:
        """The text before, with what was removed marked."""
        return [piece for piece in self._pieces if piece.kind != "added"]

    @property
    def after_pieces(self) -> list[Piece]:
        """The text after, with what was added marked."""
        return [piece for piece in self._pieces if piece.kind != "removed"]


@dataclass(frozen=True, eq=False)
class PartDifference:
    """A part of either plan: what became of it, and of the parts under it."""

    kind: str
    heading: str
    depth: int
    """1 for a section or appendix, 2 for what stands under it, and so on."""
    state: State
    moved: str
    """How it was moved, in words; empty where it stands as it stood."""
    cells: list[CellDifference]
    children: list[PartDifference]

    @property
    def kind_name(self) -> str:
        name = KINDS[self.kind][0]
        return name[:1].upper() + name[1:]

    @property
    def title(self) -> str:
        """The heading in one line of print."""
        return Truncator(" ".join(self.heading.split())).chars(_TITLE)

    @property
    def state_word(self) -> str:
        """ "Added", "Changed" or "Removed"; empty where it is the same."""
        return "" if self.state is State.SAME else self.state.capitalize()

    @property
    def state_colour(self) -> str:
        return _COLOURS[self.state]

    @property
    def stands_in_one(self) -> bool:
        """Whether only one of the plans has it."""
        return self.state in (State.ADDED, State.REMOVED)

    @property
    def changed_cells(self) -> list[CellDifference]:
        return [cell for cell in self.cells if cell.changed]

    @property
    def told_cells(self) -> list[CellDifference]:
        """The filled cells, without ref and text where the title says them already."""
        return [
            cell
            for place, cell in enumerate(self.cells)
            if cell.text and not (place < NAMING and " ".join(cell.text.split()) in self.title)
        ]

    @cached_property
    def has_news(self) -> bool:
        """Whether it or anything under it is not as it was."""
        own = self.state is not State.SAME or bool(self.moved)
        return own or any(child.has_news for child in self.children)

    @property
    def news(self) -> list[PartDifference]:
        """The parts under it that have news."""
        return [child for child in self.children if child.has_news]

    def flat(self) -> Iterator[PartDifference]:
        """Itself and all under it."""
        yield self
        for child in self.children:
            yield from child.flat()


@dataclass(frozen=True)
class KindCount:
    """How many parts of one kind were added, changed, moved and removed, or are the same."""

    names: tuple[str, str]
    added: int
    changed: int
    moved: int
    removed: int
    same: int

    @property
    def any_news(self) -> bool:
        return bool(self.added or self.changed or self.moved or self.removed)

    @property
    def sentence(self) -> str:
        """ "3 objectives added, 2 changed, 1 removed"."""
        counts = [
            (self.added, "added"),
            (self.changed, "changed"),
            (self.moved, "moved"),
            (self.removed, "removed"),
        ]
        told = [(count, what) for count, what in counts if count]
        first, *others = [f"{count} {what}" for count, what in told]
        count, what = told[0]
        first = f"{count} {self.names[count != 1]} {what}"
        return ", ".join([first, *others])


@dataclass(frozen=True, eq=False)
class Differences:
    """Everything that differs between two plans, and what is the same."""

    details: list[CellDifference]
    """The cells of the title page and of the contact."""
    parts: list[PartDifference]

    @property
    def changed_details(self) -> list[CellDifference]:
        return [cell for cell in self.details if cell.changed]

    @property
    def news(self) -> list[PartDifference]:
        """The sections and appendices in which anything is new."""
        return [part for part in self.parts if part.has_news]

    @property
    def is_empty(self) -> bool:
        """Whether the two are the same in every cell and place."""
        return not self.changed_details and not self.news

    @cached_property
    def counts(self) -> list[KindCount]:
        """By kind of part, in the order in which a plan has them."""
        flat = [each for part in self.parts for each in part.flat()]
        tally = Counter((each.kind, each.state, bool(each.moved)) for each in flat)

        def count(kind: str, state: State) -> int:
            return tally[kind, state, False] + tally[kind, state, True]

        return [
            KindCount(
                names,
                added=count(kind, State.ADDED),
                changed=count(kind, State.CHANGED),
                moved=tally[kind, State.SAME, True] + tally[kind, State.CHANGED, True],
                removed=count(kind, State.REMOVED),
                same=tally[kind, State.SAME, False],
            )
            for kind, names in KINDS.items()
        ]

    @property
    def summary(self) -> list[str]:
        """The counts in words, a line for each kind that has any."""
        lines = [count.sentence for count in self.counts if count.any_news]
        details = len(self.changed_details)
        if details:
            lines.insert(0, f"{details} detail{'s' if details != 1 else ''} of the plan changed")
        return lines

    @property
    def same_in_words(self) -> str:
        """ "12 objectives and 40 actions are the same"; empty where nothing is."""
        kinds = [(count.same, count.names) for count in self.counts if count.same]
        if not kinds:
            return ""
        told = [f"{same} {names[same != 1]}" for same, names in kinds]
        listed = " and ".join(filter(None, [", ".join(told[:-1]), told[-1]]))
        verb = "is" if len(kinds) == 1 and kinds[0][0] == 1 else "are"
        return f"{listed} {verb} the same"
