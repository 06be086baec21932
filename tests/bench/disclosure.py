"""How long it takes to protect a table, and how often the cheapest pattern is found in time."""

import time
from collections.abc import Callable
from random import Random

from core.disclosure import Profile, Quantities, audit, by_years, publish, two_way

TABLES = 10


def crossed(size: int, small: float, none: float = 0) -> Callable[[int], Quantities]:
    """A square table with a share of counts of 1 to 4, and of 0."""

    def made(seed: int) -> Quantities:
        chance = Random(seed)  # noqa: S311
        counts = {
            f"row {row}": {
                f"column {column}": _count(chance, small, none) for column in range(size)
            }
            for row in range(size)
        }
        return two_way(counts, lambda row, column: (row, column))

    return made


def breakdowns(seed: int) -> Quantities:
    """Six breakdowns of the incidents of five years, with the years together."""
    chance = Random(seed)  # noqa: S311
    years = [f"{year}/{year % 100 + 1}" for year in range(2021, 2026)]
    counts = {
        f"breakdown {number}": {
            f"category {place}": {year: _count(chance, 0.25, 0.1) for year in years}
            for place in range(5)
        }
        for number in range(6)
    }
    most = {
        year: max(sum(by[year] for by in categories.values()) for categories in counts.values())
        for year in years
    }
    totals = {year: count + chance.randint(0, 9) for year, count in most.items()}
    return by_years(totals, counts, {"five years": years})


def _count(chance: Random, small: float, none: float) -> int:
    if chance.random() < none:
        return 0
    return chance.randint(1, 4) if chance.random() < small else chance.randint(5, 60)


KINDS: dict[str, Callable[[int], Quantities]] = {
    "5 × 5, 30 % small": crossed(5, 0.3),
    "8 × 8, 30 % small": crossed(8, 0.3),
    "12 × 12, 30 % small": crossed(12, 0.3),
    "12 × 12, 10 % small": crossed(12, 0.1),
    "12 × 12, 5 % small": crossed(12, 0.05),
    "12 × 12, 30 % nought": crossed(12, 0.1, 0.3),
    "6 breakdowns, 5 years": breakdowns,
}


def measure_disclosure() -> None:
    """One line for each kind of table: the mean and the worst of some, and of their audits."""
    print(f"\n{TABLES} tables each              mean     worst     audit  cheapest  hidden too")  # noqa: T201
    for name, made in KINDS.items():
        times, audits, optimal, others = [], [], 0, 0
        for seed in range(TABLES):
            quantities = made(seed)
            start = time.perf_counter()
            published = publish(quantities, Profile())
            times.append(time.perf_counter() - start)
            start = time.perf_counter()
            audit(published.release)
            audits.append(time.perf_counter() - start)
            optimal += published.pattern.optimal
            others += len(published.pattern.secondary)
        took = f"{sum(times) / TABLES:>8.2f} s{max(times):>8.2f} s"
        judged = f"{sum(audits) / TABLES * 1000:>7.0f} ms"
        chosen = f"{optimal:>6} of {TABLES}{others / TABLES:>12.1f}"
        print(f"{name:24}{took}{judged}{chosen}")  # noqa: T201


if __name__ == "__main__":
    measure_disclosure()
