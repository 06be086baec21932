"""The audit: what a reader can work out from everything that was published.

It is made apart from what chooses patterns and shares no program with it: it reads the printed
texts, as a reader does, of this release and of earlier ones, and asks for the least and the
greatest that each count can be. One variable for each quantity that is not known, one row for
each sum, two for each percentage; whole numbers where fractions could mislead.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from math import ceil, floor

import highspy

from core.disclosure.highs import NEAR, OPTIMAL, WHOLE, Program, add_row, quiet, run
from core.disclosure.primary import need
from core.disclosure.quantities import Key, Ratio, Sum
from core.disclosure.ranges import ANY, Contradiction, Range
from core.disclosure.release import Release

SECONDS = 2.0
"""For one end of one range in whole numbers; what was reached by then is taken."""


class Fault(Enum):
    """What is wrong with a published cell."""

    PRINTED = "a small count is printed"
    EXACT = "it can be worked out exactly"
    NARROW = "it can be worked out too closely"
    FALSE = "what is printed is not what is true"
    KNOWN = "an earlier release had given it away already"


@dataclass(frozen=True)
class Finding:
    key: Key
    fault: Fault
    range: Range

    @property
    def fails(self) -> bool:
        """What is public already does not fail the release, but is told."""
        return self.fault is not Fault.KNOWN

    def __str__(self) -> str:
        least, greatest = self.range
        end = "any number" if greatest is None else f"{greatest:,}"
        return f"{' / '.join(self.key)}: {self.fault.value} ({least:,} to {end})"


@dataclass(frozen=True)
class Audit:
    """What a reader can know of each count that is not printed exactly, and what is wrong."""

    ranges: Mapping[Key, Range]
    findings: tuple[Finding, ...]

    @property
    def passed(self) -> bool:
        return not any(finding.fails for finding in self.findings)


def audit(release: Release, past: Sequence[Release] = ()) -> Audit:
    """Judge a release beside the earlier ones."""
    try:
        reader = Reader([*past, release])
        ranges = {key: reader.range_of(key) for key in _in_question(release, past)}
    except Contradiction:
        return Audit({}, (Finding(("release",), Fault.FALSE, ANY),))
    every = [*past, release]
    faults = {k: f for k, found in ranges.items() for one in every if (f := _fault(one, k, found))}
    if past and faults:
        before = Reader(past, release.sums)
        for key in faults:
            if _known(key, ranges[key], before.range_of(key), every):
                faults[key] = Fault.KNOWN
    for key in release.printed:
        if not _is_true(release, key):
            faults[key] = Fault.FALSE
        elif not release.hides(key) and _wanted(release, key):
            faults[key] = Fault.PRINTED
    return Audit(
        ranges, tuple(Finding(key, fault, ranges.get(key, ANY)) for key, fault in faults.items())
    )


def _in_question(release: Release, past: Iterable[Release]) -> list[Key]:
    """What is hidden somewhere, and small counts that are rounded."""
    hidden = {key: None for one in [*past, release] for key in one.printed if one.hides(key)}
    base = release.profile.base or 0
    rounded = [k for k, v in release.figures.items() if isinstance(v, int) and 0 < v < base]
    return [*hidden, *(key for key in rounded if key not in hidden)]


def _fault(release: Release, key: Key, found: Range) -> Fault | None:
    """What one release's own rule says of what can be known."""
    profile, count = release.profile, release.figures.get(key)
    wanted = _wanted(release, key)
    if not release.hides(key):
        low = isinstance(count, int) and 0 < count < (profile.base or 0)
        return Fault.EXACT if low and profile.rounds_instead and found.exact else None
    if found.exact:
        return Fault.EXACT
    return Fault.NARROW if wanted and not found.holds(wanted) else None


def _wanted(release: Release, key: Key) -> Range | None:
    """What must stay possible of a count that a release is to hide; None of others."""
    count, profile, forced = release.figures.get(key), release.profile, key in release.forced
    if isinstance(count, int) and (forced or profile.hides(count)):
        return need(count, profile, forced=forced)
    return None


def _known(key: Key, found: Range, before: Range, releases: Iterable[Release]) -> bool:
    """Whether the faults were there without this release, which made none of them worse."""
    return all(
        _fault(one, key, before) and found.holds(before.also(_wanted(one, key) or ANY))
        for one in releases
        if _fault(one, key, found)
    )


def _is_true(release: Release, key: Key) -> bool:
    count = release.figures.get(key)
    return not isinstance(count, int) or release.meaning(key).holds(Range(count, count))


