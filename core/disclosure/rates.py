"""Percentages and rates: worked out from true figures, shown where they tell no more than
the counts beside them."""

from __future__ import annotations

from core.disclosure.profile import Profile
from core.disclosure.quantities import Figure, Kind, Quantities, Ratio
from core.disclosure.release import Release


def text_of(ratio: Ratio, quantities: Quantities, release: Release) -> str:
    """A ratio as printed: hidden where one of its counts is, or where its base is too small."""
    profile = release.profile
    numerator, denominator = counts_of(ratio, quantities)
    if Kind.NOT_APPLICABLE in (numerator, denominator) or denominator == 0:
        return profile.not_applicable.sign
    if not isinstance(numerator, int) or not isinstance(denominator, int):
        return profile.not_available.sign
    hidden = any(release.hides(key) for key in ratio.keys)
    if hidden or denominator < profile.smallest_base:
        return profile.confidential.sign
    printed = ratio.printed(numerator, denominator)
    if printed == 0 and numerator > 0:
        return profile.low.sign
    whole, part = divmod(printed, 10**ratio.decimals)
    return f"{whole:,}.{part:0{ratio.decimals}}" if ratio.decimals else f"{whole:,}"


def counts_of(ratio: Ratio, quantities: Quantities) -> tuple[Figure, Figure]:
    known, figures = ratio.denominator, quantities.figures
    return figures[ratio.numerator], known if isinstance(known, int) else figures[known]


def printed_units(text: str, profile: Profile) -> int | None:
    """A printed ratio in units of its last decimal; None where it is a marker without figure."""
    if text == profile.low.sign:
        return 0
    if text in {marker.sign for marker in profile.markers}:
        return None
    return int(text.replace(",", "").replace(".", ""))


def tells_more(ratio: Ratio, release: Release) -> bool:
    """Whether a ratio of true figures tells more than the counts printed beside it."""
    return not all(release.meaning(key).exact for key in ratio.keys)


def base_of(ratio: Ratio, quantities: Quantities) -> int:
    """The number of people that a ratio stands on."""
    denominator = counts_of(ratio, quantities)[1]
    return denominator if isinstance(denominator, int) else 0
