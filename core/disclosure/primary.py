"""The primary rule: which counts need protection, and what must stay possible for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from core.disclosure.profile import Profile
from core.disclosure.quantities import Figure, Key
from core.disclosure.ranges import Range
from core.disclosure.release import Release


def need(
    count: int, profile: Profile, *, forced: bool = False, turned: bool = False
) -> Range | None:
    """The counts that a reader must not be able to rule out; None where any may be known.

    A hidden small count may be any small count. A count that an officer hides is as uncertain
    as a small one, around its own figure. Where small counts are rounded and not hidden, no
    count below the base is to be known exactly: a neighbour must stay possible, the one that
    prints alike or, `turned`, the other.
    """
    nothing_less = 1 if profile.zero_shown else 0
    if profile.hides(count):
        return Range(nothing_less, max(profile.threshold, nothing_less + 1))
    if forced:
        width = max(profile.threshold - 1, 1)
        return Range(max(count - width, min(count, nothing_less)), count + width)
    if profile.rounds_instead and 0 < count < (profile.base or 0):
        prints_as_low = 2 * count < (profile.base or 0)
        below = (count > 1 and prints_as_low) != turned
        return Range(count - 1, count) if below else Range(count, count + 1)
    return None


def needs_of(
    figures: Mapping[Key, Figure],
    profile: Profile,
    forced: frozenset[Key],
    turned: frozenset[Key] = frozenset(),
) -> dict[Key, Range]:
    """What must stay possible for the quantities of a table."""
    found = {}
    for key, figure in figures.items():
        if not isinstance(figure, int):
            continue
        wanted = need(figure, profile, forced=key in forced, turned=key in turned)
        if wanted is not None:
            found[key] = wanted
    return found


def needs_of_past(past: Iterable[Release]) -> dict[Key, Range]:
    """What earlier releases hide, as their own profiles ask; the widest where several do."""
    found: dict[Key, Range] = {}
    for release in past:
        hidden = {key: figure for key, figure in release.figures.items() if release.hides(key)}
        for key, wanted in needs_of(hidden, release.profile, release.forced).items():
            found[key] = wider(wanted, found.get(key))
    return found


def wider(one: Range, other: Range | None) -> Range:
    """Both must stay possible."""
    if other is None or other.greatest is None or one.greatest is None:
        return one
    return Range(min(one.least, other.least), max(one.greatest, other.greatest))
