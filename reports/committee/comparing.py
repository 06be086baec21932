"""What changed between two papers, passage by passage.

A passage of this year's paper is last year's if it stands under the same heading (its number
and years left aside) of the same part, then under the same heading of any part; what is left is
the passage with most of its words, if it has half of them. Each passage is met once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import groupby

from core.word_diff import Piece
from reports.committee.likeness import nearness, undated, words_of
from reports.committee.places import passage_url
from reports.committee.weaving import woven
from reports.models import PaperFile, PaperText

ALIKE = 0.5
"""The share of words in common from which a passage is taken for another one changed."""
_LONGEST = 40_000
"""Characters of a passage up to which its words are compared one by one."""
_BEGINNING = 600
"""Characters shown of a passage that one paper has alone."""


class State(StrEnum):
    """What became of a passage."""

    SAME = "same"
    CHANGED = "changed"
    NEW = "new"
    GONE = "gone"


COLOURS = {State.CHANGED: "blue", State.NEW: "green", State.GONE: "red", State.SAME: "grey"}


@dataclass(frozen=True, eq=False)
class Passage:
    """A passage of either paper: what became of it."""

    state: State
    before: PaperText | None
    after: PaperText | None

    @property
    def _shown(self) -> PaperText:
        shown = self.after or self.before
        assert shown is not None  # noqa: S101  (it stands in one of them)
        return shown

    @property
    def heading(self) -> str:
        return self._shown.heading

    @property
    def part(self) -> str:
        """Its part, without the years in its name."""
        return undated(self._shown.part)

    @property
    def url(self) -> str:
        """Where it is read as a whole."""
        return passage_url(self._shown)

    @property
    def is_exempt(self) -> bool:
        """Whether it stands in part B."""
        return self._shown.file.side == PaperFile.Side.EXEMPT

    @property
    def was_called(self) -> str:
        """Its heading in the earlier paper, where that was another one."""
        before = self.before.heading if self.before else ""
        return "" if before == self.heading else before

    @property
    def word(self) -> str:
        return self.state.capitalize()

    @property
    def colour(self) -> str:
        return COLOURS[self.state]

    @property
    def page(self) -> str:
        """ "page 12, last year page 9"."""
        pages = []
        if self.after:
            pages.append(f"page {self.after.page}")
        if self.before:
            pages.append(f"page {self.before.page} of the earlier paper")
        return ", ".join(pages)

    @property
    def is_too_long(self) -> bool:
        """Whether it is too long for its words to be compared while somebody waits."""
        return self.state is State.CHANGED and any(
            len(each.text) > _LONGEST for each in (self.before, self.after) if each
        )

    @cached_property
    def pieces(self) -> list[Piece]:
        """Both texts woven into one, what was removed and added marked."""
        if self.state is State.CHANGED and self.before and self.after and not self.is_too_long:
            return woven(self.before.text, self.after.text)
        return []

    @property
    def text(self) -> str:
        """Of a passage that one paper has alone: how it begins."""
        text = self._shown.text
        return text if len(text) <= _BEGINNING else f"{text[:_BEGINNING].rstrip()} …"


@dataclass(frozen=True, eq=False)
class PartChanges:
    """A part of the paper with its passages that are not the same."""

    name: str
    passages: list[Passage]


@dataclass(frozen=True, eq=False)
class Changes:
    """Everything that differs between two papers."""

    parts: list[PartChanges]
    counts: Counter[State]

    @property
    def is_empty(self) -> bool:
        return not self.parts

    @property
    def summary(self) -> list[str]:
        """ "3 passages are new": a line for each of what there is."""
        told = [
            (State.NEW, "new"),
            (State.CHANGED, "changed"),
            (State.GONE, "gone"),
            (State.SAME, "the same"),
        ]
        return [
            f"{number} passage{' is' if number == 1 else 's are'} {word}"
            for state, word in told
            if (number := self.counts[state])
        ]


def compare(before: Sequence[PaperText], after: Sequence[PaperText]) -> Changes:
    """The later paper in its order; what is gone stands where it stood."""
    partner = _match(before, after)
    told = [_told(partner.get(text), text) for text in after]
    met = {text.pk: place for place, each in enumerate(told) if (text := each.before)}
    _put_in_gone(told, before, met)
    counts = Counter(each.state for each in told)
    news = [each for each in told if each.state is not State.SAME]
    # What is gone of last year's plan stands under the name of this year's.
    names = {undated(text.part): text.part for text in (*before, *after)}
    parts = [
        PartChanges(names[part], list(passages))
        for part, passages in groupby(news, key=lambda each: each.part)
    ]
    return Changes(parts, counts)


def _told(before: PaperText | None, after: PaperText) -> Passage:
    if before is None:
        return Passage(State.NEW, None, after)
    same = _tidy(before.text) == _tidy(after.text) and undated(before.heading) == undated(
        after.heading
    )
    return Passage(State.SAME if same else State.CHANGED, before, after)


def _tidy(text: str) -> str:
    return " ".join(text.split())


def _put_in_gone(told: list[Passage], before: Sequence[PaperText], met: dict[int, int]) -> None:
    """Each passage that is gone after the one that stood before it."""
    gone: dict[int, list[Passage]] = defaultdict(list)
    place = -1
    for text in before:
        if text.pk in met:
            place = met[text.pk]
        else:
            gone[place].append(Passage(State.GONE, text, None))
    for place in sorted(gone, reverse=True):
        told[place + 1 : place + 1] = gone[place]


def _match(before: Sequence[PaperText], after: Sequence[PaperText]) -> dict[PaperText, PaperText]:
    """The earlier passage of each later one that has any."""
    partner: dict[PaperText, PaperText] = {}
    left = list(before)

    def under(key: Callable[[PaperText], Hashable]) -> None:
        waiting: dict[Hashable, list[PaperText]] = defaultdict(list)
        for text in left:
            waiting[key(text)].append(text)
        for text in after:
            if text not in partner and (there := waiting[key(text)]):
                partner[text] = there.pop(0)
        taken = {text.pk for text in partner.values()}
        left[:] = [text for text in left if text.pk not in taken]

    under(lambda text: (undated(text.part), undated(text.heading), _tidy(text.text)))
    under(lambda text: (undated(text.part), undated(text.heading)))
    under(lambda text: undated(text.heading))
    _match_by_nearness(left, [text for text in after if text not in partner], partner)
    return partner


def _match_by_nearness(
    before: Iterable[PaperText], after: Iterable[PaperText], partner: dict[PaperText, PaperText]
) -> None:
    old = [(text, words_of(text.text)) for text in before]
    new = [(text, words_of(text.text)) for text in after]
    pairs = [
        (near, -i, -j)
        for i, (_, theirs) in enumerate(old)
        for j, (_, ours) in enumerate(new)
        if (near := nearness(theirs, ours)) >= ALIKE
    ]
    taken: set[PaperText] = set()
    for _, i, j in sorted(pairs, reverse=True):
        earlier, later = old[-i][0], new[-j][0]
        if earlier not in taken and later not in partner:
            partner[later] = earlier
            taken.add(earlier)
