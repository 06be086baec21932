"""Figures that have changed since they were published.

A release says what was true when it was made. A figure that differs now is another quantity,
and carries another name, so that neither is taken for the other when a table is audited. A
figure that is still the same keeps its name, whatever else of its year was revised: what one
release hides of it the other must not show.

The first part of a key is its year or day; that is what is called revised.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from core.disclosure.quantities import Figure, Key, Quantities, Ratio, Sum
from core.disclosure.release import Release


def renamed_where_revised(
    quantities: Quantities, past: Sequence[Release]
) -> tuple[Quantities, dict[Key, Key]]:
    """The quantities, each that was published otherwise under a name of its own.

    With them those names by the former ones; what was not revised has none there.
    """
    found = {key: _name(key, now, past) for key, now in quantities.figures.items()}
    names = {old: new for old, new in found.items() if old != new}
    if not names:
        return quantities, names
    return (
        Quantities(
            {names.get(old, old): figure for old, figure in quantities.figures.items()},
            tuple(
                Sum(names.get(one.total, one.total), tuple(names.get(p, p) for p in one.parts))
                for one in quantities.sums
            ),
            tuple(renamed_ratio(ratio, names) for ratio in quantities.ratios),
        ),
        names,
    )


def renamed_ratio(ratio: Ratio, names: Mapping[Key, Key]) -> Ratio:
    """A percentage or rate of quantities by the names that they have now."""
    below = ratio.denominator
    return replace(
        ratio,
        numerator=names.get(ratio.numerator, ratio.numerator),
        denominator=below if isinstance(below, int) else names.get(below, below),
    )


def _name(key: Key, now: Figure, past: Sequence[Release]) -> Key:
    """The first name of a figure under which no other one was published."""
    return next(
        name
        for name in _names(key)
        if not any(_differs(release.figures.get(name), now) for release in past)
    )


def _names(key: Key) -> Iterator[Key]:
    year, *row = key
    yield key
    yield (f"{year}, revised", *row)
    number = 2
    while True:
        yield (f"{year}, revised {number}", *row)
        number += 1


def _differs(before: Figure, now: Figure) -> bool:
    return before is not None and now is not None and before != now
