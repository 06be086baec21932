"""What is left of the whole council when directorates are taken away.

It is printed nowhere, but everybody can subtract: this profile's directorate, another one that
was published of the same day, or all of them together. Where every directorate is published,
nothing is left, and each would be told by the others. So what is left is protected like what
is printed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from core.disclosure import Figure, Key, Quantities, Release, Sum
from workforce.publishing.quantities import COUNCIL, DIRECTORATE

_REST = "all but"


def day_of(name: str) -> str:
    """The day or flow of a key, without the words that call it revised."""
    return name.split(", revised", 1)[0]


def with_rest_of_council(quantities: Quantities, past: Sequence[Release]) -> Quantities:
    """The quantities of a day with what directorates leave of the whole council: of this
    publication, and of others, each with the figure that was published last.

    `past` are the releases that tell of that day, the earliest first. Others are named without
    a figure: they are not printed again. What a release has told already is not said twice.
    """
    figures: dict[Key, Figure] = dict(quantities.figures)
    sums = dict.fromkeys(quantities.sums)
    told = {_taken_of(one) for release in past for one in release.sums}
    counts = _by_directorate(quantities, past)
    for total, whole in quantities.figures.items():
        day, organisation, *what = total
        parts = counts[day_of(day), *what]
        if organisation != COUNCIL or not isinstance(whole, int):
            continue
        for taken in (*((key,) for key in parts), tuple(sorted(parts))):
            left = whole - sum(parts[key] for key in taken)
            if not taken or left < 0 or (total, frozenset(taken)) in told:
                continue
            rest: Key = (day_of(day), f"{_REST} {', '.join(key[1] for key in taken)}", *what)
            figures |= {key: quantities.figures.get(key) for key in taken} | {rest: left}
            sums[Sum(total, (*taken, rest))] = None
    return Quantities(figures, tuple(sums), quantities.ratios)


def without_others(release: Release) -> Release:
    """A release as it is to be kept: without what it does not print."""
    return replace(
        release,
        printed={k: text for k, text in release.printed.items() if release.figures[k] is not None},
        figures={k: figure for k, figure in release.figures.items() if figure is not None},
    )


def _taken_of(one: Sum) -> tuple[Key, frozenset[Key]]:
    """The total of a sum, and what is taken away from it."""
    return one.total, frozenset(key for key in one.parts if not key[1].startswith(_REST))


def _by_directorate(quantities: Quantities, past: Sequence[Release]) -> dict[Key, dict[Key, int]]:
    """The counts of directorates by day and row: those of now before those published last."""
    latest: dict[Key, tuple[Key, int]] = {}
    for held in (*(release.figures for release in past), quantities.figures):
        for key, figure in held.items():
            if key[1].startswith(DIRECTORATE) and isinstance(figure, int):
                latest[day_of(key[0]), *key[1:]] = key, figure
    found: dict[Key, dict[Key, int]] = defaultdict(dict)
    for (day, _, *what), (key, figure) in latest.items():
        found[day, *what][key] = figure
    return found
