"""A council's rule for small numbers, and what each printed cell tells a reader."""

from __future__ import annotations

from dataclasses import dataclass

from core.disclosure.ranges import ANY, NOUGHT, Range


@dataclass(frozen=True)
class Marker:
    """A sign in place of a figure, and its words for the note under a table."""

    sign: str
    words: str


CONFIDENTIAL = Marker(
    "[c]", "confidential: a small number, or a number from which a small one could be worked out"
)
NOT_AVAILABLE = Marker("[x]", "not available")
NOT_APPLICABLE = Marker("[z]", "not applicable")
LOW = Marker("[low]", "rounds to 0, but is not 0")


@dataclass(frozen=True)
class Profile:
    """The rule that a council chose for a kind of table.

    Counts of people from 1 to the threshold are hidden; a threshold of 0 hides none. With a
    rounding base, what is not hidden is rounded: hiding and rounding, or with a threshold of
    0 rounding instead of hiding. A percentage needs a denominator of at least `smallest_base`.
    """

    threshold: int = 4
    zero_shown: bool = True
    base: int | None = None
    smallest_base: int = 0
    confidential: Marker = CONFIDENTIAL
    not_available: Marker = NOT_AVAILABLE
    not_applicable: Marker = NOT_APPLICABLE
    low: Marker = LOW

    def __post_init__(self) -> None:
        if self.threshold < 0 or self.smallest_base < 0:
            raise ValueError("A threshold and a smallest base are 0 or more")
        if self.base is not None and self.base < 2:
            raise ValueError("A rounding base is 2 or more, or None")
        signs = {marker.sign for marker in self.markers}
        if len(signs) < len(self.markers) or any(sign[:1].isdigit() or not sign for sign in signs):
            raise ValueError("Each marker has a sign of its own that is no figure")

    @property
    def markers(self) -> tuple[Marker, ...]:
        """In the order of the note under a table."""
        return self.confidential, self.not_available, self.not_applicable, self.low

    @property
    def rounds_instead(self) -> bool:
        """Small numbers are rounded and not hidden."""
        return self.threshold == 0 and self.base is not None

    def hides(self, count: int) -> bool:
        """The primary rule: whether a count is hidden for what it is."""
        if count == 0:
            return not self.zero_shown and not self.rounds_instead
        return count <= self.threshold

    def meaning(self, text: str, *, controlled: bool = False, zeros_hidden: bool = False) -> Range:
        """What a printed cell tells by itself, to a reader who knows the rule.

        `controlled`: the release was rounded so that it adds up; `zeros_hidden`: it had to
        hide some zeros although the profile shows them.
        """
        zero_possible = zeros_hidden or not self.zero_shown
        if text == self.confidential.sign:
            return Range(0 if zero_possible else 1, None)
        if text == self.not_available.sign:
            return ANY
        if text == self.not_applicable.sign:
            return NOUGHT
        if text == self.low.sign:
            return self._rounded(0, controlled)
        figure = int(text.replace(",", ""))
        return self._rounded(figure, controlled) if self.base and figure else Range(figure, figure)

    def _rounded(self, figure: int, controlled: bool) -> Range:
        base = self.base or 1
        below, above = (base - 1, base - 1) if controlled else (base // 2, (base - 1) // 2)
        nothing_less = 0 if figure == 0 and not self.zero_shown else 1
        shown_from = self.threshold + 1 if self.threshold else nothing_less
        return Range(max(figure - below, shown_from), figure + above)
