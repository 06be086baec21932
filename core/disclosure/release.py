"""One release: what everybody can read, and the true figures that the council keeps with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.disclosure.profile import Profile
from core.disclosure.quantities import Figure, Key, Ratio, Sum
from core.disclosure.ranges import Range


@dataclass(frozen=True)
class Release:
    """What is printed under a profile: a text for each quantity and each ratio.

    `figures` are the true ones; they are never printed. A past release whose true figures are
    lost can be given without them: what it hides then counts as unknown and is not protected.
    `forced` are the quantities that an officer chose to hide.
    """

    profile: Profile
    printed: Mapping[Key, str]
    figures: Mapping[Key, Figure] = field(default_factory=dict)
    sums: tuple[Sum, ...] = ()
    ratios: Mapping[Ratio, str] = field(default_factory=dict)
    forced: frozenset[Key] = frozenset()
    controlled: bool = False
    zeros_hidden: bool = False

    def meaning(self, key: Key) -> Range:
        """What a printed cell tells by itself."""
        return self.profile.meaning(
            self.printed[key], controlled=self.controlled, zeros_hidden=self.zeros_hidden
        )

    def hides(self, key: Key) -> bool:
        return self.printed.get(key) == self.profile.confidential.sign