class Reader:
    """Everything printed, as inequalities."""

    def __init__(self, releases: Sequence[Release], sums: Iterable[Sum] = ()) -> None:
        self.known: dict[Key, Range] = {}
        self.rows: list[tuple[dict[Key, int], float | None, float | None]] = []
        every_sum = dict.fromkeys(sums)
        for release in releases:
            for key in release.printed:
                self._learn(key, release.meaning(key))
            every_sum |= dict.fromkeys(release.sums)
            for ratio, text in release.ratios.items():
                self._learn_ratio(ratio, text, release)
        for one in every_sum:
            self._row({one.total: -1} | dict.fromkeys(one.parts, 1), 0, 0)
        self.places: dict[Key, int] = {}
        self.program = self._program()
        self.whole = self._is_flow()

    def _learn(self, key: Key, told: Range) -> None:
        now = self.known.get(key, ANY).also(told)
        if now.greatest is not None and now.greatest < now.least:
            raise Contradiction(f"{key} was printed in two ways that cannot both be true")
        self.known[key] = now

    def _learn_ratio(self, ratio: Ratio, text: str, release: Release) -> None:
        """A figure printed as p means p - 1/2 <= whole * n / d < p + 1/2."""
        if text == release.profile.low.sign:
            self._learn(ratio.numerator, Range(1, None))
            text = "0"
        if not text[:1].isdigit():
            return
        printed = int("".join(sign for sign in text if sign.isdigit()))
        factor = 2 * ratio.per * 10**ratio.decimals
        for edge, least, greatest in ((-1, 0, None), (1, None, -1)):
            times = 2 * printed + edge
            row = {ratio.numerator: factor}
            moved = 0
            if isinstance(ratio.denominator, int):
                moved = times * ratio.denominator
            else:
                row[ratio.denominator] = row.get(ratio.denominator, 0) - times
            self._row(
                row,
                None if least is None else least + moved,
                None if greatest is None else greatest + moved,
            )

    def _row(self, terms: dict[Key, int], least: float | None, greatest: float | None) -> None:
        self.rows.append((terms, least, greatest))
        for key in terms:
            self.known.setdefault(key, ANY)

    def _program(self) -> Program:
        """Only what is not known is a variable; what is known moves to the other side."""
        program = quiet()
        program.setOptionValue("presolve", "off")
        for key, (least, greatest) in self.known.items():
            if least != greatest:
                self.places[key] = program.getNumCol()
                program.addVar(least, highspy.kHighsInf if greatest is None else greatest)
        for terms, *ends in self.rows:
            open_terms = {self.places[k]: float(v) for k, v in terms.items() if k in self.places}
            moved = sum(v * self.known[k].least for k, v in terms.items() if k not in self.places)
            low, high = (None if end is None else end - moved for end in ends)
            if open_terms:
                add_row(program, open_terms, low, high)
            elif (low or 0) > 0 or (high is not None and high < 0):
                raise Contradiction(f"What is printed of {list(terms)} cannot be true")
        return program

    def _is_flow(self) -> bool:
        """Whether the open cells are those of a plain two-way table: each stands in one row
        of one side and one row of the other, so that no fraction is ever at an end."""
        joined: dict[Key, list[tuple[int, int]]] = {}
        for number, (terms, *_) in enumerate(self.rows):
            for key, factor in terms.items():
                if key in self.places:
                    joined.setdefault(key, []).append((number, factor))
        if any(len(rows) > 2 or any(abs(f) != 1 for _, f in rows) for rows in joined.values()):
            return False
        # A group holds rows with their signs; rows that share a cell come into one group.
        group = {number: {number: 1} for number in range(len(self.rows))}
        for rows in joined.values():
            if len(rows) < 2:
                continue
            (one, first), (other, second) = rows
            turn = -group[one][one] * first * second * group[other][other]
            if group[one] is group[other]:
                if turn != 1:
                    return False
                continue
            group[one].update({n: sign * turn for n, sign in group[other].items()})
            for number in group[other]:
                group[number] = group[one]
        return True

    def range_of(self, key: Key) -> Range:
        """The least and the greatest that a count can be."""
        if key not in self.places:
            return self.known.get(key, ANY)
        least, greatest = self._end(self.places[key], 1), self._end(self.places[key], -1)
        return Range(0 if least is None else least, greatest)

    def _end(self, place: int, sense: int) -> int | None:
        """The least (sense 1) or the greatest (sense -1); None without end."""
        program = self.program
        program.changeColCost(place, sense)
        status = run(program)
        values = program.getSolution().col_value
        program.changeColCost(place, 0.0)
        if status == highspy.HighsModelStatus.kUnbounded:
            return None
        if status != OPTIMAL:
            raise Contradiction("What is printed cannot all be true")
        value = values[place]
        if not self.whole and any(abs(one - round(one)) > NEAR for one in values):
            value = self._whole_end(place, sense, value)
        return ceil(value - NEAR) if sense == 1 else floor(value + NEAR)

    def _whole_end(self, place: int, sense: int, fraction: float) -> float:
        """The end that whole numbers reach."""
        program = self._program()
        program.setOptionValue("time_limit", SECONDS)
        for column in self.places.values():
            program.changeColIntegrality(column, WHOLE)
        program.changeColCost(place, sense)
        program.run()
        values = program.getSolution().col_value
        if not program.getSolution().value_valid:
            raise Contradiction("No whole numbers agree with what is printed")
        return values[place] if values else fraction
