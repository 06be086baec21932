"""Which part of one plan is which part of another.

Kind by kind, parents first, each part at most once:

1. What is the same by record: between two states of one plan the same row; between two
   plans the part that says it was carried from the other (`carried_from`).
2. Where a plan tells nothing by record (two plans of different making, or a draft replaced
   by a file): the same words and ref, the same words, the same ref, words much alike; each
   first under the same parent, then anywhere in the plan. Words or a ref that come twice
   pair nothing outside their parent.
3. Where plans are linked by record, a part of no record may still be known again by its
   words, for people copy by hand too; never by its ref, for each year numbers anew.
   Between two states of one plan only the record counts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable
from dataclasses import dataclass

from plans.comparing.outline import KINDS, Outline, Part

_ALIKE = 0.6
"""The share of words in common from which two texts are taken for one, reworded."""

Key = Callable[[Part], Hashable | None]


@dataclass(frozen=True)
class Matching:
    """The pairs of parts of two plans, and under what each part stands."""

    before_of: dict[Part, Part]
    """By a part of the later plan."""
    after_of: dict[Part, Part]
    """By a part of the earlier plan."""
    parents: dict[Part, Part | None]


def match(before: Outline, after: Outline) -> Matching:
    """The pairs by the rules above."""
    return _Matcher(before, after).run()


class _Matcher:
    def __init__(self, before: Outline, after: Outline) -> None:
        self.same_plan = before.plan_key == after.plan_key
        self.before, self.after = list(before.flat()), list(after.flat())
        self.matching = Matching({}, {}, dict([*self.before, *self.after]))

    def run(self) -> Matching:
        records = self._records()
        for kind in KINDS:
            if records:
                one, other = records
                self._pair(kind, self._here(one), self._here(other), once=False)
                self._pair(kind, one, other, once=False)
            if not (records and self.same_plan):
                self._by_content(kind, refs_count=records is None)
        return self.matching

    def _records(self) -> tuple[Key, Key] | None:
        """By what the parts of the two plans name one record; None where no part does."""

        def key(part: Part) -> Hashable:
            return part.key

        def origin(part: Part) -> Hashable:
            return part.origin

        def carried(part: Part) -> Hashable | None:
            return part.carried_from

        choices: list[tuple[Key, Key]] = [(origin, carried), (carried, origin)]
        for one, other in [(key, key)] if self.same_plan else choices:
            named = {(part.kind, one(part)) for part, _ in self.before}
            if any(
                other(part) is not None and (part.kind, other(part)) in named
                for part, _ in self.after
            ):
                return one, other
        return None

    def _by_content(self, kind: str, *, refs_count: bool) -> None:
        def worded(part: Part) -> Hashable | None:
            return _words(part) or None

        def ref(part: Part) -> Hashable | None:
            return part.ref or None

        def both(part: Part) -> Hashable | None:
            return (part.ref, _words(part))

        self._pair(kind, self._here(both), self._here(both), once=False)
        self._pair(kind, self._here(worded), self._here(worded), once=False)
        self._pair(kind, worded, worded)
        if refs_count:
            self._pair(kind, self._here(ref), self._here(ref))
            self._pair(kind, ref, ref)
        self._by_likeness(kind, self._under)
        self._by_likeness(kind, lambda part: kind)

    def _under(self, part: Part) -> Hashable:
        """The parent, as it stands in the earlier plan where it is in both."""
        parent = self.matching.parents[part]
        return None if parent is None else self.matching.before_of.get(parent, parent)

    def _here(self, key: Key) -> Key:
        """A key that holds under one parent only."""

        def here(part: Part) -> Hashable | None:
            found = key(part)
            return None if found is None else (self._under(part), found)

        return here

    def _waiting(self, kind: str) -> tuple[list[Part], list[Part]]:
        left = [p for p, _ in self.before if p.kind == kind and p not in self.matching.after_of]
        right = [p for p, _ in self.after if p.kind == kind and p not in self.matching.before_of]
        return left, right

    def _pair(self, kind: str, one: Key, other: Key, *, once: bool = True) -> None:
        """Pair what has the same key: what has it once on both sides, or else in turn."""
        left, right = self._waiting(kind)
        lefts, rights = _grouped(left, one), _grouped(right, other)
        for key, parts in lefts.items():
            partners = rights.get(key, [])
            if once and (len(parts) > 1 or len(partners) > 1):
                continue
            for before, after in zip(parts, partners, strict=False):
                self._join(before, after)

    def _by_likeness(self, kind: str, group: Key) -> None:
        """Pair the most alike first; of equals those nearest in place."""
        left, right = self._waiting(kind)
        bags = {part: Counter(_words(part).split()) for part in (*left, *right)}
        found = []
        for i, before in enumerate(left):
            for j, after in enumerate(right):
                if group(before) == group(after):
                    share = _in_common(bags[before], bags[after])
                    if share >= _ALIKE:
                        found.append((-share, abs(i - j), i + j, before, after))
        for *_, before, after in sorted(found, key=lambda pair: pair[:3]):
            if before not in self.matching.after_of and after not in self.matching.before_of:
                self._join(before, after)

    def _join(self, before: Part, after: Part) -> None:
        self.matching.after_of[before] = after
        self.matching.before_of[after] = before


def _grouped(parts: list[Part], key: Key) -> dict[Hashable, list[Part]]:
    groups: dict[Hashable, list[Part]] = defaultdict(list)
    for part in parts:
        found = key(part)
        if found is not None:
            groups[found].append(part)
    return groups


def _words(part: Part) -> str:
    return " ".join(part.text.split()).casefold()


def _in_common(one: Counter[str], other: Counter[str]) -> float:
    """The share of words in common, as difflib's `quick_ratio` counts it; the same both ways."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0
