"""The matrix of a risk scale: each score with its band, and the scores that have none or two.

Made of steps and bands that need not be saved yet, so that a scale can be seen before it
is made.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from council.usage import in_words
from plans.models.risk_scale import RiskBand, RiskScaleStep


@dataclass(frozen=True)
class Cell:
    """A score of the matrix with its band in words and colour."""

    score: int
    bands: tuple[RiskBand, ...]

    @property
    def is_fault(self) -> bool:
        """Whether the score lies in no band, or in several."""
        return len(self.bands) != 1

    @property
    def colour(self) -> str:
        return ("" if self.is_fault else self.bands[0].colour) or "grey"

    @property
    def words(self) -> str:
        """ "Amber", "in no band", "in two bands: Amber, Red"."""
        names = [band.name or "a band without a name" for band in self.bands]
        if not names:
            return "in no band"
        if len(names) == 1:
            return names[0]
        count = {2: "two", 3: "three"}.get(len(names), str(len(names)))
        return f"in {count} bands: {', '.join(names)}"


Matrix = list[tuple[RiskScaleStep, list[Cell]]]


def matrix_of(
    impact: Sequence[RiskScaleStep],
    probability: Sequence[RiskScaleStep],
    bands: Sequence[RiskBand],
) -> Matrix:
    """The rows of the matrix, the highest impact first."""
    return [
        (step, [_cell(step.value * other.value, bands) for other in probability])
        for step in reversed(impact)
    ]


def _cell(score: int, bands: Sequence[RiskBand]) -> Cell:
    return Cell(score, tuple(band for band in bands if band.lowest <= score <= band.highest))


def band_faults(matrix: Matrix, bands: Sequence[RiskBand]) -> list[str]:
    """What is wrong with the bands, in sentences: each score must lie in exactly one of them.

    Bands that overlap where no score can occur are told too: a reader could not say which
    of the two such a score would be in.
    """
    faulty = {cell.score: cell.words for _, cells in matrix for cell in cells if cell.is_fault}
    alike: dict[str, list[str]] = {}
    for score in sorted(faulty):
        alike.setdefault(faulty[score], []).append(str(score))
    told = [_sentence(scores, words) for words, scores in alike.items()]
    return told + list(_silent_overlaps(bands, set(faulty)))


def _sentence(scores: list[str], words: str) -> str:
    if len(scores) == 1:
        return f"A score of {scores[0]} lies {words}"
    return f"Scores of {in_words(scores)} lie {words}"


def _silent_overlaps(bands: Sequence[RiskBand], told: set[int]) -> Iterator[str]:
    for one, other in combinations(bands, 2):
        lowest, highest = max(one.lowest, other.lowest), min(one.highest, other.highest)
        if lowest <= highest and not any(lowest <= score <= highest for score in told):
            shared = str(lowest) if lowest == highest else f"{lowest} to {highest}"
            yield f"{one.name} and {other.name} overlap: both hold {shared}"
