"""How the years compare: change on the year before, rates, and what stands out.

More incidents may mean better reporting, so nothing here is called better or worse. What
stands out is stated with its arithmetic and left to people to judge.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from incidents.analysis.table import MultiYearTable, TableSection
from incidents.analysis.years import YearOfReturns
from incidents.breakdowns import BREAKDOWNS

JUMP = 25
"""So many percentage points from every other year is a share worth a question."""
ENOUGH = 20
"""So many people or incidents a year must tell of before its shares are compared."""


@dataclass(frozen=True)
class YearChange:
    """A year beside the one before it."""

    year: YearOfReturns
    before: YearOfReturns | None

    @property
    def difference(self) -> int | None:
        """Incidents more (or fewer, negative) than the year before."""
        if self.before is None or self.year.total is None or self.before.total is None:
            return None
        return self.year.total - self.before.total

    @property
    def in_words(self) -> str:
        """ "12 more (11%)"."""
        difference = self.difference
        if difference is None or self.before is None:
            return ""
        if difference == 0:
            return "The same"
        words = f"{abs(difference):,} {'more' if difference > 0 else 'fewer'}"
        if self.before.total:
            words += f" ({abs(difference) / self.before.total * 100:.0f}%)"
        return words


def changes_of(years: Sequence[YearOfReturns]) -> list[YearChange]:
    """Each year beside the one before it; a gap between them is no year before."""
    found = []
    for place, year in enumerate(years):
        before = years[place - 1] if place and _follows(years[place - 1].name, year.name) else None
        found.append(YearChange(year, before))
    return found


def _follows(before: str, year: str) -> bool:
    return int(before[:4]) + 1 == int(year[:4])


def what_stands_out(table: MultiYearTable) -> list[str]:
    """What somebody should ask about, each with its arithmetic, the latest year first."""
    found = [*_shares(table), *_more_than_total(table), *_apart(table.years)]
    return [words for _, words in sorted(found, key=lambda each: each[0], reverse=True)]


def _shares(table: MultiYearTable) -> Iterator[tuple[str, str]]:
    """A category whose share is far from that of every other year; of several in a breakdown
    and year the one furthest away, since the others only make room for it. Of two as far the
    larger one is told."""
    for section in table.sections:
        if section.breakdown.several:
            continue
        furthest: dict[str, tuple[int, float, str]] = {}
        sums = [_sum(section, place) for place in range(len(table.years))]
        for row in section.rows:
            shares = {
                place: value / total * 100
                for place, (value, total) in enumerate(zip(row.values, sums, strict=True))
                if value is not None and total >= ENOUGH
            }
            for place, share in shares.items():
                others = [other for at, other in shares.items() if at != place]
                if len(others) < 2 or min(abs(share - other) for other in others) < JUMP:
                    continue
                year = table.years[place].name
                low, high = min(others), max(others)
                beside = (
                    f"{low:.0f}%" if round(low) == round(high) else f"{low:.0f}% to {high:.0f}%"
                )
                away = round(min(abs(share - other) for other in others))
                words = (
                    f"{section.heading}, {row.label}: {share:.0f}% in {year} "
                    f"({row.values[place]:,} of {sums[place]:,}), {beside} in the other years."
                )
                furthest[year] = max(furthest.get(year, (0, 0.0, "")), (away, share, words))
        yield from ((year, words) for year, (*_, words) in furthest.items())


def _sum(section: TableSection, place: int) -> int:
    return sum(row.values[place] or 0 for row in section.rows)


def _more_than_total(table: MultiYearTable) -> Iterator[tuple[str, str]]:
    """A breakdown larger than its total."""
    for breakdown in BREAKDOWNS:
        if breakdown.several:
            continue
        for year in table.years:
            recorded = year.recorded(breakdown.key)
            if recorded is not None and year.total is not None and recorded > year.total:
                yield (
                    year.name,
                    f"{breakdown.heading}: {recorded:,} for {year.total:,} incidents in "
                    f"{year.name}, {recorded - year.total:,} more than there were incidents.",
                )


def _apart(years: Sequence[YearOfReturns]) -> Iterator[tuple[str, str]]:
    """Schools with incidents rising while incidents fall, or the other way round."""
    for change in changes_of(years):
        year, before = change.year, change.before
        if before is None or change.difference is None:
            continue
        if year.reporting is None or before.reporting is None:
            continue
        schools = year.reporting - before.reporting
        if schools * change.difference < 0:
            yield (
                year.name,
                f"Schools reporting incidents {_moved(schools)} from {before.reporting:,} to "
                f"{year.reporting:,} in {year.name}, while incidents {_moved(change.difference)} "
                f"from {before.total:,} to {year.total:,}.",
            )


def _moved(difference: int) -> str:
    return "rose" if difference > 0 else "fell"
